package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request in progress: its log, and the way to stop it from another thread. */
final class RunningRequest {

    private final Consumer<String> log;
    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable Statement running;
    private boolean listenerFailed;
    private boolean begun;
    private boolean cancelled;

    RunningRequest(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Marks the beginning of the work.
     *
     * @throws CancellationException if the call was cancelled
     */
    synchronized void begins() {
        failIfCancelled();
        begun = true;
    }

    /** Returns whether there may be something to stop. */
    synchronized boolean hasBegun() {
        return begun;
    }

    /** Logs a line; the last ones go into the reply. */
    void log(String line) {
        keep(line);
        try {
            if (!listenerFailed) {
                log.accept(line);
            }
        } catch (Throwable e) {
            // The work in the database is done anyway; its document must not depend on the listener.
            listenerFailed = true;
            keep("the log listener of this call failed and gets no more lines: " + e);
        }
    }

    private void keep(String line) {
        tail.addLast(line);
        if (tail.size() > EngineReply.LOG_TAIL) {
            tail.removeFirst();
        }
    }

    List<String> logTail() {
        return List.copyOf(tail);
    }

    /**
     * Sets the statement that executes from now on.
     *
     * @throws CancellationException if the call was cancelled
     */
    synchronized void starts(Statement statement) {
        failIfCancelled();
        running = statement;
    }

    /** Marks that no statement executes. */
    synchronized void ends() {
        running = null;
    }

    /**
     * Must be called after a statement failed: a failure after a cancellation isn't the statement's own.
     *
     * @throws CancellationException if the call was cancelled
     */
    synchronized void failIfCancelled() {
        if (cancelled) {
            throw new CancellationException("the call was cancelled");
        }
    }

    /**
     * Stops the running statement, and everything that would run after it. Must be repeated until the call has ended.
     */
    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // It has just ended by itself, or the next repetition reaches it.
            }
        }
    }
}
