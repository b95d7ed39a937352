package dev.rockyjava.internal.run.settings;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a duration. Tests use one that doesn't wait. */
@FunctionalInterface
public interface Sleeper {

    Sleeper SYSTEM = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void sleep(Duration duration) throws InterruptedException;
}
