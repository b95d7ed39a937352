package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.run.call.EngineCalls;
import dev.rockyjava.internal.run.control.LogContext;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.control.TimeLimit;
import dev.rockyjava.internal.run.facts.DeclaredResults;
import dev.rockyjava.internal.run.facts.FoldedChecks;
import dev.rockyjava.internal.run.facts.Materializations;
import dev.rockyjava.internal.run.facts.Observations;
import dev.rockyjava.internal.run.facts.TestResults;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.plan.Placeholders;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes one step that asks the engine. Safe for use by several threads.
 *
 * @param built whether the engine has built an asset before its turn, so that nothing is left to ask
 */
public record StepRunner(
        Definitions definitions,
        RunSettings settings,
        RunContext context,
        String runId,
        TimeLimit runLimit,
        RunControl control,
        Listeners listeners,
        Journal journal,
        EngineCalls calls,
        EngineKeys engineKeys,
        Placeholders placeholders,
        DeclaredResults declared,
        Predicate<AssetKey> built) {

    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    public AssetOutcome run(PlannedStep step, List<RunRequest> requests) {
        Instant started = context.clock().instant();
        if (!control.enter() && !built.test(step.key())) {
            RunControl.StopRequest stop = control.stopped().orElseThrow();
            return new OutcomeFactory(context.clock(), step, started).of(Verdict.notStarted(stop, ""));
        }
        try {
            return LogContext.ofRun(
                    runId, () -> LogContext.ofAsset(step.key(), () -> askOrTell(step, requests, started)));
        } finally {
            control.leave();
        }
    }

    private AssetOutcome askOrTell(PlannedStep step, List<RunRequest> requests, Instant started) {
        try {
            return ask(step, requests, started);
        } catch (Throwable e) { // a bug here must fail one asset, not leave the run waiting for it for ever
            LOG.error("{}: this library's code threw", step.key(), e);
            return new OutcomeFactory(context.clock(), step, started).of(Verdict.failed(
                    "this library's code threw " + VerdictMessages.of(e) + "; this is a bug, the log has its stack trace"));
        }
    }

    private AssetOutcome ask(PlannedStep step, List<RunRequest> requests, Instant started) {
        AssetKey key = step.key();
        journal.started(started, step);
        listeners.publish(new RunEvent.AssetStarted(started, key));
        AssetSpec spec = definitions.get(key);
        TimeLimit limit = runLimit.and(TimeLimit.of(context.ticks(), settings.assetTimeout(), "the time for one asset, "));
        List<CallResult> results = new ArrayList<>();
        for (RunRequest request : requests) {
            Optional<Verdict> end = end(request, results);
            if (end.isPresent()) {
                results.add(CallResult.none(end.get()));
                break;
            }
            if (request instanceof RunRequest.Test && !allBuilt(results)) {
                break; // there is no table to test, or not the right one
            }
            CallResult result = result(spec, requests, request, calls.call(spec, request, limit));
            results.add(result);
            if (result.endsRun() && !control.mustEnd()) {
                control.engineInterrupted();
            }
            if (result.endsRun() || settings.failFast() && result.has(OutcomeStatus.FAILED)) {
                break;
            }
        }
        CallResult all = CallResult.all(results, checks -> new FoldedChecks(definitions).of(checks, spec));
        for (CheckEvaluation check : all.checks()) {
            listeners.publish(new RunEvent.CheckEvaluated(context.clock().instant(), key, check));
        }
        for (Observation observation : all.observations()) {
            listeners.publish(new RunEvent.AssetObserved(context.clock().instant(), key, observation));
        }
        // Other assets were worked on while this one waited for the engine's files.
        return new OutcomeFactory(context.clock(), step, started.plus(calls.waited(key))).of(all);
    }

    /** Returns the verdict with which the step ends early; empty if the request may be made. */
    private Optional<Verdict> end(RunRequest request, List<CallResult> results) {
        if (Thread.currentThread().isInterrupted()) {
            interrupted();
            RunControl.StopRequest stop = control.ending().orElseThrow();
            // Before its first call nothing has happened to the asset that would have to be repeated or explained.
            return Optional.of(results.isEmpty()
                    ? Verdict.notStarted(stop, "")
                    : Verdict.ended(stop, " before '" + RequestText.of(request) + "'; the rest was not started"));
        }
        return control.stopped()
                .filter(why -> results.stream().anyMatch(result -> result.verdict().isPresent()))
                .map(stop -> Verdict.notStarted(stop, "; '" + RequestText.of(request)
                        + "' and the rest were not started"));
    }

    private CallResult result(
            AssetSpec spec, List<RunRequest> requests, RunRequest request, EngineCalls.PerformedCall made) {
        EngineCall call = made.call();
        if (made.now() && call.threw(EngineInterruptedException.class)) {
            interrupted();
        }
        Verdict verdict = explained(verdict(call), call);
        List<String> planIds = made.planId().stream().toList();
        if (request instanceof RunRequest.Test && !verdict.endsRun()) {
            return new CallResult(
                    Optional.empty(), List.of(), test(spec.key(), call), List.of(), made.attempts(), planIds);
        }
        List<Materialization> built = Materializations.of(call);
        if (made.now() && verdict.status() == OutcomeStatus.MATERIALIZED
                && (requests.size() > 1
                        || request instanceof RunRequest.Replication
                        || declared.violatesContract(spec))) {
            journal.done(spec.key(), request, Materialization.partitions(built));
        }
        boolean several = requests.size() > 1 && requests.stream().filter(one -> !(one instanceof RunRequest.Test)).count() > 1;
        return new CallResult(
                Optional.of(several ? verdict.about(request) : verdict),
                built,
                declared.in(call, engineKeys, made.now()),
                made.now() && call.reply() != null && call.document() instanceof RunOutput output
                        ? Observations.of(output, engineKeys)
                        : List.of(),
                made.attempts(),
                planIds);
    }

    /** Returns a verdict with what a person needs to find a failure's cause, besides its reason. */
    private Verdict explained(Verdict verdict, EngineCall call) {
        if (verdict.status() != OutcomeStatus.FAILED) {
            return verdict;
        }
        Verdict located = calls.locate(call).map(verdict::at).orElse(verdict);
        return verdict.cause().isPresent()
                ? located
                : call.sqlError()
                        .flatMap(error -> placeholders.missing(call.spec().key(), error))
                        .map(located::because)
                        .orElse(located);
    }

    private static boolean allBuilt(List<CallResult> results) {
        return results.stream().allMatch(
                result -> result.verdict().isEmpty() || result.has(OutcomeStatus.MATERIALIZED));
    }

    private List<CheckEvaluation> test(AssetKey key, EngineCall call) {
        List<CheckEvaluation> results = TestResults.of(call, declared.testsOf(key));
        if (results.stream().allMatch(result -> result.effect() == CheckEffect.NONE)) {
            journal.done(key, call.request(), List.of());
        }
        return results;
    }

    /** Returns the verdict on a call. Only the run knows what caused an interrupted call. */
    private Verdict verdict(EngineCall call) {
        return control.ending()
                .filter(why -> call.threw(EngineInterruptedException.class))
                .map(why -> Verdict.ended(why, ": " + VerdictMessages.of(call.thrown())))
                .orElseGet(call::verdict);
    }

    /** Records an interrupt, unless the run itself caused it. */
    private void interrupted() {
        if (!control.mustEnd()) {
            control.interrupted();
        }
    }
}
