package dev.rockyjava.openlineage;

import dev.rockyjava.internal.thread.DaemonThreads;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineageClient;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of one run, on a thread of its own. A catalog that is away, slow or refuses an event costs events, and
 * one warning at the end.
 */
final class EventSender {

    /** Some tens of megabytes at most, if each event has a long query. */
    private static final int WAITING = 2_000;
    private static final int LONGEST_REASON = 200;

    private final BlockingQueue<RunEvent> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Supplier<OpenLineageClient> open;
    private final boolean close;
    private final UnaryOperator<String> mask;
    private final Consumer<String> warnings;
    private final Thread thread;
    private volatile boolean ends;
    private volatile boolean givenUp;
    private int offered;
    private int sent;
    private @Nullable String reason;

    /**
     * @param open opens the client, on the sender's thread
     * @param close whether to close it at the end
     */
    EventSender(
            Supplier<OpenLineageClient> open, boolean close, UnaryOperator<String> mask, Consumer<String> warnings) {
        this.open = open;
        this.close = close;
        this.mask = mask;
        this.warnings = warnings;
        this.thread = DaemonThreads.start("rocky-openlineage", this::work);
    }

    /** Sends an event later; never waits. */
    void send(RunEvent event) {
        count(1, 0);
        if (!waiting.offer(event)) {
            lost("the catalog takes events more slowly than they happen");
        }
    }

    /** Counts an event that couldn't be made. */
    void lost(RuntimeException failure) {
        count(1, 0);
        lost(said(failure));
    }

    /** Waits until all events are sent, up to a limit, and warns once if some are lost. */
    void finish(Duration atMost) {
        ends = true;
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            lost("the catalog didn't answer in time");
            givenUp = true; // a client may not notice the interruption
            thread.interrupt();
        }
        warn();
    }

    private synchronized void warn() {
        if (sent < offered) {
            warnings.accept((offered - sent) + " of " + offered + " OpenLineage events didn't reach the catalog, the run itself isn't affected: "
                    + reason);
        }
    }

    private void work() {
        OpenLineageClient client;
        try {
            client = open.get();
        } catch (RuntimeException | LinkageError e) {
            lost(said(e));
            return;
        }
        try {
            while (!givenUp && (!ends || !waiting.isEmpty())) {
                RunEvent event = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (event != null) {
                    emit(client, event);
                }
            }
        } catch (InterruptedException e) {
            // finish has counted what is left
        } finally {
            if (close) {
                close(client);
            }
        }
    }

    private void emit(OpenLineageClient client, RunEvent event) {
        try {
            client.emit(event);
            count(0, 1);
        } catch (RuntimeException | LinkageError e) {
            lost(said(e));
        }
    }

    private void close(OpenLineageClient client) {
        try {
            client.close();
        } catch (Exception e) {
            lost(said(e));
        }
    }

    /** The client wraps what it catches, and an answer's text may be a whole page. */
    private String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = mask.apply(String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())).strip();
        String line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + " ..." : line;
    }

    private synchronized void count(int more, int done) {
        offered += more;
        sent += done;
    }

    private synchronized void lost(String why) {
        if (reason == null) {
            reason = why;
        }
    }
}
