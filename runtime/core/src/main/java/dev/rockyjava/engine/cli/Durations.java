package dev.rockyjava.engine.cli;

import java.time.Duration;

/** Time limits of any size. */
final class Durations {

    // A century: far enough, and sums of it and a clock reading don't overflow.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    static long nanos(Duration duration) {
        return min(duration, LONGEST).toNanos();
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
