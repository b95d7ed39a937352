package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Executes requests one at a time, in the order of arrival, and stops requests whose callers no longer wait. */
final class RequestQueue implements AutoCloseable {

    // DuckDB takes expressions that are 1000 deep. With the 1 MB that Java gives a thread, 900 ended the process; 8 MB were enough.
    private static final long STACK_BYTES = 16L << 20;
    private static final long STOP_STEP_MS = 20;
    private static final long STOP_LIMIT_MS = 30_000;

    private final ExecutorService one;

    RequestQueue() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DaemonThreads.named("rocky-embedded", STACK_BYTES));
        executor.allowCoreThreadTimeOut(true);
        this.one = executor;
    }

    /**
     * Executes a request and waits for its end.
     *
     * @param what names the request in messages
     * @param call stops the request; must be the one that the work reports to
     * @throws EngineTimeoutException if it took too long, including the wait for other requests
     * @throws EngineInterruptedException if the calling thread was interrupted; its interrupt status is set
     * @throws IllegalStateException if the queue is closed
     */
    EngineReply run(Object what, RunningRequest call, Duration timeout, Supplier<EngineReply> work) {
        Future<EngineReply> reply;
        synchronized (one) {
            if (one.isShutdown()) {
                throw new IllegalStateException("the engine is closed and can't do " + what);
            }
            reply = one.submit(() -> {
                call.begins();
                return work.get();
            });
        }
        try {
            return reply.get(LongestWait.finite(timeout).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stop(call, reply);
            throw new EngineTimeoutException(what + " took longer than " + DurationText.of(timeout)
                    + " and was stopped", "give it more time, or see in the log what it was doing", call.hasBegun());
        } catch (InterruptedException e) {
            stop(call, reply);
            Thread.currentThread().interrupt();
            throw new EngineInterruptedException(what + " was stopped, because its thread was interrupted", e, call.hasBegun());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(what + " failed with " + e.getCause(), e.getCause());
        }
    }

    // Bounded, because the database does the stopping. The request behind this one waits until it has really ended.
    private static void stop(RunningRequest call, Future<EngineReply> reply) {
        call.cancel();
        if (!call.hasBegun()) {
            return; // it waits behind others, and ends as soon as its turn comes
        }
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_LIMIT_MS);
        while (System.nanoTime() < end) {
            call.cancel();
            try {
                reply.get(STOP_STEP_MS, TimeUnit.MILLISECONDS);
                break;
            } catch (TimeoutException e) {
                // once more: the stopped statement may have been followed by another
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Accepts no more requests, and waits for the pending ones. */
    @Override
    public void close() {
        synchronized (one) {
            one.shutdown();
        }
        boolean interrupted = false;
        while (!one.isTerminated()) {
            try {
                one.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
