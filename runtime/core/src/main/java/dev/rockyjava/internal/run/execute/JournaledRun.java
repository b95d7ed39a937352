package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyEngine.Claim;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.internal.run.call.EngineCalls;
import dev.rockyjava.internal.run.control.LogContext;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.run.journal.OldJournals;
import dev.rockyjava.internal.run.journal.RunIds;
import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.NotRepeatedException;
import dev.rockyjava.internal.thread.LongestWait;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.RunWarning;
import dev.rockyjava.run.history.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run with its id, its lock and its journal, if it has one. */
public record JournaledRun(Definitions definitions, RockyEngine engine, RunSettings settings, RunContext context) {

    private static final Logger LOG = LoggerFactory.getLogger(JournaledRun.class);

    public RunResult run(ExecutablePlan plan, RunProgress progress) {
        RunControl control = new RunControl();
        String runId = newId(plan.moment());
        if (plan.nothingToDo().isPresent()) {
            return nothing(plan, runId);
        }
        return LogContext.ofRun(runId, () -> settings.journal().isPresent()
                ? journaled(plan, progress, control, runId, settings.journal().get())
                : unjournaled(plan, progress, control, runId));
    }

    private RunResult unjournaled(ExecutablePlan asked, RunProgress progress, RunControl control, String runId) {
        Claim claim = waiting(control, wait -> claimed(runId, control, end(wait)));
        try {
            ExecutablePlan plan = afterTheWait(asked, progress);
            if (plan.nothingToDo().isPresent()) {
                return nothing(plan, runId);
            }
            return execution(plan, progress, control, new SubmissionIds(runId, 0), Journal.NONE);
        } finally {
            claim.close();
        }
    }

    /**
     * Returns the plan to execute once no other run can interfere. A possible wait for other runs isn't part of the run,
     * which begins afterwards with a moment of its own; and what another run has just built isn't stale any more.
     */
    private ExecutablePlan afterTheWait(ExecutablePlan asked, RunProgress progress) {
        if (settings.lockWait().isZero() && !settings.selection().changes()) {
            return asked;
        }
        ExecutablePlan plan = new Planner(definitions, settings, context).plan(engine);
        progress.begins(plan);
        return plan;
    }

    /** Returns the settings with what was decided when the plan was made. */
    private RunSettings decided(ExecutablePlan plan) {
        return settings.changed(s -> s.partitions = plan.partitions());
    }

    /** Returns the result of a run that has nothing to do: it leaves no journal and has no events. */
    private RunResult nothing(ExecutablePlan plan, String runId) {
        return new RunResult(plan, runId, Map.of(), List.of(), List.of(), plan.moment(), Duration.ZERO, false);
    }

    private RunResult journaled(ExecutablePlan asked, RunProgress progress, RunControl control, String runId, Path folder) {
        Claim lock = lock(folder, runId, control);
        try {
            ExecutablePlan plan = afterTheWait(asked, progress);
            if (plan.nothingToDo().isPresent()) {
                return nothing(plan, runId);
            }
            sayWhatMayBeThere(folder, plan);
            SubmissionIds submissions = new SubmissionIds(runId, 0);
            try (JournalFile journal =
                    JournalFile.create(folder, submissions, definitions, decided(plan), context.force(), plan)) {
                RunResult result = execution(plan, progress, control, submissions, journal);
                OldJournals.delete(folder, journal, settings.keptRuns(), definitions);
                return result;
            }
        } finally {
            lock.close();
        }
    }

    private RunResult execution(
            ExecutablePlan plan,
            RunProgress progress,
            RunControl control,
            SubmissionIds submissions,
            Journal journal) {
        return new Execution(
                        definitions, engine, decided(plan), context, plan, progress, control, submissions, plan.moment(), journal)
                .run();
    }

    /**
     * Warns that the last call for the same work may already have added the same rows. A new run does everything that
     * it is asked to do regardless.
     */
    private void sayWhatMayBeThere(Path folder, ExecutablePlan plan) {
        Map<String, AssetSpec> adding = adding(plan);
        List<Path> files = JournalFile.files(folder);
        for (int i = files.size() - 1; i >= 0 && !adding.isEmpty(); i--) {
            try {
                JournalReader journal = JournalReader.read(files.get(i));
                Map<String, RecordedCall> open = journal.notToRepeat();
                for (String unit : journal.calledUnits()) {
                    AssetSpec spec = adding.remove(unit);
                    RecordedCall before = open.get(unit);
                    if (spec != null && before != null) {
                        settings.warnings().accept(new RunWarning.RowsPerhapsAddedBefore(
                                spec.key(),
                                Optional.of(before.submission()).filter(id -> !id.isEmpty()),
                                NotRepeatedException.where(spec)));
                    }
                }
            } catch (JournalException e) {
                LOG.debug("not asked what it may have added: {}", e.getMessage()); // an error when that run is resumed
            }
        }
    }

    /** Returns the assets whose calls add rows each time, by unit. */
    private Map<String, AssetSpec> adding(ExecutablePlan plan) {
        Map<String, AssetSpec> adding = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            AssetSpec spec = definitions.get(step.key());
            if (step.action() instanceof PlannedAction.Ask ask) {
                ask.requests().stream()
                        .filter(request -> EngineCalls.effect(engine, spec, request) == RowEffect.ADDS)
                        .forEach(request -> adding.putIfAbsent(RequestText.unit(request), spec));
            }
        }
        return adding;
    }

    /** Returns an id that no journal has yet: two runs with the same id would share a journal. */
    private String newId(Instant now) {
        if (settings.runId().isPresent()) {
            return settings.runId().get();
        }
        String id;
        do {
            id = RunIds.at(now, context.random());
        } while (settings.journal().isPresent() && Files.exists(JournalFile.path(settings.journal().get(), id)));
        return id;
    }

    public RunResult resume(String runId) {
        Path folder = settings.journal().orElseThrow(() -> new IllegalStateException(
                "a run can only be resumed from its journal; give the materializer the folder with journal(…)"));
        if (!RunIds.valid(runId) || !Files.isRegularFile(JournalFile.path(folder, runId))) {
            List<String> known = JournalFile.files(folder).stream().map(JournalFile::runId).toList();
            throw new JournalException("there is no run " + runId + " in " + folder + "; "
                    + (known.isEmpty() ? "it has none" : "the newest is " + known.get(known.size() - 1)), null, null);
        }
        return LogContext.ofRun(runId, () -> resume(folder, runId));
    }

    private RunResult resume(Path folder, String runId) {
        RunControl control = new RunControl();
        Claim lock = lock(folder, runId, control);
        try {
            JournalReader read = JournalReader.read(JournalFile.path(folder, runId));
            Resumption.Left left = new Resumption(definitions, engine, read).left(settings, context);
            ExecutablePlan plan = new Planner(definitions, left.settings(), left.context()).plan(engine);
            Instant now = context.clock().instant();
            SubmissionIds submissions = new SubmissionIds(runId, left.context().resumed().times());
            try (JournalFile journal = JournalFile.reopen(
                    folder, submissions, now, left.settings().executed(), context.force())) {
                RunProgress progress = new RunProgress(plan);
                return new Execution(definitions, engine, left.settings(), left.context(), plan, progress, control,
                                submissions, now, journal)
                        .run();
            }
        } finally {
            lock.close();
        }
    }

    /** Locks the folder and claims the project. */
    private Claim lock(Path folder, String runId, RunControl control) {
        return waiting(control, wait -> {
            long end = end(wait);
            RunLock lock = RunLock.acquire(folder, runId, wait);
            try {
                Claim claim = claimed(runId, control, end);
                return () -> {
                    claim.close();
                    lock.close();
                };
            } catch (Throwable e) {
                lock.close();
                throw e;
            }
        });
    }

    private Claim claimed(String runId, RunControl control, long end) {
        Claim claim = engine.claim(runId, Duration.ofNanos(Math.max(0, end - System.nanoTime())), control::cancel);
        try {
            LeftEngines.settle(engine, settings, end);
            return claim;
        } catch (Throwable e) {
            claim.close();
            throw e;
        }
    }

    private static long end(Duration wait) {
        return System.nanoTime() + LongestWait.finite(wait).toNanos();
    }

    /** Waits for other runs; a cancel ends the wait. */
    private <T> T waiting(RunControl control, Function<Duration, T> wait) {
        List<Runnable> registrations = settings.cancelTokens().stream().map(token -> token.onCancel(control::cancel)).toList();
        boolean mayWait = control.enter();
        boolean failed = true;
        try {
            T result = wait.apply(mayWait ? settings.lockWait() : Duration.ZERO);
            failed = false; // the run restores the interrupt status at its end
            return result;
        } finally {
            if (mayWait) {
                control.leave();
            }
            if (failed && control.restoreInterrupt()) {
                Thread.currentThread().interrupt();
            }
            registrations.forEach(Runnable::run);
        }
    }
}
