package dev.rockyjava.run;

import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed request is retried. That is only the case where another attempt can help:
 * <ul>
 *   <li>another process holds the engine's files ({@link dev.rockyjava.engine.EngineBusyException});
 *   <li>every error of the answer has the kind {@code transient}, {@code connection-failed} or {@code quota-exceeded}
 *       (ENGINE.md §3.4).
 * </ul>
 * A model that doesn't compile is never retried, nor is a load if one of its files failed.
 *
 * <p>A request that adds rows ({@link dev.rockyjava.engine.RowEffect#ADDS}) is retried only if the failed call
 * certainly added none ({@link dev.rockyjava.engine.CallOutcome#NOTHING}), whatever this policy says. So these are not
 * retried after a timeout: a load pipeline, a replication with the strategy {@code incremental}, and a model with
 * {@code incremental}, {@code microbatch} or an unknown strategy. Such a model isn't retried after {@code transient}
 * and {@code connection-failed} either, as the warehouse may have kept its rows.
 *
 * @param attempts the maximum number of attempts for each request; 1 for no retry
 * @param firstDelay the delay before the second attempt; doubled for each further one
 * @param longestDelay the upper bound for the back-off. A longer {@code cooldown_seconds} requested by the engine is
 *     honoured regardless
 * @param budget the maximum number of retries in a whole run, so that a warehouse that is down doesn't cost attempts
 *     for every asset
 * @param timeouts whether a call that timed out is retried, provided it doesn't add rows
 */
public record RetryPolicy(
        int attempts, Duration firstDelay, Duration longestDelay, int budget, boolean timeouts) {

    private static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0, false);
    private static final RetryPolicy STANDARD =
            new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofMinutes(2), 20, false);

    /**
     * Creates a policy.
     *
     * @throws IllegalArgumentException if {@code attempts} is less than 1, or any other number or duration is negative
     */
    public RetryPolicy {
        if (attempts < 1 || budget < 0 || firstDelay.isNegative() || longestDelay.isNegative()) {
            throw new IllegalArgumentException("a retry policy has at least 1 attempt and nothing negative: "
                    + attempts + " attempts, delays from " + firstDelay + " to " + longestDelay + ", budget " + budget);
        }
    }

    /** Returns a policy without retries. */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * Returns the default policy: three attempts, delays from two seconds to two minutes, at most 20 retries in a run,
     * and no retry after timeouts.
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** Returns a copy with another number of attempts. */
    public RetryPolicy withAttempts(int number) {
        return new RetryPolicy(number, firstDelay, longestDelay, budget, timeouts);
    }

    /** Returns a copy with other delays. */
    public RetryPolicy withDelays(Duration first, Duration longest) {
        return new RetryPolicy(attempts, first, longest, budget, timeouts);
    }

    /** Returns a copy with another number of retries for the whole run. */
    public RetryPolicy withBudget(int retries) {
        return new RetryPolicy(attempts, firstDelay, longestDelay, retries, timeouts);
    }

    /** Returns a copy that also retries calls that timed out, provided they don't add rows. */
    public RetryPolicy withTimeouts() {
        return new RetryPolicy(attempts, firstDelay, longestDelay, budget, true);
    }

    /**
     * Returns how long to wait after a failed attempt: the doubled delay, at most {@link #longestDelay}, less a random
     * part of up to half of it, so that programs that failed together don't retry together.
     *
     * @param attempt the number of the failed attempt, from 1
     */
    public Duration delay(int attempt, RandomGenerator random) {
        double factor = Math.pow(2, Math.min(attempt - 1, 30));
        double longest = Math.min(
                LongestWait.finite(firstDelay).toMillis() * factor,
                (double) LongestWait.finite(longestDelay).toMillis());
        return Duration.ofMillis(Math.round(longest / 2 + random.nextDouble() * longest / 2));
    }
}
