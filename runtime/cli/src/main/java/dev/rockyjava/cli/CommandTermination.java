package dev.rockyjava.cli;

import dev.rockyjava.run.CancelToken;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** How somebody who is gone, or in a hurry, ends a command: what is to be done then, and how the program ends. */
final class CommandTermination {

    // That is what the JVM calls the thread on which a signal ends it; nothing else tells which signal it was.
    private static final Map<String, Integer> STATUSES = Map.of(
            "SIGINT handler", ExitCodes.INTERRUPTED,
            "SIGTERM handler", ExitCodes.TERMINATED,
            "SIGHUP handler", ExitCodes.HUNG_UP);

    private final CancelToken cancel = new CancelToken();
    private final Set<Runnable> toTell = new LinkedHashSet<>();
    private int status = ExitCodes.INTERRUPTED;
    private boolean stopped;

    /** What ends runs. */
    CancelToken cancel() {
        return cancel;
    }

    /**
     * Does work that can be told to end.
     *
     * @param stop does so, on another thread; at once if it is too late already. It must be quick
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

    /** Ends what is going on, and doesn't wait for it. To be called by a shutdown hook. */
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

    /** The exit status of a program that was ended: 128 and the number of the signal, as far as that can be known. */
    synchronized int status() {
        return status;
    }
}
