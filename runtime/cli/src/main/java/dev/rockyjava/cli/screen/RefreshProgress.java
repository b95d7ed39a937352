package dev.rockyjava.cli.screen;

import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;

/** Shows each engine query: in one changing line on a terminal, otherwise one line per query. */
public final class RefreshProgress implements WriteListener {

    private static final int LINES_OF_MODELS = 10;

    private final Terminal terminal;
    private boolean written;

    public RefreshProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(WriteEvent event) {
        if (event instanceof WriteEvent.Asking asking) {
            show("[" + asking.number() + "/" + asking.of() + "] rocky " + asking.question());
        } else if (event instanceof WriteEvent.Lineage lineage) {
            lineage(lineage);
        } else if (event instanceof WriteEvent.LeftOut left) {
            terminal.forget();
            terminal.say(left.message());
        } else if (event instanceof WriteEvent.SourcesGone gone) {
            terminal.forget();
            terminal.say(gone.message());
        } else if (event instanceof WriteEvent.CompileProblems problems) {
            terminal.forget();
            CompileProblems.lines(problems.diagnostics()).forEach(terminal::say);
        } else if (event instanceof WriteEvent.ReadsUnknown unknown) {
            terminal.forget();
            terminal.say(unknown.message());
        } else if (event instanceof WriteEvent.Written) {
            written = true;
        } else {
            throw new IllegalArgumentException("no line for " + event);
        }
    }

    /** Returns whether the snapshot has been written. */
    public boolean written() {
        return written;
    }

    private void lineage(WriteEvent.Lineage lineage) {
        // Limits the number of lines in a project of very many models.
        int step = Math.max(1, lineage.of() / LINES_OF_MODELS);
        if (terminal.interactive() || lineage.done() % step == 0 || lineage.done() == lineage.of()) {
            show("lineage of " + lineage.done() + " of " + lineage.of() + " models");
        }
    }

    private void show(String text) {
        if (terminal.interactive()) {
            terminal.sayForNow(text);
        } else {
            terminal.say(text);
        }
    }
}
