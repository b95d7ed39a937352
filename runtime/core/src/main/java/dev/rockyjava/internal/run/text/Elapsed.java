package dev.rockyjava.internal.run.text;

import java.time.Duration;
import java.time.Instant;

/** Durations by a clock. */
public final class Elapsed {

    /** A century: sums of it and a time don't overflow. */
    public static final Duration UNLIMITED = Duration.ofDays(36_500);

    private Elapsed() {}

    /** A clock may be set back while a run goes on; no duration is negative for that. */
    public static Duration between(Instant started, Instant ended) {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }

    /** The same, or a century: sums of it and a time don't overflow. */
    public static Duration finite(Duration duration) {
        return duration.compareTo(UNLIMITED) < 0 ? duration : UNLIMITED;
    }
}
