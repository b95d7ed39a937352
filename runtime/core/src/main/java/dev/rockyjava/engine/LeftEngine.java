package dev.rockyjava.engine;

import java.time.Duration;
import java.util.Optional;

/** An engine that is still at work for a program that has ended: it was killed, and so couldn't end the engine. */
public interface LeftEngine {

    /** The engine's process. */
    long pid();

    /** What the engine notes of its call in its own history, see {@link CallOptions#submissionId()}; empty if not known. */
    Optional<String> submissionId();

    /** What it is, for people. */
    default String description() {
        return "process " + pid() + ", an engine that a killed program has left at work"
                + submissionId().map(id -> " (submission " + id + ")").orElse("");
    }

    /**
     * Waits until the engine, and all that it has started, has ended.
     *
     * @param limit how long at most; zero only to look
     * @return false if it still works then, or the thread is interrupted, which it then still is
     */
    boolean await(Duration limit);

    /** Ends the engine and all that it has started: asks first, and kills it after its grace period. */
    void end();
}
