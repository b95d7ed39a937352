package dev.rockyjava.internal.run.control;

import dev.rockyjava.run.SkipCause;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a run may go on, and the threads to wake when it may not. */
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
    /** Why what runs must end, too; null if it needn't. */
    private @Nullable StopRequest ending;
    private boolean restoreInterrupt;

    public void cancel() {
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was cancelled", true), true);
    }

    /** The thread of a caller was interrupted, or an engine's: whoever called must know. */
    public void interrupted() {
        synchronized (this) {
            // A thread that the run itself has woken carries no news.
            restoreInterrupt |= ending == null;
        }
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was interrupted", true), true);
    }

    /** An engine was ended by somebody else, a person at the terminal perhaps. */
    public void engineInterrupted() {
        stop(new StopRequest(SkipCause.INTERRUPTED, "the run was interrupted", true), false);
    }

    public void timedOut(String reason) {
        stop(new StopRequest(SkipCause.TIMED_OUT, reason, false), true);
    }

    public void failedFast(String reason) {
        stop(new StopRequest(SkipCause.FAILED_FAST, reason, false), false);
    }

    /** The first reason stays, but an interruption takes the place of a lesser one. */
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

    /** Whether what runs should end now, too. */
    public synchronized boolean mustEnd() {
        return ending != null;
    }

    /** Why what runs was woken to end; empty if it wasn't. */
    public synchronized Optional<StopRequest> ending() {
        return Optional.ofNullable(ending);
    }

    public synchronized boolean restoreInterrupt() {
        return restoreInterrupt;
    }

    /**
     * From here on the thread is interrupted when the run must end.
     *
     * @return whether it may work at all
     */
    public synchronized boolean enter() {
        if (ending != null) {
            return false;
        }
        working.add(Thread.currentThread());
        return true;
    }

    /** From here on it is not. The thread is left without the mark of an interrupt, as it may have to write files. */
    public synchronized void leave() {
        working.remove(Thread.currentThread());
        boolean marked = Thread.interrupted();
        boolean byThisRun = woken.remove(Thread.currentThread());
        if (marked && !byThisRun) {
            interrupted();
        }
    }
}
