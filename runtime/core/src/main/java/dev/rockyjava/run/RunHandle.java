package dev.rockyjava.run;

import dev.rockyjava.internal.run.execute.RunProgress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A run on a dedicated thread; see {@link Materializer#start}. Safe for use by several threads. */
public final class RunHandle {

    private final CancelToken token;
    private final RunProgress progress;
    private final CompletableFuture<RunResult> result;

    RunHandle(CancelToken token, RunProgress progress, CompletableFuture<RunResult> result) {
        this.token = token;
        this.progress = progress;
        this.result = result;
    }

    /**
     * Cancels the run, as {@link CancelToken#cancel} does. Returns at once; the result is available when everything has
     * ended.
     */
    public void cancel() {
        token.cancel();
    }

    /** Returns which assets are running, ready and waiting at this moment; none once all have ended. */
    public RunStatus status() {
        return progress.status();
    }

    /** Returns whether the run has ended, with a result or an exception. */
    public boolean done() {
        return result.isDone();
    }

    /**
     * Waits for the result. An interrupt of the waiting thread neither ends the wait nor the run, and the thread's
     * interrupt status stays set.
     *
     * @return the result, also if the run was cancelled
     * @throws RuntimeException the exception that {@link Materializer#run} would have thrown
     */
    public RunResult join() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
