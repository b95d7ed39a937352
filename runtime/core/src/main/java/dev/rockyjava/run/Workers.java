package dev.rockyjava.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Where steps are executed: on the calling thread when there is one at a time, else on a few threads. */
final class Workers implements AutoCloseable {

    private final int parallelism;
    private final LinkedBlockingQueue<Done> completed = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private int running;

    /** A step and its end. */
    record Done(PlannedStep step, AssetOutcome outcome) {}

    Workers(int parallelism) {
        this.parallelism = parallelism;
        AtomicInteger count = new AtomicInteger();
        // A pool starts its threads when there is work for them, so none for one at a time.
        this.threads = Executors.newFixedThreadPool(parallelism, work -> {
            Thread thread = new Thread(work, "rocky-run-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean free() {
        return running < parallelism;
    }

    boolean idle() {
        return running == 0;
    }

    /**
     * @param work throws nothing but what is a bug of this package
     */
    void start(PlannedStep step, Supplier<AssetOutcome> work) {
        running++;
        if (parallelism == 1) {
            completed.add(new Done(step, work.get()));
        } else {
            threads.execute(() -> completed.add(new Done(step, work.get())));
        }
    }

    /** The next step that has ended; waits for it. */
    Done take() throws InterruptedException {
        Done done = completed.poll();
        done = done == null ? completed.take() : done;
        running--;
        return done;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
