package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.control.LogContext;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events to the listeners in order, one at a time, on a dedicated thread, so that a slow listener never delays
 * the run. Log lines of an engine are dropped if too many of them are queued; other events never are.
 */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** The maximum number of queued log lines, which take a few megabytes if the lines are long. */
    private static final int MOST_LINES = 10_000;
    /** How long the end of a run waits for its listeners. */
    private static final Duration AT_END = Duration.ofSeconds(10);

    private final List<RunListener> listeners;
    private final String runId;
    /** An empty element marks the end. */
    private final LinkedBlockingQueue<Optional<RunEvent>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingLines = new AtomicInteger();
    private final AtomicLong droppedLines = new AtomicLong();
    private final CountDownLatch delivered = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean ended;

    public Listeners(List<RunListener> listeners, String runId) {
        this.runId = runId;
        this.listeners = List.copyOf(listeners);
    }

    public synchronized void publish(RunEvent event) {
        if (ended || listeners.isEmpty()) {
            return; // a late log line; RunFinished is the last event
        }
        if (event instanceof RunEvent.EngineLog && waitingLines.incrementAndGet() > MOST_LINES) {
            waitingLines.decrementAndGet();
            droppedLines.incrementAndGet();
            return;
        }
        queue.add(Optional.of(event));
        if (thread == null) {
            thread = DaemonThreads.start("rocky-run-events", () -> LogContext.ofRun(runId, this::deliver));
        }
        if (event instanceof RunEvent.RunFinished) {
            end();
        }
    }

    /** Ends the delivery after the queued events. A second call has no effect. */
    public synchronized void end() {
        if (!ended) {
            ended = true;
            queue.add(Optional.empty());
        }
    }

    /** Waits until the listeners have received the last event, up to {@link #AT_END}. */
    public void awaitDelivery() {
        if (listeners.isEmpty()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!delivered.await(AT_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the run is over, but its listeners are still busy with {} events; they go on in the "
                        + "background", queue.size());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        for (Optional<RunEvent> event = next(); event.isPresent(); event = next()) {
            tell(event.get());
        }
        if (droppedLines.get() > 0) {
            LOG.warn("{} log lines of the engine were not shown to the run's listeners, which were too slow for them",
                    droppedLines.get());
        }
        delivered.countDown();
    }

    private Optional<RunEvent> next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // caused by a listener: it must not end the others
            }
        }
    }

    private void tell(RunEvent event) {
        if (event instanceof RunEvent.EngineLog) {
            waitingLines.decrementAndGet();
        }
        if (event instanceof RunEvent.AssetEvent about) {
            LogContext.ofAsset(about.key(), () -> tellAll(event));
        } else {
            tellAll(event);
        }
    }

    private void tellAll(RunEvent event) {
        for (RunListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable e) { // a listener must not affect the run's outcome
                LOG.warn("a run listener threw on {}; the run goes on", event.word(), e);
            }
        }
    }
}
