package dev.rockyjava.internal.run.settings;

import java.io.FileDescriptor;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a run takes from the machine that it runs on, and from the run that it resumes.
 *
 * @param ticks a nanosecond counter with an arbitrary origin that is never reset; time limits are measured by it
 */
public record RunContext(
        Clock clock,
        Sleeper sleeper,
        RandomGenerator random,
        LongSupplier ticks,
        DiskForce force,
        StepThreads threads,
        ResumedRun resumed) {

    public static final RunContext SYSTEM = new RunContext(
            Clock.systemUTC(),
            Sleeper.SYSTEM,
            new SecureRandom(),
            System::nanoTime,
            FileDescriptor::sync,
            StepThreads.SYSTEM,
            ResumedRun.NONE);

    public RunContext withClock(Clock other) {
        return new RunContext(other, sleeper, random, ticks, force, threads, resumed);
    }

    public RunContext withPace(Sleeper otherSleeper, RandomGenerator otherRandom) {
        return new RunContext(clock, otherSleeper, otherRandom, ticks, force, threads, resumed);
    }

    public RunContext withTicks(LongSupplier other) {
        return new RunContext(clock, sleeper, random, other, force, threads, resumed);
    }

    public RunContext withForce(DiskForce other) {
        return new RunContext(clock, sleeper, random, ticks, other, threads, resumed);
    }

    public RunContext withThreads(StepThreads other) {
        return new RunContext(clock, sleeper, random, ticks, force, other, resumed);
    }

    public RunContext resuming(ResumedRun other) {
        return new RunContext(clock, sleeper, random, ticks, force, threads, other);
    }
}
