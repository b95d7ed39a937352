package dev.rockyjava.cli;

import dev.rockyjava.run.CancelToken;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Ends a command early, on a signal, and decides the exit status of the program. */
final class CommandTermination {

    // The JVM names the thread that handles a signal like this; it exposes the signal in no other way.
    private static final Map<String, Integer> STATUSES = Map.of(
            "SIGINT handler", ExitCodes.INTERRUPTED,
            "SIGTERM handler", ExitCodes.TERMINATED,
            "SIGHUP handler", ExitCodes.HUNG_UP);

    private final CancelToken cancel = new CancelToken();
    private final Set<Runnable> toTell = new LinkedHashSet<>();
    private int status = ExitCodes.INTERRUPTED;
    private boolean stopped;

    /** Returns the token that cancels runs. */
    CancelToken cancel() {
        return cancel;
    }

    /**
     * Does work that can be ended early.
     *
     * @param stop ends the work. Called on another thread, or at once if the command is being ended already; must
     *     return quickly
     */
    <T> T during(Runnable stop, Supplier<T> work) {
        boolean late;
        synchronized (this) {
            late = stopped || !toTell.add(stop);
        }
        if (late) {
            stop.run();
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                toTell.remove(stop);
            }
        }
    }

    /** Ends the current work without waiting for it. Meant for a shutdown hook. */
    void stop() {
        Set<Runnable> now;
        synchronized (this) {
            status = Thread.getAllStackTraces().keySet().stream()
                    .map(thread -> STATUSES.get(thread.getName()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(status);
            now = Set.copyOf(toTell);
            stopped = true;
        }
        now.forEach(Runnable::run);
        cancel.cancel();
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /**
     * Returns the exit status of a program that was ended: 128 plus the number of the signal. If the signal isn't
     * known, that of SIGINT.
     */
    synchronized int status() {
        return status;
    }
}
