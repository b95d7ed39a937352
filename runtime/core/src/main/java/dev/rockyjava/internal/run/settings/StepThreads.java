package dev.rockyjava.internal.run.settings;

import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.internal.thread.VirtualThreads;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads on which a run executes several steps at a time. Tests use some that go on in an order of their choice. */
@FunctionalInterface
public interface StepThreads {

    /** With more, calls are executed elsewhere. Those of an engine in this JVM would keep the carriers of virtual threads. */
    int MOST_AT_WORK_HERE = 64;

    // A pool starts threads on demand, so none with a parallelism of 1.
    StepThreads SYSTEM = parallelism -> Executors.newFixedThreadPool(parallelism, parallelism > MOST_AT_WORK_HERE
            ? VirtualThreads.numbered("rocky-run-")
            : DaemonThreads.numbered("rocky-run-"));

    /** Returns a pool for one run. */
    ExecutorService pool(int parallelism);

    /** Returns the next step that has ended, waiting for it if necessary. */
    default <T> T next(BlockingQueue<T> ended) throws InterruptedException {
        return ended.take();
    }
}
