package dev.rockyjava.internal.run.call;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunCall;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.run.control.TimeLimit;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.plan.FusedPipelines;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.NotRepeatedException;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import dev.rockyjava.internal.sql.UnparsedModels;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the engine, with retries where they may help. A replication's request is made once, however many assets it
 * serves and even if they request it at the same time. Safe for use by several threads.
 */
public final class EngineCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);

    private static final String MORE_TIME = "raise that limit";

    private final RockyEngine engine;
    private final SubmissionIds submissions;
    private final Retries retries;
    private final RunSettings settings;
    private final RunContext context;
    private final Consumer<RunEvent> events;
    private final FusedCalls fused;
    private final Journal journal;
    private final TimeLimit runLimit;
    private final Map<RunRequest, CompletableFuture<PerformedCall>> shared = new ConcurrentHashMap<>();
    private final Map<AssetKey, Long> waited = new ConcurrentHashMap<>();

    /**
     * Creates the calls of one run.
     *
     * @param events receives the engine's log lines, retries before their delay, and waits for the engine's files
     */

    public EngineCalls(
            RockyEngine engine,
            RunSettings settings,
            RunContext context,
            SubmissionIds submissions,
            TimeLimit runLimit,
            FusedCalls fused,
            Journal journal,
            Consumer<RunEvent> events) {
        this.engine = engine;
        this.submissions = submissions;
        this.runLimit = runLimit;
        this.fused = fused;
        this.journal = journal;
        this.retries = new Retries(settings.retries(), context.random());
        this.settings = settings;
        this.context = context;
        this.events = events;
    }

    /**
     * A call with the circumstances in which it was made.
     *
     * @param now whether it was made now rather than earlier for another asset
     * @param attempts the number of attempts
     * @param planId the id of the plan that was applied, or refused
     */
    public record PerformedCall(EngineCall call, boolean now, int attempts, Optional<String> planId) {}

    public PerformedCall call(AssetSpec spec, RunRequest request, TimeLimit limit) {
        if (request instanceof RunRequest.Transformation whole) {
            return fused(spec, whole, limit);
        }
        if (!(request instanceof RunRequest.Replication)) {
            return ask(spec, request, limit);
        }
        CompletableFuture<PerformedCall> mine = new CompletableFuture<>();
        CompletableFuture<PerformedCall> other = shared.putIfAbsent(request, mine);
        if (other != null) {
            return await(other, spec, request, limit);
        }
        try {
            PerformedCall made = ask(spec, request, limit);
            mine.complete(made);
            return made;
        } catch (Throwable e) { // otherwise the others would wait for ever
            mine.complete(new PerformedCall(EngineCall.threw(spec, request, e), true, 0, Optional.empty()));
            throw e;
        }
    }

    private PerformedCall fused(AssetSpec spec, RunRequest.Transformation whole, TimeLimit limit) {
        if (fused.leads(spec.key())) {
            fused.answered(spec.key(), ask(spec, whole, runLimit));
        }
        Optional<EngineCall> part = fused.partOf(spec);
        if (part.isEmpty()) {
            return ask(spec, FusedPipelines.alone(spec, whole), limit);
        }
        submissions.share(spec.key(), whole);
        int attempts = fused.attempts(spec.key());
        return part.get().thrown() != null
                ? made(part.get(), attempts, null)
                // A failure that may be temporary is retried for the model alone; the shared call was the first
                // attempt.
                : untilItHelps(part.get(), attempts, limit, new AtomicReference<>());
    }

    private PerformedCall await(CompletableFuture<PerformedCall> other, AssetSpec spec, RunRequest request, TimeLimit limit) {
        try {
            PerformedCall made = other.get(Math.max(0, limit.left().toNanos()), TimeUnit.NANOSECONDS);
            submissions.share(spec.key(), request);
            return new PerformedCall(made.call().forAsset(spec), false, 0, made.planId());
        } catch (TimeoutException e) {
            EngineCall call = EngineCall.threw(spec, request, new EngineTimeoutException("'" + RequestText.of(request)
                    + "', which serves another asset, didn't end in " + limit.name() + ", and goes on", MORE_TIME, true));
            return new PerformedCall(call, false, 0, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EngineCall call = EngineCall.threw(spec, request, new EngineInterruptedException(
                    "interrupted while waiting for '" + RequestText.of(request) + "', which serves another asset", e));
            return new PerformedCall(call, false, 0, Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed exceptionally
        }
    }

    private PerformedCall ask(AssetSpec spec, RunRequest request, TimeLimit limit) {
        Map<String, RecordedCall> notToRepeat = context.resumed().notToRepeat();
        RecordedCall before = notToRepeat.isEmpty() ? null : notToRepeat.get(RequestText.unit(request));
        if (before != null) {
            return made(EngineCall.threw(spec, request, NotRepeatedException.of(spec, before)), 0, null);
        }
        AtomicReference<@Nullable String> planId = new AtomicReference<>();
        return untilItHelps(askOnce(spec, request, limit, planId::set), 1, limit, planId);
    }

    /** Retries a call as long as that may help. */
    private PerformedCall untilItHelps(EngineCall first, int attempts, TimeLimit limit, AtomicReference<@Nullable String> planId) {
        EngineCall call = first;
        for (int attempt = attempts; ; attempt++) {
            RowEffect effect = effect(engine, call.spec(), call.request());
            Optional<Duration> delay = retries.after(call, effect, attempt, limit.left());
            if (delay.isEmpty() || Thread.currentThread().isInterrupted()) {
                return made(call, attempt, planId.get());
            }
            String reason = call.verdict().reason().orElse("no reason given");
            events.accept(new RunEvent.AssetRetried(
                    context.clock().instant(), call.spec().key(), attempt, retries.attempts(), delay.get(), reason));
            try {
                context.sleeper().sleep(delay.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return made(call, attempt, planId.get());
            }
            call = askOnce(call.spec(), call.request(), limit, planId::set);
        }
    }

    /** Returns the effect on an asset's rows when a request is repeated. */
    public static RowEffect effect(RockyEngine engine, AssetSpec spec, RunRequest request) {
        if (request instanceof RunRequest.Transformation) {
            return RowEffect.REPLACES; // a condition for such a call
        }
        return request instanceof RunRequest.Model
                ? spec.strategy().map(RowEffect::ofStrategy).orElse(RowEffect.ADDS)
                : engine.effect(request);
    }

    private static PerformedCall made(EngineCall call, int attempts, @Nullable String planId) {
        return new PerformedCall(call, true, attempts, Optional.ofNullable(planId));
    }

    private EngineCall askOnce(AssetSpec spec, RunRequest request, TimeLimit limit, Consumer<String> planId) {
        AtomicReference<RunRequest> last = new AtomicReference<>(request);
        AtomicReference<@Nullable RecordedCall> recorded = new AtomicReference<>();
        EngineCall made = askOnce(spec, request, planId, asked -> {
            last.set(asked);
            CallOptions options = options(spec, request, asked, limit);
            if (settings.journal().isPresent() && !(asked instanceof RunRequest.Plan)) {
                RecordedCall began = record(spec, request, options);
                recorded.set(began);
                options = options.withStarted(process -> journal.running(began, process));
            }
            try {
                return engine.run(asked, options);
            } catch (EngineTimeoutException e) {
                throw ofLimit(e, limit);
            }
        });
        EngineCall call = last.get() instanceof RunRequest.Plan ? made.whilePlanning() : made;
        RecordedCall began = recorded.get();
        if (began != null) {
            journal.called(context.clock().instant(), began.ended(call.outcome(), call.reply() != null));
        }
        return call;
    }

    private RecordedCall record(AssetSpec spec, RunRequest request, CallOptions options) {
        RecordedCall call = new RecordedCall(
                context.clock().instant(),
                spec.key(),
                RequestText.unit(request),
                options.submissionId().orElse(""),
                effect(engine, spec, request));
        journal.calling(call, settings.code().of(request instanceof RunRequest.Test ? List.of() : fused.builtBy(spec, request)));
        return call;
    }

    private EngineCall askOnce(
            AssetSpec spec,
            RunRequest request,
            Consumer<String> planId,
            Function<RunRequest, EngineReply> call) {
        try {
            refuseIfLater(spec, request);
            EngineReply reply = settings.mode() == ExecutionMode.PLAN_THEN_APPLY
                            && request instanceof RunRequest.Replication replication
                    ? PlanThenApply.execute(call, replication, planId, settings.warnings())
                    : call.apply(request);
            return EngineCall.answered(spec, request, reply);
        } catch (RockyException e) {
            LOG.debug("{}: the engine gave no answer to '{}'", spec.key(), RequestText.of(request), e);
            return EngineCall.threw(spec, request, e);
        } catch (Throwable e) { // a bug in an engine fails this asset, not the other branches of the run
            LOG.error("{}: the engine's Java code threw on '{}'", spec.key(), RequestText.of(request), e);
            return EngineCall.threw(spec, request, e);
        }
    }

    /**
     * Throws if a later partition has begun: the engine builds missing partitions up to its own current time, and would
     * record them as built for good.
     */
    private void refuseIfLater(AssetSpec spec, RunRequest request) {
        if (request instanceof RunRequest.Model model
                && model.partitions() instanceof PartitionChoice.Missing missing
                && missing.last().isPresent()) {
            String now = spec.partitions().orElseThrow().latest(context.clock().instant());
            if (now.compareTo(missing.last().get()) > 0) {
                throw VerdictMessages.endPassed(missing.last().get(), now);
            }
        }
    }

    /**
     * Names the limit in a timeout: the engine was given only the time left of it, and the user has to know which limit
     * to raise.
     */
    private static EngineTimeoutException ofLimit(EngineTimeoutException thrown, TimeLimit limit) {
        return limit.over()
                ? new EngineTimeoutException(limit.name(), thrown)
                : thrown;
    }

    /**
     * Returns the options for a request.
     *
     * @param request the request of the step
     * @param asked the request that the engine receives for it
     */
    private CallOptions options(AssetSpec spec, RunRequest request, RunRequest asked, TimeLimit limit) {
        Duration left = limit.left();
        if (left.isZero() || left.isNegative()) {
            throw new EngineTimeoutException(
                    "'" + RequestText.of(asked) + "' was not started: no time is left of " + limit.name(), MORE_TIME, false);
        }
        return CallOptions.defaults()
                .withTimeout(left.compareTo(settings.callTimeout()) < 0 ? left : settings.callTimeout())
                .withTotal(limit.end().map(end -> left))
                .withLog(line -> events.accept(new RunEvent.EngineLog(context.clock().instant(), spec.key(), line)))
                .withWaits(waits -> waits(spec.key(), waits))
                .withSubmissionId(submissions.next(spec.key(), request))
                .withRun(new RunCall(
                        submissions.runId(),
                        spec.key(),
                        RequestText.unit(asked),
                        asked instanceof RunRequest.Plan ? RowEffect.of(asked) : effect(engine, spec, request),
                        earlier -> again(spec, request, asked, earlier)));
    }

    /** Returns whether work is to be done again that an earlier program has called the engine for. */
    private boolean again(AssetSpec spec, RunRequest request, RunRequest asked, Supplier<EngineReply> earlier) {
        EngineCall call = call(spec, request, earlier);
        if (asked instanceof RunRequest.Plan || request instanceof RunRequest.Transformation) {
            return call.reply() == null || call.exitCode() != 0; // has no verdict of its own
        }
        OutcomeStatus status = call.verdict().status();
        return status != OutcomeStatus.MATERIALIZED
                && status != OutcomeStatus.GRAPH_ONLY
                && (settings.repeatUnknown() || effect(engine, spec, request).mayRepeatAfter(call.outcome()));
    }

    private static EngineCall call(AssetSpec spec, RunRequest request, Supplier<EngineReply> answer) {
        try {
            return EngineCall.answered(spec, request, answer.get());
        } catch (RuntimeException e) {
            return EngineCall.threw(spec, request, e);
        }
    }

    /** Called on the thread that works on the asset. */
    private void waits(AssetKey key, boolean waits) {
        waited.merge(key, waits ? -context.ticks().getAsLong() : context.ticks().getAsLong(), Long::sum);
        events.accept(new RunEvent.AssetWaits(context.clock().instant(), key, waits));
    }

    /** Returns where the SQL is that made a call fail; empty if the failure isn't one of SQL, or the place is unknown. */
    public Optional<SqlLocation> locate(EngineCall call) {
        try {
            String pipeline = call.spec().pipeline().orElse("");
            Optional<SqlLocation> unparsed = call.parseError().flatMap(error ->
                    UnparsedModels.names(error).stream().findFirst().flatMap(model -> engine.locate(pipeline, model, error)));
            return unparsed.isPresent()
                    ? unparsed
                    : call.sqlError().flatMap(error -> engine.locate(pipeline, call.spec().label(), error));
        } catch (RuntimeException e) { // of an engine's Java code; the failure counts more than its place
            LOG.debug("{}: the place of the error can't be found", call.spec().key(), e);
            return Optional.empty();
        }
    }

    /** Returns how long a completed asset waited until the engine could work on it. */
    public Duration waited(AssetKey key) {
        return Duration.ofNanos(Math.max(0, waited.getOrDefault(key, 0L)));
    }
}
