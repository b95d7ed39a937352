package dev.rockyjava.refresh;

import java.io.PrintStream;

/** Prints one line per event while a snapshot is written, for logs and plain terminals. */
public final class WriteLines implements WriteListener {

    private static final int LINES_OF_MODELS = 10;

    private final PrintStream out;

    /**
     * Creates a listener that prints to a stream.
     *
     * @param out never closed by this class
     */
    public WriteLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(WriteEvent event) {
        if (event instanceof WriteEvent.Asking asking) {
            out.println("[" + asking.number() + "/" + asking.of() + "] rocky " + asking.question());
        } else if (event instanceof WriteEvent.Lineage lineage) {
            // Limits the number of lines for projects with thousands of models.
            int step = (lineage.of() + LINES_OF_MODELS - 1) / LINES_OF_MODELS;
            if (lineage.done() % step == 0 || lineage.done() == lineage.of()) {
                out.println("  lineage of " + lineage.done() + " of " + lineage.of() + " models");
            }
        } else if (event instanceof WriteEvent.LeftOut left) {
            left.message().lines().forEach(line -> out.println("  " + line));
        } else if (event instanceof WriteEvent.SourcesGone gone) {
            out.println("  " + gone.message());
        } else if (event instanceof WriteEvent.CompileProblems problems) {
            problems.diagnostics().forEach(problem -> out.println("  compile " + problem.severity() + ": "
                    + problem.toString().lines().findFirst().orElse("")));
        } else if (event instanceof WriteEvent.ReadsUnknown unknown) {
            out.println("  " + unknown.message());
        } else if (event instanceof WriteEvent.Written written) {
            out.println("wrote " + written.snapshot());
        } else {
            throw new IllegalArgumentException("no line for " + event);
        }
    }
}
