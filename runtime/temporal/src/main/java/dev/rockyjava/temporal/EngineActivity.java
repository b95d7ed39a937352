package dev.rockyjava.temporal;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineFailure;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.temporal.CallWorkflow;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the engine of a worker.
 *
 * @param idle the engines of the slots that do nothing
 * @param code returns what this worker takes the project's code to be, as it is now
 * @param ending returns whether the worker is ending its calls
 */
record EngineActivity(
        BlockingQueue<RockyEngine> idle, HeartBeats beats, Supplier<CodeDigests> code, Payload payload, Supplier<Boolean> ending)
        implements CallWorkflow.OnEngine {

    /** The type of the failure of a call whose details are the packed answer. */
    static final String FAILED = "rocky-call-failed";

    private static final Logger LOG = LoggerFactory.getLogger(EngineActivity.class);

    @Override
    public byte[] call(byte[] packed, byte[] worker) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        AnswerDocument answer = answer(payload.unpack(packed), new CollectedProgress(worker[0]), context);
        byte[] bytes = packed(answer);
        if (!answer.failed()) {
            return bytes;
        }
        throw ApplicationFailure.newBuilder()
                .setType(FAILED)
                .setMessage(answer.summary())
                .setCategory(ApplicationErrorCategory.BENIGN) // the driver reports it; it needn't be in the worker's log
                .setDetails((Object) bytes)
                // After a shutdown another worker repeats the call, if it may be repeated.
                .setNonRetryable(!ending.get() || !interrupted(answer))
                .build();
    }

    private static boolean interrupted(AnswerDocument answer) {
        return answer.failure().filter(failure -> failure.kind() == EngineFailure.Kind.INTERRUPTED).isPresent();
    }

    private byte[] packed(AnswerDocument answer) {
        try {
            return payload.pack(Documents.write(answer));
        } catch (Payload.TooLargeException e) {
            String hint = "give RockyWorker and TemporalEngine a store for such answers with largeAnswers(…)";
            AnswerDocument failure = AnswerDocument.failed(
                    new EngineFailure(
                            EngineFailure.Kind.OUTPUT,
                            "the engine answered, but the answer is too large for the Temporal server: " + e.getMessage() + "; " + hint,
                            Optional.of(hint), true, OptionalInt.empty(), List.of()),
                    LogLines.NONE);
            throw ApplicationFailure.newBuilder()
                    .setType(FAILED)
                    .setMessage(failure.summary())
                    .setDetails((Object) Documents.plain(failure))
                    .setNonRetryable(true)
                    .build();
        }
    }

    private AnswerDocument answer(byte[] document, CollectedProgress progress, ActivityExecutionContext context) {
        int version = Documents.version(document);
        if (version != Documents.VERSION) {
            return AnswerDocument.refused(
                    true,
                    "the driver sends calls of version " + version + ", and the worker of the queue " + context.getInfo().getActivityTaskQueue()
                            + " reads version " + Documents.VERSION,
                    "use the same version of rocky-temporal on both");
        }
        CallDocument call = Documents.call(document);
        Optional<String> difference = code.get().difference(call.code());
        if (difference.isPresent()) {
            return AnswerDocument.refused(false, difference.get(), "give both the same version of the project");
        }
        try {
            RockyEngine engine = idle.take();
            HeartBeats.Beating beating = beats.of(context, progress::details);
            try {
                return answer(engine, call, options(call, progress, context), progress);
            } finally {
                beating.close();
                idle.add(engine);
                Thread.interrupted(); // by the end of the call, so far
            }
        } catch (InterruptedException e) {
            return AnswerDocument.failed(EngineFailure.of(new EngineInterruptedException(
                    "the worker was ended before it called the engine; nothing was executed", e, false)), LogLines.NONE);
        }
    }

    private AnswerDocument answer(RockyEngine engine, CallDocument call, CallOptions options, CollectedProgress progress) {
        try {
            if (call.query().isPresent()) {
                return AnswerDocument.queried(engine.query(call.query().get(), options), progress.log());
            }
            EngineReply reply = engine.run(call.run().orElseThrow(), options);
            return AnswerDocument.replied(
                    new AnswerDocument.Reply(reply.exitCode(), EngineDocuments.print(reply.document()), reply.logTail()), progress.log());
        } catch (EngineException e) {
            return AnswerDocument.failed(EngineFailure.of(e), progress.log());
        } catch (ProjectException e) {
            return AnswerDocument.refused(false, String.valueOf(e.getMessage()), e.hint().orElse("correct the project on the worker"));
        } catch (RuntimeException e) { // a bug in an engine is the driver's to report
            LOG.error("the engine's Java code threw on '{}'", call.command(), e);
            return AnswerDocument.bug(e.toString(), progress.log());
        }
    }

    private static CallOptions options(CallDocument call, CollectedProgress progress, ActivityExecutionContext context) {
        CallOptions options = CallOptions.defaults()
                .withTimeout(call.timeout())
                .withTotal(call.total().map(total -> left(context.getInfo())))
                .withLog(progress::log)
                .withWaits(progress::waits)
                .withEnvironment(call.environment());
        return call.submission().map(options::withSubmissionId).orElse(options);
    }

    /** Returns what the wait in the queue has left of a call's overall limit, by the server's clock. */
    private static Duration left(ActivityInfo info) {
        Duration least = Duration.ofMillis(1);
        Duration left = info.getScheduleToCloseTimeout().minus(CallWorkflow.GRACE)
                .minusMillis(info.getStartedTimestamp() - info.getScheduledTimestamp());
        return left.compareTo(least) < 0 ? least : left;
    }
}
