package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.run.call.EngineCalls;
import dev.rockyjava.internal.run.call.FusedCalls;
import dev.rockyjava.internal.run.control.LogContext;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.control.ShutdownCancel;
import dev.rockyjava.internal.run.control.TimeLimit;
import dev.rockyjava.internal.run.control.Watchdog;
import dev.rockyjava.internal.run.facts.ComplianceChecks;
import dev.rockyjava.internal.run.facts.DeclaredResults;
import dev.rockyjava.internal.run.facts.GovernanceFacts;
import dev.rockyjava.internal.run.facts.GovernanceSurfaces;
import dev.rockyjava.internal.run.journal.GuardedJournal;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.StepThreads;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.text.Elapsed;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.SkipCause;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One execution of a plan. Used once, by one thread; if several steps run at a time, other threads call the engine. */
public final class Execution {

    private static final Set<SkipCause> SKIPPED_BY_THE_ENGINE =
            EnumSet.of(SkipCause.CONTAINED, SkipCause.CLAIMED_BY_OTHER_RUN);

    private final ExecutablePlan plan;
    private final RunProgress progress;
    private final RunSettings settings;
    private final Clock clock;
    private final StepThreads threads;
    private final String runId;
    private final Instant started;
    private final TimeLimit limit;
    private final RunControl control;
    private final Listeners listeners;
    private final GuardedJournal journal;
    private final FailedUpstream failedUpstream;
    private final StepRunner steps;
    private final Definitions definitions;
    private final DeclaredResults declared;
    private final ReadyQueue queue;
    private final GovernanceSurfaces surfaces;
    private final FusedCalls fused;
    private final Map<AssetKey, AssetOutcome> outcomes;

    public Execution(
            Definitions definitions,
            RockyEngine engine,
            RunSettings settings,
            RunContext context,
            ExecutablePlan plan,
            RunProgress progress,
            RunControl control,
            SubmissionIds submissions,
            Instant started,
            Journal journal) {
        this.started = started;
        this.runId = submissions.runId();
        this.journal = new GuardedJournal(journal, control);
        this.plan = plan;
        this.outcomes = new HashMap<>(2 * plan.steps().size());
        this.progress = progress;
        this.settings = settings;
        this.clock = context.clock();
        this.threads = context.threads();
        this.limit = TimeLimit.of(context.ticks(), settings.runTimeout(), "the time for the whole run, ");
        this.control = control;
        this.listeners = new Listeners(settings.listeners(), runId);
        this.failedUpstream = new FailedUpstream(definitions.graph());
        this.queue = new ReadyQueue(plan, settings.parallelism() == 1);
        this.fused = new FusedCalls(definitions, plan, this.journal::done);
        EngineCalls calls = new EngineCalls(engine, settings, context, submissions, limit, fused, this.journal, event -> {
            if (event instanceof RunEvent.AssetRetried retried) {
                this.journal.retried(retried);
            }
            listeners.publish(event);
        });
        this.surfaces = new GovernanceSurfaces(definitions, engine, settings, limit, control);
        this.definitions = definitions;
        this.declared = new DeclaredResults(definitions, settings);
        this.steps = new StepRunner(
                definitions, settings, context, runId, limit, control, listeners, this.journal, calls, new EngineKeys(definitions),
                plan.placeholders(),
                declared, fused::built);
    }

    public RunResult run() {
        ShutdownCancel shutdown = ShutdownCancel.of(settings, control, runId);
        try {
            return LogContext.ofRun(runId, this::runToTheEnd);
        } finally {
            listeners.end();
            shutdown.release();
        }
    }

    private RunResult runToTheEnd() {
        listeners.publish(new RunEvent.RunStarted(started, runId, plan));
        List<Runnable> registrations = settings.cancelTokens().stream().map(token -> token.onCancel(control::cancel)).toList();
        Watchdog watchdog = Watchdog.of(settings, control);
        Map<AssetKey, AssetOutcome> ordered;
        GovernanceFacts surfaced;
        try (Workers workers = new Workers(settings.parallelism(), threads)) {
            endingWhatRuns(() -> execute(workers));
            ordered = inPlanOrder();
            surfaced = surfaces.ask(ordered);
        } finally {
            watchdog.stop();
            registrations.forEach(Runnable::run);
        }
        publish(surfaced);
        Instant ended = clock.instant();
        Map<AssetKey, AssetOutcome> all = surfaced.in(ordered);
        RunResult result = new RunResult(
                plan,
                runId,
                all,
                surfaced.ofNoAsset(),
                declared.unevaluated(definitions, all),
                started,
                Elapsed.between(started, ended),
                control.stopped().filter(RunControl.StopRequest::interrupts).isPresent());
        journal.finished(ended, result);
        listeners.publish(new RunEvent.RunFinished(ended, result));
        listeners.awaitDelivery();
        if (control.restoreInterrupt()) {
            Thread.currentThread().interrupt();
        }
        journal.rethrow();
        return result;
    }

    private void publish(GovernanceFacts surfaced) {
        for (CheckEvaluation check : surfaced.checks()) {
            AssetKey key = check.asset().orElse(ComplianceChecks.NO_ASSET);
            listeners.publish(new RunEvent.CheckEvaluated(clock.instant(), key, check));
        }
        for (Observation observation : surfaced.observations()) {
            observation.asset().ifPresent(key ->
                    listeners.publish(new RunEvent.AssetObserved(clock.instant(), key, observation)));
        }
    }

    /**
     * Runs the work. If it throws something that isn't the failure of an asset, everything that runs is ended before
     * the exception leaves the run.
     */
    private void endingWhatRuns(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            control.cancel();
            throw e;
        }
    }

    private void execute(Workers workers) {
        while (outcomes.size() < plan.steps().size()) {
            PlannedStep step;
            while (workers.free() && (step = queue.poll()) != null) {
                start(step, workers);
            }
            if (!workers.idle()) {
                await(workers);
            } else if (outcomes.size() < plan.steps().size()) {
                throw new IllegalStateException("nothing runs and nothing is ready, but " + outcomes.size() + " of "
                        + plan.steps().size() + " assets have an outcome; this is a bug of this library");
            }
        }
    }

    private void await(Workers workers) {
        try {
            Workers.FinishedStep done = workers.take();
            finish(done.step(), done.outcome());
        } catch (InterruptedException e) {
            control.interrupted();
        }
    }

    private void start(PlannedStep step, Workers workers) {
        Optional<Verdict> known = known(step);
        if (known.isPresent()) {
            finish(step, new OutcomeFactory(clock, step, clock.instant()).of(known.get()));
        } else {
            PlannedAction.Ask ask = (PlannedAction.Ask) step.action();
            fused.aboutToStart(step.key(), failedUpstream::reaches);
            workers.start(step, () -> {
                progress.begins(step.key());
                return steps.run(step, ask.requests());
            });
        }
    }

    /** Returns the verdict on a step if it is known without the engine. */
    private Optional<Verdict> known(PlannedStep step) {
        if (Thread.interrupted()) {
            control.interrupted();
        }
        if (limit.over()) {
            control.timedOut("the run had used up its time, " + DurationText.of(settings.runTimeout().orElseThrow()));
        }
        Optional<RunControl.StopRequest> stop = control.stopped();
        Optional<FailedUpstream.Blocked> blocked = failedUpstream.blocked(step.key());
        if (blocked.isPresent() && stop.filter(RunControl.StopRequest::interrupts).isEmpty()) {
            return Optional.of(Verdict.skipped(
                            SkipCause.UPSTREAM_FAILED, blocked.get().reason() + fused.remark(step.key()))
                    .because(blocked.get().cause()));
        }
        if (stop.isPresent() && !fused.built(step.key())) {
            return Optional.of(Verdict.notStarted(stop.get(), ""));
        }
        PlannedAction action = step.action();
        if (action instanceof PlannedAction.Fail fail) {
            return Optional.of(Verdict.failed(fail.why()));
        }
        if (action instanceof PlannedAction.Skip skip) {
            return Optional.of(Verdict.skipped(SkipCause.NOT_EXECUTABLE, skip.why()));
        }
        if (action instanceof PlannedAction.DoneBefore) {
            return Optional.of(Verdict.doneBefore());
        }
        if (action instanceof PlannedAction.GraphOnly) {
            return Optional.of(Verdict.graphOnly("a placeholder: nodes of kind " + step.kind().word()
                    + " are not executed unless the run opts in"));
        }
        if (action instanceof PlannedAction.Ask) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("what to do for " + action + " isn't known");
    }

    private void finish(PlannedStep step, AssetOutcome ended) {
        List<CheckEvaluation> rest = declared.missing(
                definitions.get(step.key()), ended, step.action() instanceof PlannedAction.DoneBefore);
        AssetOutcome outcome = rest.isEmpty() ? ended : ended.with(rest);
        outcomes.put(step.key(), outcome);
        boolean failed = outcome.status() == OutcomeStatus.FAILED;
        if (failed || skippedByTheEngine(outcome)) {
            failedUpstream.add(step.key(), failed ? "failed" : "was skipped by the engine");
        } else if (outcome.stopsDownstream()) {
            failedUpstream.add(step.key(), "was built, but its tests didn't pass");
        }
        if (settings.failFast() && (failed || outcome.stopsDownstream())) {
            control.failedFast("the run stops at the first failure, which was " + step.key());
        }
        Instant now = clock.instant();
        rest.forEach(check -> listeners.publish(new RunEvent.CheckEvaluated(now, step.key(), check)));
        journal.ended(now, step, outcome);
        listeners.publish(OutcomeFactory.event(now, outcome));
        progress.ends(step.key());
        queue.done(step);
    }

    /**
     * Returns whether the engine skipped something that other assets need. What is downstream of an asset skipped for
     * its upstream is already known to be downstream of the failed one, and what a stop of the run skips has its own
     * reason.
     */
    private static boolean skippedByTheEngine(AssetOutcome outcome) {
        return outcome.skipCause().filter(SKIPPED_BY_THE_ENGINE::contains).isPresent();
    }

    private Map<AssetKey, AssetOutcome> inPlanOrder() {
        Map<AssetKey, AssetOutcome> ordered = new LinkedHashMap<>(2 * outcomes.size());
        plan.steps().forEach(step -> ordered.put(step.key(), outcomes.get(step.key())));
        return ordered;
    }
}
