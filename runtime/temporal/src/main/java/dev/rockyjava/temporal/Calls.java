package dev.rockyjava.temporal;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineFailure;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.temporal.CallLimits;
import dev.rockyjava.internal.temporal.CallWorkflow;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts the workflows of calls, or finds those that an earlier program started, and waits for their answers. */
record Calls(WorkflowClient client, Patience patience, Payload payload, OwnWorkflows own, QueueWatch queues) {

    /** How much longer than a call's own limit the driver waits for what the server or a worker say about it. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    /** Until then a workflow that the server lets this program execute has begun. */
    private static final Duration TO_BEGIN = Duration.ofMillis(100);

    private static final Duration TO_CANCEL = Duration.ofSeconds(1);

    /**
     * One call.
     *
     * @param id of its workflow
     * @param name of its command, for messages
     */
    record Call(String id, String queue, String name, CallDocument document, CallLimits limits) {}

    /**
     * Makes a call, unless its workflow is there already: then waits for the answer of that one, which decides whether the
     * call is made again.
     */
    AnswerDocument answer(Call call, CallOptions options, Predicate<AnswerDocument> again) {
        patience.watch().enter();
        try (OwnWorkflows.Expected expected = own.expect(call.id())) {
            // Of a call that adds rows, the run decides what a failure means.
            Optional<String> started = start(call, call.limits().mayRepeat()
                    ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY
                    : WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
            AnswerDocument answer = await(call, options, started, expected);
            if (started.isEmpty() && again.test(answer)) {
                started = start(call, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
                answer = await(call, options, started, expected);
            }
            return answer;
        } finally {
            patience.watch().leave();
        }
    }

    /** Returns whether there is a workflow with an id. */
    boolean exists(String id) {
        return patience.request("an earlier call", () -> {
            try {
                client.getWorkflowServiceStubs().blockingStub().describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(client.getOptions().getNamespace())
                                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                                .build());
                return true;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Returns the run id of a workflow that was started; empty if it was there already. */
    private Optional<String> start(Call call, WorkflowIdReusePolicy policy) {
        byte[] document;
        try {
            document = payload.pack(Documents.write(call.document()));
        } catch (Payload.TooLargeException e) {
            throw new IllegalStateException("a request of " + e.getMessage() + " bytes is too large for the server", e);
        }
        return patience.request(call.name(), () -> {
            own.serve(call.queue());
            try {
                return Optional.of(client.newUntypedWorkflowStub(CallWorkflow.TYPE, WorkflowOptions.newBuilder()
                                .setWorkflowId(call.id())
                                .setWorkflowIdReusePolicy(policy)
                                .setTaskQueue(call.queue())
                                .setDisableEagerExecution(false)
                                .build())
                        .start(document, call.limits().bytes())
                        .getRunId());
            } catch (WorkflowExecutionAlreadyStarted e) {
                return Optional.empty();
            }
        });
    }

    private AnswerDocument await(
            Call call, CallOptions options, Optional<String> started, OwnWorkflows.Expected expected) {
        long end = System.nanoTime()
                + call.limits().total().map(total -> total.plus(GRACE).toNanos()).orElse(Long.MAX_VALUE / 2);
        try (CallView view = new CallView(client, queues, patience.watch(), call, options)) {
            AnswerDocument answer = await(call, started, expected, view, end);
            view.ended(answer);
            return answer;
        }
    }

    private AnswerDocument await(
            Call call, Optional<String> started, OwnWorkflows.Expected expected, CallView view, long end) {
        WorkflowStub stub = client.newUntypedWorkflowStub(call.id());
        CompletableFuture<byte[]> own = started.map(expected::result).orElseGet(CompletableFuture::new);
        // What was found may have ended long ago; and while it is about to end, it can't be started again.
        CompletableFuture<byte[]> asked = started.isPresent() ? own : stub.getResultAsync(byte[].class);
        long pause = started.isPresent() ? TO_BEGIN.toNanos() : view.left();
        while (true) {
            try {
                CompletableFuture.anyOf(own, asked, patience.watch().givenUp())
                        .get(Math.max(1, Math.min(pause, end - System.nanoTime())), TimeUnit.NANOSECONDS);
                return read((own.isDone() ? own : asked).join());
            } catch (InterruptedException e) {
                cancel(stub);
                throw Patience.interrupted(call.name(), e);
            } catch (TimeoutException e) {
                if (System.nanoTime() >= end) {
                    throw late(stub, call);
                }
                boolean looked = view.lookIfDue();
                if (asked == own && (looked || started.filter(expected::isHere).isEmpty())) {
                    asked = stub.getResultAsync(byte[].class);
                }
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof ActivityFailure failed) {
                    return failed(failed, call);
                }
                if (cause instanceof WorkflowFailedException failed) {
                    return failed(Optional.ofNullable(failed.getCause()).orElse(failed), call);
                }
                RuntimeException thrown = cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
                patience.afterAway(thrown, call.name());
                asked = stub.getResultAsync(byte[].class);
            }
            pause = view.left();
        }
    }

    private AnswerDocument read(byte[] answer) {
        return Documents.answer(payload.unpack(answer));
    }

    private AnswerDocument failed(Throwable failed, Call call) {
        Throwable cause = failed;
        String worker = cause instanceof ActivityFailure activity ? worker(activity, call) : "";
        if (cause instanceof ActivityFailure && cause.getCause() instanceof TemporalFailure inner) {
            cause = inner;
        }
        if (cause instanceof ApplicationFailure thrown && thrown.getType().equals(EngineActivity.FAILED)) {
            return read(thrown.getDetails().get(byte[].class));
        }
        if (cause instanceof TimeoutFailure timeout) {
            return ofTimeout(timeout, worker, call);
        }
        if (cause instanceof CanceledFailure) {
            return AnswerDocument.failed(
                    facts(EngineFailure.Kind.TIMEOUT, call.name() + " was cancelled before a worker took it", "run it again", false),
                    LogLines.NONE);
        }
        return AnswerDocument.failed(
                facts(EngineFailure.Kind.TIMEOUT,
                        "the workflow " + call.id() + " of " + call.name() + " was ended from outside, and what it has done is unknown: "
                                + cause.getMessage(),
                        "look at it in Temporal", true),
                LogLines.NONE);
    }

    /** Returns the identity of a worker, for messages; empty if the server no longer has it. */
    private String worker(ActivityFailure failure, Call call) {
        // A failure by a timeout doesn't have it.
        return Stream.concat(Stream.of(failure.getIdentity()), begun(failure, call))
                .filter(identity -> !identity.isEmpty())
                .findFirst()
                .map(identity -> " on " + identity)
                .orElse("");
    }

    private Stream<String> begun(ActivityFailure failure, Call call) {
        try {
            return client.fetchHistory(call.id()).getEvents().stream()
                    .filter(event -> event.getEventId() == failure.getStartedEventId())
                    .map(event -> event.getActivityTaskStartedEventAttributes().getIdentity());
        } catch (RuntimeException e) {
            return Stream.of();
        }
    }

    private static AnswerDocument ofTimeout(TimeoutFailure timeout, String worker, Call call) {
        return AnswerDocument.failed(switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> facts(
                    EngineFailure.Kind.TIMEOUT,
                    "no worker took " + call.name() + " from the queue " + call.queue() + " in time; nothing was executed",
                    "start more workers or slots for that queue", false);
            case TIMEOUT_TYPE_HEARTBEAT -> facts(
                    EngineFailure.Kind.TIMEOUT,
                    "the worker that executed " + call.name() + worker + " was lost: it gave no sign of life for "
                            + DurationText.of(call.limits().lostAfter())
                            + (call.limits().mayRepeat()
                                    ? ", and no other has brought the call to an end. What it has done is unknown"
                                    : ". What the call has done is unknown"),
                    "look at that machine", true);
            default -> facts(
                    EngineFailure.Kind.TIMEOUT,
                    call.name() + worker + " didn't end within its time limit, and what it has done is unknown",
                    "look at that machine", true);
        }, LogLines.NONE);
    }

    private static EngineFailure facts(EngineFailure.Kind kind, String problem, String hint, boolean mayHaveWorked) {
        return new EngineFailure(
                kind, problem + "; " + hint, Optional.of(hint), mayHaveWorked, OptionalInt.empty(), List.of());
    }

    private RuntimeException late(WorkflowStub stub, Call call) {
        cancel(stub);
        return new EngineTimeoutException(
                call.name() + " didn't end in time, and nothing says whether a worker of the queue " + call.queue() + " has begun it",
                "see that workers serve that queue", true);
    }

    /**
     * Requests the end of a call, on a thread of its own, since the interrupt status of this one would prevent the request.
     * If the server is away, a run that is resumed finds the call.
     */
    private static void cancel(WorkflowStub stub) {
        Thread request = DaemonThreads.start("rocky-cancel", stub::cancel);
        try {
            request.join(TO_CANCEL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
