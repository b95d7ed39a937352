package dev.rockyjava.internal.run.control;

import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A deadline, and the name of what sets it. It is measured in ticks rather than by a clock, which may be set while the
 * work goes on.
 *
 * @param ticks a nanosecond counter with an arbitrary origin, such as {@link System#nanoTime()}
 */
public record TimeLimit(LongSupplier ticks, Optional<Long> end, String name) {

    /** Returns a limit for work that begins now. */
    public static TimeLimit of(LongSupplier ticks, Optional<Duration> limit, String name) {
        return new TimeLimit(
                ticks,
                limit.map(duration -> ticks.getAsLong() + LongestWait.finite(duration).toNanos()),
                name + limit.map(DurationText::of).orElse(""));
    }

    /** Returns the earlier of two limits. */
    public TimeLimit and(TimeLimit other) {
        if (end.isEmpty() || other.end.isEmpty()) {
            return end.isEmpty() ? other : this;
        }
        return end.get() - other.end.get() > 0 ? other : this;
    }

    /** Returns the time that is left; a century if there is no limit. */
    public Duration left() {
        return end.map(moment -> Duration.ofNanos(moment - ticks.getAsLong())).orElse(LongestWait.CENTURY);
    }

    public boolean over() {
        return end.isPresent() && left().compareTo(Duration.ZERO) <= 0;
    }
}
