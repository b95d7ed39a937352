package dev.rockyjava.refresh;

import dev.rockyjava.internal.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs one task at a time, after a delay. */
public interface RefreshTimer extends AutoCloseable {

    /** Runs a task after the wait; does nothing if the timer is closed. */
    void after(Duration wait, Runnable task);

    /** Interrupts the running task and discards pending ones. Returns immediately. */
    @Override
    void close();

    /** Returns a timer with one daemon thread, which is created with the first task. */
    static RefreshTimer daemon() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1,
                DaemonThreads.named("rocky-refresh"),
                new ThreadPoolExecutor.DiscardPolicy());
        return new RefreshTimer() {
            @Override
            public void after(Duration wait, Runnable task) {
                Future<?> unused = executor.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void close() {
                executor.shutdownNow();
            }
        };
    }
}
