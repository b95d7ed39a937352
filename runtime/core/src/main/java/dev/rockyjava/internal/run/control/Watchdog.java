package dev.rockyjava.internal.run.control;

import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.internal.thread.LongestWait;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a run that exceeds its time limit, also while its calls wait for one another. */
public final class Watchdog {

    private final Thread thread;

    private Watchdog(Runnable work) {
        thread = DaemonThreads.of("rocky-run-timeout", work);
    }

    public static Watchdog of(RunSettings settings, RunControl control) {
        Watchdog watchdog = new Watchdog(() -> settings.runTimeout().ifPresent(limit -> watch(limit, control)));
        if (settings.runTimeout().isPresent()) {
            watchdog.thread.start();
        }
        return watchdog;
    }

    private static void watch(Duration limit, RunControl control) {
        try {
            TimeUnit.MILLISECONDS.sleep(LongestWait.finite(limit).toMillis());
            control.timedOut("the run had used up its time, " + DurationText.of(limit));
        } catch (InterruptedException e) {
            // the run ended in time
        }
    }

    public void stop() {
        thread.interrupt();
    }
}
