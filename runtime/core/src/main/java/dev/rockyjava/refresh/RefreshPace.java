package dev.rockyjava.refresh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a scheduler waits. After a failure it tries again sooner than it would, then less and less often, until the
 * waits are as long as {@code longest}.
 */
record RefreshPace(Duration delay, double jitter, Duration firstRetry, Duration longest) {

    RefreshPace {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("the delay between refreshes is more than zero, not " + delay);
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter is a share of the wait, from 0 to below 1, not " + jitter);
        }
        if (firstRetry.isNegative() || firstRetry.isZero() || longest.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("the first wait after a failure is more than zero and not longer than"
                    + " the longest: " + firstRetry + ", " + longest);
        }
    }

    /** The standard pace: a tenth of jitter; after failures from a minute (or the delay, if shorter) to eight delays. */
    static RefreshPace every(Duration delay) {
        Duration minute = Duration.ofMinutes(1);
        return new RefreshPace(delay, 0.1, delay.compareTo(minute) < 0 ? delay : minute, delay.multipliedBy(8));
    }

    /** The wait after so many failures in a row, none for a success. */
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
