package dev.rockyjava.cli.screen;

import dev.rockyjava.run.RunListener;

/** Shows the progress of a run. */
public interface ProgressDisplay extends RunListener, AutoCloseable {

    /** Adds a permanent line. Safe to call from any thread. */
    void say(StyledText line);

    default void say(String line) {
        say(StyledText.of(line));
    }

    default void warn(String text) {
        say(Terminal.warning(text));
    }

    /** Removes temporary output. When it returns, all permanent lines are printed. */
    @Override
    void close();
}
