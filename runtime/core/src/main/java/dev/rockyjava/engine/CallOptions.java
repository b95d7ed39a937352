package dev.rockyjava.engine;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to make one call.
 *
 * @param timeout how long it may take, more than zero; then the engine is ended with all it started, and the call throws
 *     {@link EngineTimeoutException}
 * @param log receives each line that the engine logs, as it comes, on any thread; secrets are already masked. It must
 *     not block for long
 */
public record CallOptions(Duration timeout, Consumer<String> log) {

    private static final CallOptions DEFAULTS = new CallOptions(Duration.ofHours(1), line -> {});

    /**
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public CallOptions {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout is more than zero, not " + timeout);
        }
    }

    /** One hour, as the engine's own SDK has it (rocky-contract §5), and log lines go nowhere. */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another time limit. */
    public CallOptions withTimeout(Duration timeout) {
        return new CallOptions(timeout, log);
    }

    /** The same with log lines going elsewhere. */
    public CallOptions withLog(Consumer<String> log) {
        return new CallOptions(timeout, log);
    }
}
