package dev.rockyjava.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options for a single engine call.
 *
 * @param timeout limit for the call itself, greater than zero; when it is exceeded, the engine and all processes it
 *     started are ended and the call throws {@link EngineTimeoutException}
 * @param log receives each line that the engine logs, as it arrives, on any thread; secrets are already masked. Must
 *     not block for long
 * @param submissionId id that the engine records with the run in its own history, so that the two can be correlated
 *     ({@code ROCKY_SUBMISSION_ID}, ENGINE.md §1.5); empty for none. Must not contain control characters
 * @param total overall limit including time spent waiting for calls that use the same files (which {@code timeout}
 *     excludes), greater than zero; when it is exceeded, the call throws {@link EngineTimeoutException}. Empty for no
 *     limit
 * @param waits called with {@code true} when the call starts waiting for a file in use, and with {@code false} when
 *     it resumes; on the calling thread. Never called if there is no wait
 * @param started receives the engine's process as soon as it runs, on the calling thread; never called if the engine
 *     doesn't run as a process
 * @param run the run that makes the call, for engines that outlive the program; empty for a call of its own
 */
public record CallOptions(
        Duration timeout,
        Consumer<String> log,
        Optional<String> submissionId,
        Optional<Duration> total,
        Consumer<Boolean> waits,
        Consumer<ProcessHandle> started,
        Optional<RunCall> run) {

    private static final CallOptions DEFAULTS = new CallOptions(Duration.ofHours(1), line -> {});

    /** Creates options with no submission id, no overall limit, no listeners for waits and processes, and no run. */
    public CallOptions(Duration timeout, Consumer<String> log) {
        this(timeout, log, Optional.empty(), Optional.empty(), waiting -> {}, process -> {}, Optional.empty());
    }

    /**
     * Creates options from all their parts.
     *
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

    /**
     * Returns the defaults: a timeout of one hour, as in the engine's own SDK (ENGINE.md §5), with log lines
     * discarded.
     */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a copy with another timeout. */
    public CallOptions withTimeout(Duration timeout) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run);
    }

    /** Returns a copy with another receiver of log lines. */
    public CallOptions withLog(Consumer<String> log) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run);
    }

    /** Returns a copy with a submission id. */
    public CallOptions withSubmissionId(String id) {
        return new CallOptions(timeout, log, Optional.of(id), total, waits, started, run);
    }

    /** Returns a copy with another overall limit for the call and its waits; empty for no limit. */
    public CallOptions withTotal(Optional<Duration> total) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run);
    }

    /** Returns a copy with another listener for waits. */
    public CallOptions withWaits(Consumer<Boolean> waits) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run);
    }

    /** Returns a copy with another receiver of the engine's process. */
    public CallOptions withStarted(Consumer<ProcessHandle> started) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run);
    }

    /** Returns a copy for a call of a run. */
    public CallOptions withRun(RunCall run) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, Optional.of(run));
    }
}
