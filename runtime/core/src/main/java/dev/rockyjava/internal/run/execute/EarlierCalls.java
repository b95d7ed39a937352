package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.HistoryOutput;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.call.EngineCalls;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.VerdictMessages;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.RunWarning;
import dev.rockyjava.run.history.RecordedAsset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the calls of a run did before it is resumed, according to its journal and, for calls whose end it doesn't
 * record, the engine's own history. What the engine remembers is left out: asked again, it
 * gives its answer, or does what it was never asked for.
 *
 * @param doneUnits the work that need not be requested again
 * @param notToRepeat the calls that must not be repeated without consent, by unit
 */
record EarlierCalls(Set<String> doneUnits, Map<String, RecordedCall> notToRepeat) {

    EarlierCalls {
        doneUnits = Set.copyOf(doneUnits);
        notToRepeat = Map.copyOf(notToRepeat);
    }

    /**
     * Returns the earlier calls of a run.
     *
     * @param settings the settings of the whole run
     */
    static EarlierCalls of(
            Definitions definitions,
            RockyEngine engine,
            JournalReader journal,
            RunSettings settings,
            RunContext context) {
        Set<String> done = new HashSet<>(journal.doneUnits());
        Map<String, RecordedCall> open = new LinkedHashMap<>(journal.notToRepeat());
        if (journal.withoutCalls()) {
            open.putAll(perhapsMade(journal, new Planner(definitions, settings, context).plan(engine), engine, definitions, done));
        }
        String runId = journal.run().runId();
        open.values().removeIf(call -> endUnseen(call) && engine.remembers(runId, call.unit(), call.began()));
        if (open.values().stream().anyMatch(EarlierCalls::endUnseen)) {
            HistoryOutput history = history(engine, settings);
            open.values().removeIf(call -> {
                Optional<HistoryOutput.Run> run =
                        endUnseen(call) ? history.submitted(call.submission()) : Optional.empty();
                run.filter(found -> built(found, definitions.get(call.key()))).ifPresent(found -> done.add(call.unit()));
                return run.isPresent();
            });
        }
        return new EarlierCalls(done, open);
    }

    private static boolean endUnseen(RecordedCall call) {
        return !call.answered() && !call.submission().isEmpty();
    }

    /**
     * Returns the calls that may have been made in a run whose journal doesn't record calls: one for each asset that
     * was started and isn't good.
     */
    private static Map<String, RecordedCall> perhapsMade(
            JournalReader journal, RunPlan plan, RockyEngine engine, Definitions definitions, Set<String> done) {
        Map<String, RecordedCall> calls = new LinkedHashMap<>();
        Set<AssetKey> good = new HashSet<>();
        journal.run().assets().stream().filter(RecordedAsset::good).map(RecordedAsset::key).forEach(good::add);
        for (PlannedStep step : plan.steps()) {
            if (step.action() instanceof PlannedAction.Ask ask && journal.wasStarted(step.key()) && !good.contains(step.key())) {
                for (RunRequest request : ask.requests()) {
                    String unit = RequestText.unit(request);
                    RowEffect effect = EngineCalls.effect(engine, definitions.get(step.key()), request);
                    if (effect == RowEffect.ADDS && !done.contains(unit)) {
                        calls.put(unit, new RecordedCall(journal.run().started(), step.key(), unit, "", effect));
                    }
                }
            }
        }
        return calls;
    }

    private static HistoryOutput history(RockyEngine engine, RunSettings settings) {
        try {
            return EngineDocuments.history(engine.query(
                    new QueryRequest.History(), CallOptions.defaults().withTimeout(settings.callTimeout())));
        } catch (EngineException | ProjectException e) {
            settings.warnings().accept(new RunWarning.HistoryUnknown(VerdictMessages.of(e)));
            return new HistoryOutput("", "history", List.of());
        }
    }

    /**
     * Returns whether a run of the engine's history has built an asset. If it hasn't, nothing was added: a model is a
     * single statement then, and a replication keeps the watermarks of what it copied (ENGINE.md §7.2, §7.7).
     */
    private static boolean built(HistoryOutput.Run run, AssetSpec spec) {
        if (spec.kind() != NodeKind.TRANSFORMATION) {
            return run.status().equals("Success");
        }
        Set<String> names = new HashSet<>(Set.of(spec.label()));
        spec.target().ifPresent(target -> names.add(target.table()));
        return run.models().stream()
                .anyMatch(model -> names.contains(model.modelName()) && model.status().equals("success"));
    }
}
