package dev.rockyjava.internal.text;

import java.time.Duration;
import java.util.Locale;

/** Formats durations for users. Programs read ISO 8601 or a number instead. */
public final class DurationText {

    private DurationText() {}

    /**
     * Returns {@code 50 ms}, {@code 1.5 s}, {@code 42 s}, {@code 2 min 05 s}, {@code 1 h 30 min}, {@code 1 day},
     * {@code 2 days 03 h}: the two largest units, the second of which is left out if it is zero. A negative duration,
     * as from a clock that was set back, is {@code 0 ms}.
     */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return (duration.isNegative() ? 0 : duration.toMillis()) + " ms";
        }
        if (seconds < 10) {
            int tenths = duration.toMillisPart() / 100;
            return seconds + (tenths == 0 ? "" : "." + tenths) + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        long hours = seconds / 3600;
        return hours < 24
                ? two(hours, "h", seconds / 60 % 60, "min")
                : two(hours / 24, hours < 48 ? "day" : "days", hours % 24, "h");
    }

    private static String two(long great, String unit, long small, String smallUnit) {
        return great + " " + unit + (small == 0 ? "" : String.format(Locale.ROOT, " %02d %s", small, smallUnit));
    }
}
