package dev.rockyjava.refresh;

import java.io.PrintStream;

/** Prints one line per event while a snapshot is written, for logs and plain terminals. */
public final class WriteLines implements WriteListener {

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
        if (event instanceof WriteEvent.Lineage lineage && !lineage.isMilestone()) {
            return;
        }
        String indent = event instanceof WriteEvent.Asking || event instanceof WriteEvent.Written ? "" : "  ";
        event.message().lines().forEach(line -> out.println(indent + line));
    }
}
