package dev.rockyjava.internal.thread;

import java.time.Duration;

/** A century: as many nanoseconds as fit into a long, and sums of it and a time don't overflow. */
public final class LongestWait {

    public static final Duration CENTURY = Duration.ofDays(36_500);

    private LongestWait() {}

    /** Returns the duration, or a century if that is shorter. */
    public static Duration finite(Duration duration) {
        return duration.compareTo(CENTURY) < 0 ? duration : CENTURY;
    }
}
