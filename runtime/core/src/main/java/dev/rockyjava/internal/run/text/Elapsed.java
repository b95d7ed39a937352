package dev.rockyjava.internal.run.text;

import java.time.Duration;
import java.time.Instant;

/** Computes durations between moments of a clock. */
public final class Elapsed {

    private Elapsed() {}

    /** Returns the duration, or zero if the clock was set back in between. */
    public static Duration between(Instant started, Instant ended) {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }
}
