package dev.rockyjava.temporal;

import dev.rockyjava.internal.thread.DaemonThreads;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the server that calls are alive, and ends those that are cancelled. */
final class HeartBeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeartBeats.class);
    /** The client sends fewer of them, see {@link RockyWorker#LONGEST_PAUSE}. */
    private static final long EVERY_MILLIS = 500;

    private final ScheduledExecutorService threads;

    /** @param slots how many calls there are at a time: while the server is away, each keeps a thread waiting */
    HeartBeats(int slots) {
        threads = Executors.newScheduledThreadPool(slots, DaemonThreads.named("rocky-heartbeat"));
    }

    /**
     * Starts beating for the call of this thread, which is interrupted when the server says that it must end.
     *
     * @param details returns what a heartbeat says of the call
     */
    Beating of(ActivityExecutionContext context, Supplier<byte[]> details) {
        return new Beating(context, details, Thread.currentThread());
    }

    /** The heartbeats of one call. */
    final class Beating implements AutoCloseable {

        private final ActivityExecutionContext context;
        private final Supplier<byte[]> details;
        private final Thread caller;
        private final Future<?> beats;
        private boolean over;

        private Beating(ActivityExecutionContext context, Supplier<byte[]> details, Thread caller) {
            this.context = context;
            this.details = details;
            this.caller = caller;
            beats = threads.scheduleWithFixedDelay(this::beat, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void beat() {
            try {
                context.heartbeat(details.get());
            } catch (ActivityCanceledException | ActivityNotExistsException e) {
                end(e);
            } catch (ActivityCompletionException e) {
                LOG.debug("a heartbeat failed; the call goes on", e);
            }
        }

        private synchronized void end(ActivityCompletionException why) {
            if (!over) {
                over = true;
                LOG.debug("the call is ended", why);
                caller.interrupt();
            }
        }

        @Override
        public void close() {
            beats.cancel(false);
            synchronized (this) {
                over = true;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
