package dev.rockyjava.cli.screen;

import dev.rockyjava.run.RunListener;

/** Shows a run to people or programs while it goes on. */
public interface ProgressDisplay extends RunListener, AutoCloseable {

    /** Says something about it, in a line that stays. From any thread. */
    void say(String line);

    /** Ends what is shown for the moment only; what stays is all there when it returns. */
    @Override
    void close();
}
