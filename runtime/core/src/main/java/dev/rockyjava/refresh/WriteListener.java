package dev.rockyjava.refresh;

/** Is notified of events while a snapshot is written. Called from several threads, one at a time. */
@FunctionalInterface
public interface WriteListener {

    /** Receives an event. Must return quickly; an exception it throws aborts the refresh. */
    void on(WriteEvent event);
}
