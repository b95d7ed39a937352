package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunOutput;
import dev.rockyjava.engine.RunRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One execution of a plan, step by step in its order. Used once. */
final class Execution {

    private final Definitions definitions;
    private final RunPlan plan;
    private final Clock clock;
    private final Listeners listeners;
    private final EngineCalls calls;
    private final FailedUpstream failedUpstream;
    private boolean interrupted;

    Execution(Definitions definitions, RockyEngine engine, RunSettings settings, RunPlan plan) {
        this.definitions = definitions;
        this.plan = plan;
        this.clock = settings.clock();
        this.listeners = new Listeners(settings.listeners());
        this.failedUpstream = new FailedUpstream(definitions.graph());
        this.calls = new EngineCalls(
                engine,
                CallOptions.defaults().withTimeout(settings.timeout()),
                (key, line) -> listeners.publish(new RunEvent.EngineLog(clock.instant(), key, line)));
    }

    RunResult run() {
        Instant started = clock.instant();
        listeners.publish(new RunEvent.RunStarted(started, plan));
        Map<AssetKey, AssetOutcome> outcomes = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            AssetOutcome outcome = execute(step);
            outcomes.put(step.key(), outcome);
            if (startsFailure(outcome)) {
                failedUpstream.add(
                        step.key(), outcome.status() == OutcomeStatus.FAILED ? "failed" : "was skipped by the engine");
            }
            listeners.publish(finished(outcome));
        }
        Instant ended = clock.instant();
        RunResult result = new RunResult(outcomes, started, between(started, ended), interrupted);
        listeners.publish(new RunEvent.RunFinished(ended, result));
        return result;
    }

    private AssetOutcome execute(PlannedStep step) {
        Instant started = clock.instant();
        interrupted |= Thread.currentThread().isInterrupted();
        if (interrupted) {
            return outcome(step, started, Verdict.skipped(SkipCause.INTERRUPTED, "the run was interrupted"));
        }
        Optional<String> blocked = failedUpstream.reason(step.key());
        if (blocked.isPresent()) {
            return outcome(step, started, Verdict.skipped(SkipCause.UPSTREAM_FAILED, blocked.get()));
        }
        PlannedAction action = step.action();
        if (action instanceof PlannedAction.Ask ask) {
            return ask(step, ask.requests(), started);
        }
        if (action instanceof PlannedAction.Fail fail) {
            return outcome(step, started, Verdict.failed(fail.why()));
        }
        if (action instanceof PlannedAction.Skip skip) {
            return outcome(step, started, Verdict.skipped(SkipCause.NOT_EXECUTABLE, skip.why()));
        }
        return outcome(step, started, Verdict.graphOnly(
                "a placeholder: nodes of kind " + step.kind().word() + " are not executed unless the run opts in"));
    }

    private AssetOutcome ask(PlannedStep step, List<RunRequest> requests, Instant started) {
        listeners.publish(new RunEvent.AssetStarted(started, step.key()));
        AssetSpec spec = definitions.get(step.key());
        List<Verdict> verdicts = new ArrayList<>();
        List<Materialization> built = new ArrayList<>();
        List<CheckEvaluation> checks = new ArrayList<>();
        for (RunRequest request : requests) {
            if (Thread.currentThread().isInterrupted()) {
                interrupted = true;
                verdicts.add(Verdict.interrupted(
                        "the run was interrupted before '" + RequestText.of(request) + "'; the rest was not started"));
                break;
            }
            EngineCalls.Made made = calls.call(spec, request);
            Call call = made.call();
            if (made.now() && call.threw(EngineInterruptedException.class)) {
                Thread.currentThread().interrupt();
            }
            Verdict verdict = Verdicts.of(call);
            verdicts.add(verdict);
            built.addAll(Materializations.of(call));
            if (made.now() && call.reply() != null && call.document() instanceof RunOutput output) {
                checks.addAll(Checks.of(output));
            }
            if (verdict.endsRun()) {
                interrupted = true;
                break;
            }
        }
        for (CheckEvaluation check : checks) {
            listeners.publish(new RunEvent.CheckEvaluated(clock.instant(), step.key(), check));
        }
        return outcome(step, started, CombinedVerdict.of(verdicts), built, checks);
    }

    private AssetOutcome outcome(PlannedStep step, Instant started, Verdict verdict) {
        return outcome(step, started, verdict, List.of(), List.of());
    }

    private AssetOutcome outcome(
            PlannedStep step,
            Instant started,
            Verdict verdict,
            List<Materialization> built,
            List<CheckEvaluation> checks) {
        return new AssetOutcome(
                step.key(),
                step.kind(),
                verdict.status(),
                verdict.reason(),
                verdict.skipCause(),
                between(started, clock.instant()),
                built,
                checks);
    }

    /** An asset that is skipped for its upstream doesn't: what is below it is known to be below the failed one. */
    private static boolean startsFailure(AssetOutcome outcome) {
        return outcome.status() == OutcomeStatus.FAILED
                || outcome.skipCause()
                        .filter(cause -> cause.stopsDownstream() && cause != SkipCause.UPSTREAM_FAILED)
                        .isPresent();
    }

    private RunEvent finished(AssetOutcome outcome) {
        Instant now = clock.instant();
        return switch (outcome.status()) {
            case MATERIALIZED -> new RunEvent.AssetMaterialized(now, outcome);
            case GRAPH_ONLY -> new RunEvent.AssetGraphOnly(now, outcome);
            case FAILED -> new RunEvent.AssetFailed(now, outcome);
            case SKIPPED -> new RunEvent.AssetSkipped(now, outcome);
        };
    }

    /** A clock may be set back while a run goes on; no duration is negative for that. */
    private static Duration between(Instant started, Instant ended) {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }
}
