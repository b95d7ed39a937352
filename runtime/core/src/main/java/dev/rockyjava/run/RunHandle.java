package dev.rockyjava.run;

import dev.rockyjava.internal.run.execute.RunProgress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A run on a thread of its own; see {@link Materializer#start}. Safe for several threads. */
public final class RunHandle {

    private final CancelToken token;
    private final RunProgress progress;
    private final CompletableFuture<RunResult> result;

    RunHandle(CancelToken token, RunProgress progress, CompletableFuture<RunResult> result) {
        this.token = token;
        this.progress = progress;
        this.result = result;
    }

    /** Ends the run early, as {@link CancelToken#cancel} does. Returns at once; the result comes when all has ended. */
    public void cancel() {
        token.cancel();
    }

    /** What runs, what waits for its turn, and what waits for which others, now. Nothing when all has ended. */
    public RunStatus status() {
        return progress.status();
    }

    /** Whether there is a result. */
    public boolean done() {
        return result.isDone();
    }

    /**
     * Waits for the result. An interrupt of the waiting thread doesn't end the run, and stays marked.
     *
     * @return the result, of a cancelled run too
     * @throws RuntimeException what {@link Materializer#run} would have thrown
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
