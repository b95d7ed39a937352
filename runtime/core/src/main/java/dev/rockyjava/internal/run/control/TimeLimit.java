package dev.rockyjava.internal.run.control;

import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The moment until which something has to be done, and what sets it. It is counted in ticks, not read from a clock: a
 * clock may be set while the work goes on.
 *
 * @param ticks nanoseconds from any moment on, as {@link System#nanoTime()} has them
 */
public record TimeLimit(LongSupplier ticks, Optional<Long> end, String name) {

    /** A limit of what begins now. */
    public static TimeLimit of(LongSupplier ticks, Optional<Duration> limit, String name) {
        return new TimeLimit(
                ticks,
                limit.map(duration -> ticks.getAsLong() + LongestWait.finite(duration).toNanos()),
                name + limit.map(DurationText::of).orElse(""));
    }

    /** The one of two limits that comes first. */
    public TimeLimit and(TimeLimit other) {
        if (end.isEmpty() || other.end.isEmpty()) {
            return end.isEmpty() ? other : this;
        }
        return end.get() - other.end.get() > 0 ? other : this;
    }

    /** A century if there is no limit. */
    public Duration left() {
        return end.map(moment -> Duration.ofNanos(moment - ticks.getAsLong())).orElse(LongestWait.CENTURY);
    }

    public boolean over() {
        return end.isPresent() && left().compareTo(Duration.ZERO) <= 0;
    }
}
