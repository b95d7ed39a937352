package dev.rockyjava.internal.run.control;

import dev.rockyjava.run.SkipCause;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Controls whether a run may continue, and wakes its threads if it may not. */
public final class RunControl {

    /**
     * Why nothing more is started.
     *
     * @param interrupts whether the run counts as interrupted
     */
    public record StopRequest(SkipCause cause, String reason, boolean interrupts) {}

    private final Set<Thread> working = new HashSet<>();
    private final Set<Thread> woken = new HashSet<>();
    private @Nullable StopRequest stop;
    /** Why running work must end, too; null if it needn't. */
    private @Nullable StopRequest ending;
    private boolean restoreInterrupt;

    public void cancel() {
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was cancelled", true), true);
    }

    /**
     * Stops the run because the caller's thread, or one that works on an asset, was interrupted. The caller's interrupt
     * status is restored at the end.
     */
    public void interrupted() {
        synchronized (this) {
            // An interrupt by which the run itself woke a thread isn't the caller's.
            restoreInterrupt |= ending == null;
        }
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was interrupted", true), true);
    }

    /** Stops the run because an engine was ended from outside, for example by a user at the terminal. */
    public void engineInterrupted() {
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was interrupted", true), false);
    }

    public void timedOut(String reason) {
        stop(new StopRequest(SkipCause.TIMED_OUT, reason, false), true);
    }

    public void failedFast(String reason) {
        stop(new StopRequest(SkipCause.FAILED_FAST, reason, false), false);
    }

    /** Stops the run. The first reason is kept, except that an interruption replaces a lesser one. */
    private synchronized void stop(StopRequest why, boolean wakeWorkers) {
        if (stop == null || why.interrupts() && !stop.interrupts()) {
            stop = why;
        }
        if (wakeWorkers) {
            ending = ending == null ? why : ending;
            working.forEach(thread -> {
                woken.add(thread);
                thread.interrupt();
            });
        }
    }

    public synchronized Optional<StopRequest> stopped() {
        return Optional.ofNullable(stop);
    }

    /** Returns whether running work must end now, too. */
    public synchronized boolean mustEnd() {
        return ending != null;
    }

    /** Returns why running work was woken to end; empty if it wasn't. */
    public synchronized Optional<StopRequest> ending() {
        return Optional.ofNullable(ending);
    }

    public synchronized boolean restoreInterrupt() {
        return restoreInterrupt;
    }

    /**
     * Registers the calling thread, which from now on is interrupted if the run must end.
     *
     * @return whether the thread may work at all
     */
    public synchronized boolean enter() {
        if (ending != null) {
            return false;
        }
        working.add(Thread.currentThread());
        return true;
    }

    /** Unregisters the calling thread. Clears its interrupt status, as it may have to write files. */
    public synchronized void leave() {
        working.remove(Thread.currentThread());
        boolean marked = Thread.interrupted();
        boolean byThisRun = woken.remove(Thread.currentThread());
        if (marked && !byThisRun) {
            interrupted();
        }
    }
}
