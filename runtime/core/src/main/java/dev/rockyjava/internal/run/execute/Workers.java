package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.PlannedStep;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where steps are executed: on the calling thread when there is one at a time, else on a few threads. */
final class Workers implements AutoCloseable {

    private final int parallelism;
    private final LinkedBlockingQueue<Ended> completed = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private int running;

    /** A step and its end, or what the work threw instead. */
    private record Ended(PlannedStep step, @Nullable AssetOutcome outcome, @Nullable Throwable thrown) {}

    /** A step and its end. */
    record FinishedStep(PlannedStep step, AssetOutcome outcome) {}

    Workers(int parallelism) {
        this.parallelism = parallelism;
        AtomicInteger count = new AtomicInteger();
        // A pool starts its threads when there is work for them, so none for one at a time.
        this.threads = Executors.newFixedThreadPool(parallelism, work ->
                DaemonThreads.of("rocky-run-" + count.incrementAndGet(), work));
    }

    boolean free() {
        return running < parallelism;
    }

    boolean idle() {
        return running == 0;
    }

    /**
     * @param work what it throws, {@link #take} throws
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
        } catch (Throwable e) { // the run must not wait for it for ever
            return new Ended(step, null, e);
        }
    }

    /** The next step that has ended; waits for it. */
    FinishedStep take() throws InterruptedException {
        Ended ended = completed.poll();
        ended = ended == null ? completed.take() : ended;
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

    /** Waits for what still runs. */
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
