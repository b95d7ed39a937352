package dev.rockyjava.internal.run.control;

import dev.rockyjava.internal.run.settings.RunSettings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels a run when the JVM shuts down, and delays the shutdown until the run has ended in an orderly way. */
public final class ShutdownCancel {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownCancel.class);

    /** Longer than an engine's grace period; a machine that shuts down doesn't wait much longer either. */
    private static final long WAIT_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private ShutdownCancel(RunControl control, String runId) {
        this.hook = new Thread(() -> LogContext.ofRun(runId, () -> cancel(control)), "rocky-run-shutdown");
    }

    /** Registers a run. If the JVM is already shutting down, the run is cancelled at once. */
    public static ShutdownCancel of(RunSettings settings, RunControl control, String runId) {
        ShutdownCancel cancel = new ShutdownCancel(control, runId);
        if (settings.cancelOnShutdown()) {
            try {
                Runtime.getRuntime().addShutdownHook(cancel.hook);
            } catch (IllegalStateException e) {
                control.cancel();
            }
        }
        return cancel;
    }

    private void cancel(RunControl control) {
        control.cancel();
        try {
            if (!ended.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the run didn't end within {} seconds of its cancellation; the program ends without it",
                        WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            // an interrupted shutdown doesn't wait
        }
    }

    /** Records that the run has ended. */
    public void release() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the shutdown itself ended the run
        }
    }
}
