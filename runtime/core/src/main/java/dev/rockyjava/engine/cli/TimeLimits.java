package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;

/** Calculations with time limits of any size. */
final class TimeLimits {

    private TimeLimits() {}

    static long nanos(Duration duration) {
        return LongestWait.finite(duration).toNanos();
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
