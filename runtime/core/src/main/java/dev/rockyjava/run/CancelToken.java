package dev.rockyjava.run;

import java.util.HashSet;
import java.util.Set;

/**
 * Cancels runs from any thread: nothing more is started, and a running engine is ended (a signal, a grace period, then
 * a kill). A token can be given to several runs, and can't be reused after it was cancelled.
 */
public final class CancelToken {

    private final Set<Runnable> actions = new HashSet<>();
    private boolean cancelled;

    /** Creates a token that isn't cancelled. */
    public CancelToken() {}

    /**
     * Cancels the runs that have this token, and those that receive it later. Returns at once; a second call has no
     * effect.
     */
    public void cancel() {
        Set<Runnable> now;
        synchronized (this) {
            cancelled = true;
            now = Set.copyOf(actions);
        }
        now.forEach(Runnable::run);
    }

    /** Returns whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /**
     * Registers an action to run when the token is cancelled, or runs it at once if the token is already cancelled. It
     * runs on the thread that cancels, and must return quickly.
     *
     * @return removes the action when run
     */
    public Runnable onCancel(Runnable action) {
        // A new object, so that equal actions are distinguished.
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
