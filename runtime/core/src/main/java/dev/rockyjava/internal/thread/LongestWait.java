package dev.rockyjava.internal.thread;

import java.time.Duration;

/** A century, the longest wait: its nanoseconds fit into a long, and adding a time to it doesn't overflow. */
public final class LongestWait {

    public static final Duration CENTURY = Duration.ofDays(36_500);

    private LongestWait() {}

    /** Returns the duration, but at most a century. */
    public static Duration finite(Duration duration) {
        return duration.compareTo(CENTURY) < 0 ? duration : CENTURY;
    }
}
