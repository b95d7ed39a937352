package dev.rockyjava.refresh;

import dev.rockyjava.internal.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does one thing at a time, after a while. */
public interface RefreshTimer extends AutoCloseable {

    /** Does something after a while; nothing if the timer was closed. */
    void after(Duration wait, Runnable task);

    /** Interrupts what is being done and forgets what waits. Returns at once. */
    @Override
    void close();

    /** A timer with one daemon thread, which is made when there is something to wait for. */
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
