package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.settings.StepThreads;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.PlannedStep;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes steps: on the calling thread if there is one at a time, otherwise on a thread pool. */
final class Workers implements AutoCloseable {

    private final int parallelism;
    private final LinkedBlockingQueue<Ended> completed = new LinkedBlockingQueue<>();
    private final StepThreads pace;
    private final ExecutorService threads;
    private int running;

    /** A step and its outcome, or what the work threw instead. */
    private record Ended(PlannedStep step, @Nullable AssetOutcome outcome, @Nullable Throwable thrown) {}

    /** A step and its outcome. */
    record FinishedStep(PlannedStep step, AssetOutcome outcome) {}

    Workers(int parallelism, StepThreads pace) {
        this.parallelism = parallelism;
        this.pace = pace;
        this.threads = pace.pool(parallelism);
    }

    boolean free() {
        return running < parallelism;
    }

    boolean idle() {
        return running == 0;
    }

    /**
     * Starts a step.
     *
     * @param work whatever it throws is thrown by {@link #take}
     */
    void start(PlannedStep step, Supplier<AssetOutcome> work) {
        if (parallelism == 1) {
            completed.add(ended(step, work));
        } else {
            threads.execute(() -> completed.add(ended(step, work)));
        }
        running++;
    }

    private static Ended ended(PlannedStep step, Supplier<AssetOutcome> work) {
        try {
            return new Ended(step, work.get(), null);
        } catch (Throwable e) { // otherwise the run would wait for it for ever
            return new Ended(step, null, e);
        }
    }

    /** Returns the next step that has ended, waiting for it if necessary. */
    FinishedStep take() throws InterruptedException {
        Ended ended = completed.poll();
        ended = ended == null ? pace.next(completed) : ended;
        running--;
        if (ended.outcome() == null) {
            throw Workers.<RuntimeException>rethrow(Objects.requireNonNull(ended.thrown()));
        }
        return new FinishedStep(ended.step(), ended.outcome());
    }

    // Work declares no exception, so what it threw needs no declaration either.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Waits for the steps that are still running. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
