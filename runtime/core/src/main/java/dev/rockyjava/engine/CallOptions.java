package dev.rockyjava.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
 * @param environment variables for this call, by name, in addition to those that the engine has by itself, which they
 *     replace. The binary receives them as its environment, and {@code ${VAR}} in the project's files has their values for
 *     an engine inside the JVM too. Values are masked in what the call returns by the same rules as other variables'; {@link
 *     #toString} shows only names. An engine that executes the call on another machine says which ones travel, and refuses
 *     the others
 */
public record CallOptions(
        Duration timeout,
        Consumer<String> log,
        Optional<String> submissionId,
        Optional<Duration> total,
        Consumer<Boolean> waits,
        Consumer<ProcessHandle> started,
        Optional<RunCall> run,
        Map<String, String> environment) {

    private static final CallOptions DEFAULTS = new CallOptions(Duration.ofHours(1), line -> {});

    /** Creates options with no submission id, no overall limit, no listeners for waits and processes, no run, and no environment. */
    public CallOptions(Duration timeout, Consumer<String> log) {
        this(timeout, log, Optional.empty(), Optional.empty(), waiting -> {}, process -> {}, Optional.empty(), Map.of());
    }

    /**
     * Creates options from all their parts.
     *
     * @throws IllegalArgumentException if a limit is zero or negative, or the submission id has a control character,
     *     or a variable has no name, or one with {@code =}, or a NUL character
     */
    public CallOptions {
        if (submissionId.filter(CallOptions::hasControlCharacter).isPresent()) {
            throw new IllegalArgumentException("a submission id has no control characters");
        }
        requirePositive(timeout);
        total.ifPresent(CallOptions::requirePositive);
        environment = Map.copyOf(environment);
        environment.forEach(CallOptions::requireVariable);
    }

    // Not by a stream: a run does this several times for each of its calls.
    private static boolean hasControlCharacter(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the name of an environment variable isn't empty and has neither = nor NUL, unlike the one that begins with '"
                            + name.split("[=\0]", 2)[0] + "'");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of the environment variable " + name + " has a NUL character");
        }
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
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns a copy with another receiver of log lines. */
    public CallOptions withLog(Consumer<String> log) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns a copy with a submission id. */
    public CallOptions withSubmissionId(String id) {
        return new CallOptions(timeout, log, Optional.of(id), total, waits, started, run, environment);
    }

    /** Returns a copy with another overall limit for the call and its waits; empty for no limit. */
    public CallOptions withTotal(Optional<Duration> total) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns a copy with another listener for waits. */
    public CallOptions withWaits(Consumer<Boolean> waits) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns a copy with another receiver of the engine's process. */
    public CallOptions withStarted(Consumer<ProcessHandle> started) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns a copy for a call of a run. */
    public CallOptions withRun(RunCall run) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, Optional.of(run), environment);
    }

    /** Returns a copy with other variables for this call, by name; empty for none. */
    public CallOptions withEnvironment(Map<String, String> environment) {
        return new CallOptions(timeout, log, submissionId, total, waits, started, run, environment);
    }

    /** Returns the options as text, without the values of variables, which may be secret. */
    @Override
    public String toString() {
        return "CallOptions[timeout=" + timeout + ", total=" + total + ", submissionId=" + submissionId + ", run=" + run
                + ", environment=" + new TreeSet<>(environment.keySet()) + "]";
    }
}
