package dev.rockyjava.cli.screen;

import dev.rockyjava.run.RunListener;

/** Shows the progress of a run. */
public interface ProgressDisplay extends RunListener, AutoCloseable {

    /** Adds a permanent line. Safe to call from any thread. */
    void say(String line);

    /** Removes temporary output. When it returns, all permanent lines are printed. */
    @Override
    void close();
}
