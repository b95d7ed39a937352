package dev.rockyjava.cli.screen;

import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;
import java.util.List;

/** Shows each engine query: in one changing line on a terminal, otherwise one line per query. */
public final class RefreshProgress implements WriteListener {

    private final Terminal terminal;
    private boolean written;

    public RefreshProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(WriteEvent event) {
        if (event instanceof WriteEvent.Written) {
            written = true;
        } else if (event instanceof WriteEvent.Asking || event instanceof WriteEvent.Lineage) {
            if (terminal.interactive()) {
                terminal.sayForNow(event.message());
            } else if (!(event instanceof WriteEvent.Lineage lineage) || lineage.isMilestone()) {
                terminal.say(event.message());
            }
        } else {
            terminal.forget();
            List<String> lines = event instanceof WriteEvent.CompileProblems problems
                    ? CompileProblems.lines(problems.diagnostics())
                    : List.of(event.message());
            lines.forEach(terminal::say);
        }
    }

    /** Returns whether the snapshot has been written. */
    public boolean written() {
        return written;
    }
}
