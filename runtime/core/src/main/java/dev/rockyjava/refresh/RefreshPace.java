package dev.rockyjava.refresh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits of a scheduler. The first retry after a failure comes after {@code firstRetry}; the wait then doubles
 * with each further failure, up to {@code longest}.
 */
record RefreshPace(Duration delay, double jitter, Duration firstRetry, Duration longest) {

    RefreshPace {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("the delay between refreshes must be more than zero, not " + delay);
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("the jitter must be a fraction from 0 to below 1, not " + jitter);
        }
        if (firstRetry.isNegative() || firstRetry.isZero() || longest.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("the first wait after a failure must be more than zero and not longer than"
                    + " the longest: " + firstRetry + ", " + longest);
        }
    }

    /**
     * Returns the default pace: a jitter of a tenth; after failures, from a minute (or the delay, if shorter) to
     * eight delays.
     */
    static RefreshPace every(Duration delay) {
        Duration minute = Duration.ofMinutes(1);
        return new RefreshPace(delay, 0.1, delay.compareTo(minute) < 0 ? delay : minute, delay.multipliedBy(8));
    }

    /** Returns the wait after this many consecutive failures; 0 means after a success. */
    Duration wait(int failures, RandomGenerator random) {
        Duration wait = failures == 0 ? delay : backOff(failures);
        if (jitter == 0) {
            return wait;
        }
        long spread = (long) (wait.toMillis() * jitter);
        return spread == 0 ? wait : wait.plusMillis(random.nextLong(-spread, spread + 1));
    }

    private Duration backOff(int failures) {
        Duration wait = firstRetry;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
