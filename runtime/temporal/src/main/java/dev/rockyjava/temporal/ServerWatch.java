package dev.rockyjava.temporal;

import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notices while calls wait that the server is away, says so, and gives up after a limit. */
final class ServerWatch implements AutoCloseable {

    private static final long EVERY_SECONDS = 5;

    private final WorkflowServiceStubs service;
    private final Duration limit;
    private final Consumer<String> warnings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("rocky-temporal-watch"));
    private final Future<?> checks;
    private int waiting;
    private @Nullable Long awaySince;
    private CompletableFuture<byte[]> givenUp = new CompletableFuture<>();

    ServerWatch(WorkflowServiceStubs service, Duration limit, Consumer<String> warnings) {
        this.service = service;
        this.limit = limit;
        this.warnings = warnings;
        checks = thread.scheduleWithFixedDelay(this::check, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    synchronized void enter() {
        waiting++;
    }

    synchronized void leave() {
        waiting--;
    }

    /** Returns how many calls and requests wait for the server. */
    synchronized int waiting() {
        return waiting;
    }

    /** Returns a future that is completed, exceptionally, when the server has been away for longer than the limit. */
    synchronized CompletableFuture<byte[]> givenUp() {
        return givenUp;
    }

    String address() {
        return service.getOptions().getTarget();
    }

    Duration limit() {
        return limit;
    }

    private void check() {
        synchronized (this) {
            if (waiting == 0 && awaySince == null) {
                return;
            }
        }
        boolean answers = answers();
        synchronized (this) {
            Long since = awaySince;
            if (since == null) {
                awaySince = answers ? null : System.nanoTime();
                if (!answers) {
                    warnings.accept("the Temporal server at " + address() + " doesn't answer; the run waits for it, for up to "
                            + DurationText.of(limit));
                }
            } else if (answers) {
                awaySince = null;
                givenUp = new CompletableFuture<>();
                warnings.accept("the Temporal server at " + address() + " answers again; the run goes on");
            } else if (System.nanoTime() - since > limit.toNanos()) {
                givenUp.completeExceptionally(new IllegalStateException("the server is away"));
            }
        }
    }

    private boolean answers() {
        try {
            service.blockingStub()
                    .withDeadlineAfter(EVERY_SECONDS, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            return true;
        } catch (StatusRuntimeException e) {
            return !Server.isAway(e);
        }
    }

    @Override
    public void close() {
        checks.cancel(true);
        thread.shutdownNow();
    }
}
