package dev.rockyjava.run;

import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a request that failed is made again. Only where another try can help: another process holds the engine's files
 * ({@link dev.rockyjava.engine.EngineBusyException}), or every error of the answer has the kind {@code transient},
 * {@code connection-failed} or {@code quota-exceeded} (ENGINE.md §3.4). A model that doesn't compile is never
 * tried again, nor is a load of which a file failed.
 *
 * <p>What adds rows ({@link dev.rockyjava.engine.RowEffect#ADDS}) is made again only if the failed call has added none for
 * certain ({@link dev.rockyjava.engine.CallOutcome#NOTHING}), whatever this policy says. So these are not made again after
 * a call that took too long: a load pipeline, a replication with the strategy {@code incremental}, and a model with
 * {@code incremental}, {@code microbatch} or a strategy that isn't known. Such a model isn't made again after
 * {@code transient} and {@code connection-failed} either, as the warehouse may have kept its rows.
 *
 * @param attempts how often each request is made at most, 1 for no retry
 * @param firstDelay before the second try; doubled for each further one
 * @param longestDelay what doubling stops at. A longer {@code cooldown_seconds} of the engine is waited for all the
 *     same
 * @param budget retries of a whole run, so that a warehouse that is down doesn't cost attempts for every asset
 * @param timeouts whether a call that took too long is made again, if it doesn't add rows
 */
public record RetryPolicy(
        int attempts, Duration firstDelay, Duration longestDelay, int budget, boolean timeouts) {

    private static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 0, false);
    private static final RetryPolicy STANDARD =
            new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofMinutes(2), 20, false);

    /**
     * @throws IllegalArgumentException if there are no attempts, or another number or duration is negative
     */
    public RetryPolicy {
        if (attempts < 1 || budget < 0 || firstDelay.isNegative() || longestDelay.isNegative()) {
            throw new IllegalArgumentException("a retry policy has at least 1 attempt and nothing negative: "
                    + attempts + " attempts, delays from " + firstDelay + " to " + longestDelay + ", budget " + budget);
        }
    }

    /** No retries. */
    public static RetryPolicy none() {
        return NONE;
    }

    /** Three attempts, two seconds at first and at most two minutes between them, 20 retries in a run, no timeouts. */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** The same with another number of attempts. */
    public RetryPolicy withAttempts(int number) {
        return new RetryPolicy(number, firstDelay, longestDelay, budget, timeouts);
    }

    /** The same with other delays. */
    public RetryPolicy withDelays(Duration first, Duration longest) {
        return new RetryPolicy(attempts, first, longest, budget, timeouts);
    }

    /** The same with another number of retries for the whole run. */
    public RetryPolicy withBudget(int retries) {
        return new RetryPolicy(attempts, firstDelay, longestDelay, retries, timeouts);
    }

    /** The same, trying again what took too long, if it doesn't add rows. */
    public RetryPolicy withTimeouts() {
        return new RetryPolicy(attempts, firstDelay, longestDelay, budget, true);
    }

    /**
     * How long to wait after a failed attempt: doubled each time, a random half of it left out, so that programs that
     * failed together don't come back together.
     *
     * @param attempt the one that failed, 1 for the first
     */
    public Duration delay(int attempt, RandomGenerator random) {
        double factor = Math.pow(2, Math.min(attempt - 1, 30));
        double longest = Math.min(
                LongestWait.finite(firstDelay).toMillis() * factor,
                (double) LongestWait.finite(longestDelay).toMillis());
        return Duration.ofMillis(Math.round(longest / 2 + random.nextDouble() * longest / 2));
    }
}
