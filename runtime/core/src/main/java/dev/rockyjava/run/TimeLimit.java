package dev.rockyjava.run;

import dev.rockyjava.engine.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The moment until which something has to be done, and what sets it. It is counted in ticks, not read from a clock: a
 * clock may be set while the work goes on.
 *
 * @param ticks nanoseconds from any moment on, as {@link System#nanoTime()} has them
 */
record TimeLimit(LongSupplier ticks, Optional<Long> end, String name) {

    private static final Duration UNLIMITED = Duration.ofDays(36_500);

    /** A limit of what begins now. */
    static TimeLimit of(LongSupplier ticks, Optional<Duration> limit, String name) {
        return new TimeLimit(
                ticks,
                limit.map(duration -> ticks.getAsLong() + finite(duration).toNanos()),
                name + limit.map(DurationText::of).orElse(""));
    }

    /** The same, or a century: sums of it and a time don't overflow. */
    static Duration finite(Duration duration) {
        return duration.compareTo(UNLIMITED) < 0 ? duration : UNLIMITED;
    }

    /** The one of two limits that comes first. */
    TimeLimit and(TimeLimit other) {
        if (end.isEmpty() || other.end.isEmpty()) {
            return end.isEmpty() ? other : this;
        }
        return end.get() - other.end.get() > 0 ? other : this;
    }

    /** A century if there is no limit. */
    Duration left() {
        return end.map(moment -> Duration.ofNanos(moment - ticks.getAsLong())).orElse(UNLIMITED);
    }

    boolean over() {
        return end.isPresent() && left().compareTo(Duration.ZERO) <= 0;
    }
}
