package dev.rockyjava.engine.cli;

import java.time.Duration;
import java.util.Locale;

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

    /** For people: {@code 0.8 s}, {@code 2 min 05 s}, {@code 1 h 30 min}. */
    static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            String exact = String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
            return (exact.endsWith(".0") ? exact.substring(0, exact.length() - 2) : exact) + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
