package dev.rockyjava.refresh;

/** Hears what happens while a snapshot is written. Called from several threads, one at a time. */
@FunctionalInterface
public interface WriteListener {

    /** Takes note of an event, quickly. What it throws ends the refresh. */
    void on(WriteEvent event);
}
