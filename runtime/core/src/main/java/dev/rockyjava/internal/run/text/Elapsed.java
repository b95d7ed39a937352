package dev.rockyjava.internal.run.text;

import java.time.Duration;
import java.time.Instant;

/** Durations by a clock. */
public final class Elapsed {

    private Elapsed() {}

    /** A clock may be set back while a run goes on; no duration is negative for that. */
    public static Duration between(Instant started, Instant ended) {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }
}
