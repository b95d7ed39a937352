package dev.rockyjava.temporal;

import dev.rockyjava.engine.CallOptions;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at a call from time to time until it ends: whether it waits for a worker, and what its engine logs. Used by the
 * thread that makes the call.
 */
final class CallView implements AutoCloseable {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** For each call at work, so that all calls of a driver together look at most 20 times a second. */
    private static final Duration PER_CALL = Duration.ofMillis(50);
    /** How long a call waits before it is asked whether any worker serves its queue. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private final WorkflowClient client;
    private final QueueWatch queues;
    private final ServerWatch watch;
    private final Calls.Call call;
    private final CallOptions options;
    private final ArrivedLog log;
    private final long begun = System.nanoTime();
    private long next = begun + FIRST.toNanos();
    private boolean waits;

    CallView(WorkflowClient client, QueueWatch queues, ServerWatch watch, Calls.Call call, CallOptions options) {
        this.client = client;
        this.queues = queues;
        this.watch = watch;
        this.call = call;
        this.options = options;
        log = new ArrivedLog(options.log());
    }

    /** Returns the nanoseconds until the next look. */
    long left() {
        return Math.max(1, next - System.nanoTime());
    }

    /** Looks, unless that was a moment ago; returns whether it did. */
    boolean lookIfDue() {
        if (System.nanoTime() < next) {
            return false;
        }
        look();
        return true;
    }

    private void look() {
        try {
            Optional<PendingActivityInfo> activity = activity();
            boolean atWork = activity.filter(CallView::isAtWork).isPresent();
            Optional<Progress> progress = activity.filter(PendingActivityInfo::hasHeartbeatDetails).map(this::progress);
            waits(!atWork || progress.filter(Progress::waits).isPresent());
            progress.map(Progress::log).ifPresent(log::add);
            if (atWork) {
                queues.served(call.queue());
            } else if (System.nanoTime() - begun > LONG.toNanos()) {
                queues.check(call.queue());
            }
        } catch (StatusRuntimeException e) {
            // Whoever waits for the call's end notices that the server is away, and this thread that it is interrupted.
        }
        Duration pause = PER_CALL.multipliedBy(watch.waiting());
        next = System.nanoTime() + (pause.compareTo(EVERY) < 0 ? EVERY : pause).toNanos();
    }

    private Optional<PendingActivityInfo> activity() {
        DescribeWorkflowExecutionResponse description = client.getWorkflowServiceStubs().blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(call.id()))
                        .build());
        return description.getPendingActivitiesList().stream().findFirst();
    }

    private static boolean isAtWork(PendingActivityInfo activity) {
        return Stream.of(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED, PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED)
                .anyMatch(state -> state == activity.getState());
    }

    private Progress progress(PendingActivityInfo activity) {
        byte[] details = client.getOptions().getDataConverter()
                .fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), byte[].class, byte[].class);
        return Documents.progress(Payload.unpackPlain(details));
    }

    /** Passes on the lines of the answer that haven't been passed on yet. */
    void ended(AnswerDocument answer) {
        log.add(answer.log());
    }

    private void waits(boolean now) {
        if (now != waits) {
            waits = now;
            options.waits().accept(now);
        }
    }

    @Override
    public void close() {
        waits(false);
    }
}
