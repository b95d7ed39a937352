package dev.rockyjava.run;

import java.util.HashSet;
import java.util.Set;

/**
 * Ends runs early, from any thread: nothing more is started, and the engine is asked to end what it is doing (a signal,
 * a grace period, then a kill). A token can be given to several runs, and can't be used again after it was cancelled.
 */
public final class CancelToken {

    private final Set<RunControl> runs = new HashSet<>();
    private boolean cancelled;

    /** A token that isn't cancelled. */
    public CancelToken() {}

    /** Ends the runs that have this token, and those that will get it. Returns at once; doing it twice does nothing. */
    public void cancel() {
        Set<RunControl> now;
        synchronized (this) {
            cancelled = true;
            now = Set.copyOf(runs);
        }
        now.forEach(RunControl::cancel);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    void add(RunControl run) {
        boolean late;
        synchronized (this) {
            runs.add(run);
            late = cancelled;
        }
        if (late) {
            run.cancel();
        }
    }

    synchronized void remove(RunControl run) {
        runs.remove(run);
    }
}
