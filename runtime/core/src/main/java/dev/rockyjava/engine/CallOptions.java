package dev.rockyjava.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to make one call.
 *
 * @param timeout how long it may take, more than zero; then the engine is ended with all it started, and the call throws
 *     {@link EngineTimeoutException}
 * @param log receives each line that the engine logs, as it comes, on any thread; secrets are already masked. It must
 *     not block for long
 * @param submissionId what the engine notes in its own history beside the run, so that the two can be told together
 *     ({@code ROCKY_SUBMISSION_ID}, ENGINE.md §1.5); empty for none. No control characters
 * @param total how long it may take with the wait for other calls that use the same files, which {@code timeout}
 *     doesn't count, more than zero; then the call throws {@link EngineTimeoutException}, too. Empty to wait as long as
 *     it takes
 * @param waits hears {@code true} when the call has to wait for others that use the same files, and {@code false} when it
 *     goes on; on the calling thread. Of a call that needn't wait it hears nothing
 * @param started receives the engine's process as soon as it runs, on the calling thread; never called if the engine is
 *     none
 */
public record CallOptions(
        Duration timeout,
        Consumer<String> log,
        Optional<String> submissionId,
        Optional<Duration> total,
        Consumer<Boolean> waits,
        Consumer<ProcessHandle> started) {

    private static final CallOptions DEFAULTS = new CallOptions(Duration.ofHours(1), line -> {});

    /** Without a submission id, a limit of the wait for other calls, and somebody to hear of it. */
    public CallOptions(Duration timeout, Consumer<String> log) {
        this(timeout, log, Optional.empty(), Optional.empty(), waiting -> {}, process -> {});
    }

    /**
     * @throws IllegalArgumentException if a limit is zero or negative, or the submission id has a control character
     */
    public CallOptions {
        if (submissionId.filter(id -> id.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw new IllegalArgumentException("a submission id has no control characters");
        }
        requirePositive(timeout);
        total.ifPresent(CallOptions::requirePositive);
    }

    private static void requirePositive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a timeout is more than zero, not " + limit);
        }
    }

    /** One hour, as the engine's own SDK has it (ENGINE.md §5), and log lines go nowhere. */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another time limit. */
    public CallOptions withTimeout(Duration timeout) {
        return new CallOptions(timeout, log, submissionId, total, waits, started);
    }

    /** The same with log lines going elsewhere. */
    public CallOptions withLog(Consumer<String> log) {
        return new CallOptions(timeout, log, submissionId, total, waits, started);
    }

    /** The same with a submission id. */
    public CallOptions withSubmissionId(String id) {
        return new CallOptions(timeout, log, Optional.of(id), total, waits, started);
    }

    /** The same with another limit of call and wait together. */
    public CallOptions withTotal(Optional<Duration> total) {
        return new CallOptions(timeout, log, submissionId, total, waits, started);
    }

    /** The same, telling somebody else of waits. */
    public CallOptions withWaits(Consumer<Boolean> waits) {
        return new CallOptions(timeout, log, submissionId, total, waits, started);
    }

    /** The same, passing the engine's process on. */
    public CallOptions withStarted(Consumer<ProcessHandle> started) {
        return new CallOptions(timeout, log, submissionId, total, waits, started);
    }
}
