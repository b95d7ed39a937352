package dev.rockyjava.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * An engine that is still running for a program that has ended: the program was killed and couldn't end the engine.
 */
public interface LeftEngine {

    /** Returns the id of the engine's process. */
    long pid();

    /** Returns the submission id of the engine's call (see {@link CallOptions#submissionId()}); empty if unknown. */
    Optional<String> submissionId();

    /** Returns a description to display. */
    default String description() {
        return "process " + pid() + ", an engine that a killed program has left at work"
                + submissionId().map(id -> " (submission " + id + ")").orElse("");
    }

    /**
     * Waits until the engine, and all processes it started, have ended.
     *
     * @param limit maximum time to wait; zero only checks
     * @return false if it is still running after that time, or if the thread is interrupted; its interrupt status is
     *     then set
     */
    boolean await(Duration limit);

    /**
     * Ends the engine and all processes it started: requests termination first, and kills them after the grace
     * period.
     */
    void end();
}
