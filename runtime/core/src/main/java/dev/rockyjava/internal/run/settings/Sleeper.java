package dev.rockyjava.internal.run.settings;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits. Tests have one that doesn't. */
@FunctionalInterface
public interface Sleeper {

    Sleeper SYSTEM = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void sleep(Duration duration) throws InterruptedException;
}
