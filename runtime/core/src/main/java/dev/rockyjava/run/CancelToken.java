package dev.rockyjava.run;

import java.util.HashSet;
import java.util.Set;

/**
 * Ends runs early, from any thread: nothing more is started, and the engine is asked to end what it is doing (a signal,
 * a grace period, then a kill). A token can be given to several runs, and can't be used again after it was cancelled.
 */
public final class CancelToken {

    private final Set<Runnable> actions = new HashSet<>();
    private boolean cancelled;

    /** A token that isn't cancelled. */
    public CancelToken() {}

    /** Ends the runs that have this token, and those that will get it. Returns at once; doing it twice does nothing. */
    public void cancel() {
        Set<Runnable> now;
        synchronized (this) {
            cancelled = true;
            now = Set.copyOf(actions);
        }
        now.forEach(Runnable::run);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /**
     * Does something when the token is cancelled, at once if it is already. It is done on the thread that cancels, and has
     * to return soon.
     *
     * @return takes the action back
     */
    public Runnable onCancel(Runnable action) {
        // One of its own, so that equal actions are told apart.
        Runnable registered = new Runnable() {
            @Override
            public void run() {
                action.run();
            }
        };
        boolean late;
        synchronized (this) {
            actions.add(registered);
            late = cancelled;
        }
        if (late) {
            registered.run();
        }
        return () -> {
            synchronized (this) {
                actions.remove(registered);
            }
        };
    }
}
