package dev.rockyjava.internal.run.execute;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.run.journal.JournalPlan;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.run.journal.PartitionJson;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.ResumedRun;
import dev.rockyjava.internal.run.settings.RunSelection;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunWarning;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedBuild;
import dev.rockyjava.run.history.RecordedRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Determines what is left of a run, from its journal. */
public final class Resumption {


    private static final int NAMED = 5;

    private static final String RUN_AGAIN = "run the selection again";
    private static final String REFRESH_OR_RUN_AGAIN =
            "if the project is as it was for that run, refresh the snapshot first; otherwise " + RUN_AGAIN;

    private final Definitions definitions;
    private final RockyEngine engine;
    private final JournalReader journal;
    private final RecordedRun run;

    public Resumption(Definitions definitions, RockyEngine engine, JournalReader journal) {
        this.definitions = definitions;
        this.engine = engine;
        this.journal = journal;
        this.run = journal.run();
    }

    /** The settings and context for the rest of the run. */
    record Left(RunSettings settings, RunContext context) {}

    /**
     * Returns the settings and context for the assets that didn't finish.
     *
     * @throws JournalException if nothing is left, or the definitions have changed in a way that matters
     */
    Left left(RunSettings base, RunContext context) {
        if (!journal.planned()) {
            throw new JournalException("the run " + run.runId() + " can't be resumed: its program ended before the "
                    + "whole plan was written, so nothing was executed", RUN_AGAIN, null);
        }
        if (!run.resumable()) {
            throw new JournalException("the run " + run.runId() + " has nothing left to do: all of its "
                    + run.assets().size() + " assets are good", null, null);
        }
        List<AssetKey> keys = run.assets().stream().map(RecordedAsset::key).toList();
        RunSettings recorded = base.changed(s -> {
            s.selection = RunSelection.of(AssetSelection.ofKeys(keys));
            s.partitions = partitions(keys);
            s.executed = executed();
            s.mode = ExecutionMode.ofWord(
                    journal.head().path("mode").asString(ExecutionMode.DIRECT.word()));
        });
        RunContext then = context.resuming(new ResumedRun(
                Optional.of(run.started()), Set.of(), Map.of(), placeholders(), run.resumed() + 1));
        refuseIfChanged(keys, recorded, then);
        warnOfEdits(base);
        Set<NodeKind> executed = EnumSet.noneOf(NodeKind.class);
        executed.addAll(recorded.executed());
        executed.addAll(journal.executedLater());
        executed.addAll(base.executed());
        List<AssetKey> left = run.assets().stream()
                .filter(asset -> !asset.good()
                        || executed.contains(asset.kind()) && asset.status().filter(OutcomeStatus.GRAPH_ONLY::equals).isPresent())
                .map(RecordedAsset::key)
                .toList();
        EarlierCalls earlier = EarlierCalls.of(definitions, engine, journal, recorded, then);
        RunSettings rest = recorded.changed(s -> {
            s.selection = RunSelection.of(AssetSelection.ofKeys(left).because("left over from run " + run.runId()));
            s.executed = executed;
            s.partitions = new TreeMap<>(recorded.partitions());
            s.partitions.keySet().retainAll(left);
        });
        return new Left(rest, context.resuming(new ResumedRun(
                then.resumed().began(),
                earlier.doneUnits(),
                base.repeatUnknown() ? Map.of() : earlier.notToRepeat(),
                then.resumed().placeholders(),
                then.resumed().times())));
    }

    private void warnOfEdits(RunSettings settings) {
        Map<AssetKey, RecordedBuild> built = new LinkedHashMap<>();
        run.assets().stream()
                .filter(RecordedAsset::good)
                .forEach(asset -> asset.build().ifPresent(build -> built.put(asset.key(), build)));
        Map<AssetKey, SortedMap<String, String>> now =
                settings.code().of(built.keySet().stream().map(definitions::get).toList());
        built.entrySet().removeIf(asset -> asset.getValue()
                .edited(now.getOrDefault(asset.getKey(), Collections.emptySortedMap()))
                .isEmpty());
        if (!built.isEmpty()) {
            settings.warnings().accept(new RunWarning.EditedSinceBuilt(List.copyOf(built.keySet())));
        }
    }

    private SortedMap<AssetKey, ChosenPartitions> partitions(List<AssetKey> keys) {
        SortedMap<AssetKey, ChosenPartitions> partitions = new TreeMap<>();
        for (AssetKey key : keys) {
            JsonNode choice = Objects.requireNonNull(journal.plan().get(key.toString())).path("partitions");
            if (choice.isObject()) {
                partitions.put(key, PartitionJson.read(choice));
            }
        }
        return partitions;
    }

    private Set<AssetKey> placeholders() {
        return run.assets().stream()
                .filter(asset -> asset.status().filter(OutcomeStatus.GRAPH_ONLY::equals).isPresent())
                .map(RecordedAsset::key)
                .collect(Collectors.toSet());
    }

    private Set<NodeKind> executed() {
        Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
        journal.head().path("executed").forEach(word -> kinds.add(NodeKind.ofWord(word.asString(""))));
        return kinds;
    }

    /**
     * Returns how the grain differs. Checked before the plan is made, as chosen partitions of another grain can't be
     * planned.
     */
    private Optional<String> grainDifference(AssetKey key) {
        String then = Objects.requireNonNull(journal.plan().get(key.toString())).path("grain").asString("");
        String now = definitions.get(key).partitions().map(partitions -> partitions.grain().word()).orElse("");
        return then.equals(now)
                ? Optional.empty()
                : Optional.of("the grain of " + key + " was '" + then + "' and is '" + now + "'");
    }

    private void refuseIfChanged(List<AssetKey> keys, RunSettings settings, RunContext context) {
        List<String> differences = new ArrayList<>();
        keys.stream()
                .filter(key -> definitions.find(key).isEmpty())
                .forEach(key -> differences.add(key + " is no longer there"));
        if (differences.isEmpty()) {
            settings.partitions().keySet().forEach(key -> grainDifference(key).ifPresent(differences::add));
        }
        if (differences.isEmpty()) {
            for (PlannedStep step : new Planner(definitions, settings, context).plan(engine).steps()) {
                JsonNode then = Optional.ofNullable(journal.plan().get(step.key().toString())).orElseThrow();
                differences.addAll(JournalPlan.differences(
                        then, JournalPlan.line(definitions.get(step.key()), step.action(), settings)));
            }
        }
        if (!differences.isEmpty()) {
            throw new JournalException("the run " + run.runId() + " can't be resumed, as the definitions have changed: "
                    + String.join("; ", Listing.lines(differences, NAMED)), REFRESH_OR_RUN_AGAIN, null);
        }
    }
}
