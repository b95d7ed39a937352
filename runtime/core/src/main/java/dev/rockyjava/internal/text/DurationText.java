package dev.rockyjava.internal.text;

import java.time.Duration;
import java.util.Locale;

/** How messages write a duration. */
public final class DurationText {

    private DurationText() {}

    /** {@code 50 ms}, {@code 1.5 s}, {@code 2 min 05 s}, {@code 1 h 30 min}; of any length, and not negative. */
    public static String of(Duration duration) {
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
