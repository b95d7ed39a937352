package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.engine.EngineVersion;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a plan: which assets, in which order, and the command that executes each. */
public final class Planner {

    private final Definitions definitions;
    private final RunSettings settings;
    private final AssetSelection selection;
    private final SortedSet<AssetKey> selected;
    private final Optional<String> nothingToDo;
    private final boolean ofStale;
    private final Instant moment;
    private final Set<String> doneUnits;
    private final Set<AssetKey> before;
    private final Set<AssetKey> tested;
    private final Set<AssetKey> unknownReads = new HashSet<>();
    private final Set<String> replications = new HashSet<>();
    private final Map<String, SortedSet<SourceFilter>> filters = new HashMap<>();

    /**
     * Creates a planner whose moment is the clock's current time or, for a resumed run, the time when the run began. What
     * the run executes is decided now.
     */
    public Planner(Definitions definitions, RunSettings settings, RunContext context) {
        this.definitions = definitions;
        this.moment = context.resumed().began().orElseGet(context.clock()::instant);
        this.doneUnits = context.resumed().doneUnits();
        this.before = context.resumed().placeholders();
        RunSettings.Decided decided = settings.decidedAt(moment);
        this.selection = decided.selection();
        this.ofStale = decided.ofStale();
        SortedSet<AssetKey> keys;
        Optional<String> nothing = Optional.empty();
        try {
            keys = selection.resolve(definitions);
        } catch (EmptySelectionException e) {
            if (!e.nothingToDo()) {
                throw e;
            }
            keys = Collections.emptySortedSet();
            nothing = Optional.of(String.valueOf(e.getMessage()));
        }
        this.selected = keys;
        this.nothingToDo = nothing;
        // Partitions may have been chosen for what was selected a moment ago.
        this.settings = settings.selection().changes()
                ? decided.settings().changed(s -> {
                    s.partitions = new TreeMap<>(s.partitions);
                    s.partitions.keySet().retainAll(selected);
                })
                : decided.settings();
        this.tested = tested(definitions, settings);
        for (AssetSpec spec : definitions.specs()) {
            if (!spec.readsKnown()) {
                unknownReads.add(spec.key());
            }
            if (spec.kind().has(NodeKind.Trait.HAS_SOURCES)) {
                spec.pipeline().ifPresent(pipeline -> {
                    // Only a replication has a source node; a load pipeline has none (ENGINE.md §2.2).
                    if (spec.kind() == NodeKind.SOURCE) {
                        replications.add(pipeline);
                    }
                    filters.computeIfAbsent(pipeline, p -> new TreeSet<>()).addAll(spec.sourceFilters());
                });
            }
        }
    }

    /**
     * Makes the plan.
     *
     * @param engine used only for the words of its command lines, and only when they are read
     */
    public ExecutablePlan plan(RockyEngine engine) {
        if (selected.isEmpty() && nothingToDo.isEmpty()) {
            throw new IllegalArgumentException("the selection matches none of the " + definitions.specs().size()
                    + " assets, so nothing would be run; widen it, or refresh the snapshot if it should match");
        }
        for (AssetKey key : settings.partitions().keySet()) {
            if (!selected.contains(key)) {
                throw new IllegalArgumentException("partitions are given for " + key
                        + ", which is not selected; select it, or leave its partitions out");
            }
        }
        FusedPipelines.Fused fused = RunOrder.graph(definitions, settings, moment, doneUnits, selected);
        Map<AssetKey, FusedPipelines.Group> groups = new HashMap<>();
        fused.groups().forEach(group -> group.members().forEach(key -> groups.put(key, group)));
        Map<List<RunRequest>, AssetKey> first = new HashMap<>();
        Map<AssetKey, List<String>> notes = PartitionNotes.of(definitions, selected, settings, moment);
        note(fused.graph(), notes);
        fused.apart().forEach((key, why) -> notes.computeIfAbsent(key, k -> new ArrayList<>()).add(why));
        Set<AssetKey> all = new HashSet<>(selected);
        all.addAll(before);
        Placeholders placeholders = new Placeholders(definitions, all, settings.executed());
        List<PlannedStep> steps = new ArrayList<>(selected.size());
        for (RunOrder.LayeredSpec place : RunOrder.of(definitions, fused.graph(), selected)) {
            steps.add(step(place.spec(), place.layer(), groups.get(place.spec().key()), first, notes, placeholders));
        }
        if (settings.mode() == ExecutionMode.PLAN_THEN_APPLY) {
            ReplicationPlans.require(definitions, steps);
        }
        CommandLines commandLines = new CommandLines(settings.mode(), engine::commandLine);
        return new ExecutablePlan(
                definitions,
                settings.partitions(),
                moment,
                nothingToDo.or(() -> onlyPlaceholders(steps)),
                fused.graph(),
                fused.groups(),
                steps,
                placeholders,
                commandLines,
                () -> selection.reasons(definitions));
    }

    private PlannedStep step(
            AssetSpec spec,
            int layer,
            FusedPipelines.@Nullable Group group,
            Map<List<RunRequest>, AssetKey> first,
            Map<AssetKey, List<String>> notes,
            Placeholders placeholders) {
        PlannedAction action = group == null ? remaining(spec, action(spec)) : group.action();
        Optional<AssetKey> earlier = action instanceof PlannedAction.Ask ask
                        && (group != null || ask.requests().get(0) instanceof RunRequest.Replication)
                ? Optional.ofNullable(first.putIfAbsent(ask.requests(), spec.key()))
                : Optional.empty();
        if (action instanceof PlannedAction.Ask) {
            placeholders.above(spec.key())
                    .ifPresent(cause -> notes.computeIfAbsent(spec.key(), key -> new ArrayList<>()).add(notLoaded(cause)));
        }
        if (group != null && earlier.isEmpty()) {
            notes.computeIfAbsent(spec.key(), key -> new ArrayList<>()).add(group.note());
        }
        return new PlannedStep(
                spec.key(),
                spec.kind(),
                layer,
                action,
                PartitionsOfSteps.of(spec, settings, moment),
                earlier,
                notes.getOrDefault(spec.key(), List.of()));
    }

    /** Returns why a run of what is stale does nothing: all of it is executed by choice only. */
    private Optional<String> onlyPlaceholders(List<PlannedStep> steps) {
        return ofStale && steps.stream().allMatch(step -> step.action() instanceof PlannedAction.GraphOnly)
                ? Optional.of("what is selected is executed only with "
                        + executing(steps.stream().map(PlannedStep::kind).distinct().sorted().toList()) + ": " + Listing.named(selected))
                : Optional.empty();
    }

    private static String executing(Collection<NodeKind> kinds) {
        return "--execute " + kinds.stream().map(NodeKind::word).collect(Collectors.joining(","))
                + " (in Java " + kinds.stream().map(kind -> "NodeKind." + kind).collect(Collectors.joining(", ", ".execute(", ")")) + ")";
    }

    private static String notLoaded(OutcomeCause.UpstreamNotLoaded cause) {
        return "reads " + Listing.named(cause.upstream()) + ", which the run doesn't load; add " + executing(cause.kinds())
                + " unless an earlier run has loaded " + (cause.upstream().size() == 1 ? "it" : "them");
    }

    /** Adds one note with the number of models of unknown reads, if that affects the order. */
    private void note(RunGraph graph, Map<AssetKey, List<String>> notes) {
        if (unknownReads.isEmpty() || selected.stream().noneMatch(graph::isFeeder)) {
            return;
        }
        List<AssetKey> unknown = selected.stream().filter(unknownReads::contains).toList();
        if (!unknown.isEmpty()) {
            notes.computeIfAbsent(unknown.get(0), key -> new ArrayList<>())
                    .add("not all is known that this model" + Listing.more(unknown.size() - 1) + (unknown.size() == 1 ? " reads" : " read")
                            + ", so it comes after all seeds, sources and loads");
        }
    }

    /** Returns the action without the requests that were done before the run was resumed. */
    private PlannedAction remaining(AssetSpec spec, PlannedAction action) {
        // An answer's result for one table of a source says nothing about another table.
        if (doneUnits.isEmpty() || spec.isTable() || !(action instanceof PlannedAction.Ask ask)) {
            return action;
        }
        List<RunRequest> left = ask.requests().stream()
                .filter(request -> !doneUnits.contains(RequestText.unit(request)))
                .toList();
        return left.isEmpty() ? new PlannedAction.DoneBefore(ask.requests()) : new PlannedAction.Ask(left);
    }

    private PlannedAction action(AssetSpec spec) {
        return switch (spec.kind()) {
            case TRANSFORMATION -> ofPipeline(spec, pipeline -> model(spec, pipeline));
            case SOURCE -> ofPipeline(spec, pipeline -> spec.isTable()
                    ? replication(pipeline, new TreeSet<>(spec.sourceFilters()))
                    : replication(pipeline));
            case LOAD -> ofPipeline(spec, pipeline -> replications.contains(pipeline)
                    ? replication(pipeline)
                    : List.of(new RunRequest.Load(pipeline)));
            case SEED -> optedIn(spec)
                    ? new PlannedAction.Ask(List.of(new RunRequest.Seed(spec.label())))
                    : new PlannedAction.GraphOnly();
            case QUALITY -> optedIn(spec)
                    ? ofPipeline(spec, pipeline -> List.of(new RunRequest.Quality(pipeline)))
                    : new PlannedAction.GraphOnly();
            case SNAPSHOT -> optedIn(spec)
                    ? ofPipeline(spec, pipeline -> List.of(new RunRequest.Snapshot(pipeline)))
                    : new PlannedAction.GraphOnly();
            case TEST -> new PlannedAction.Skip("a test is a check on its parent and isn't run by itself");
            case OTHER -> new PlannedAction.Skip("this version doesn't know the kind of node " + spec.nodeId()
                    + " and can't execute it; use a newer version, or leave the asset out of the selection");
        };
    }

    /** Returns the assets whose tests the run executes. */
    static Set<AssetKey> tested(Definitions definitions, RunSettings settings) {
        return settings.executed().contains(NodeKind.TEST)
                ? definitions.checks().stream()
                        .filter(CheckSpec::isTest)
                        .map(CheckSpec::asset)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private List<RunRequest> model(AssetSpec spec, String pipeline) {
        List<RunRequest> requests = new ArrayList<>(1);
        for (PartitionChoice choice : choices(spec)) {
            requests.add(new RunRequest.Model(spec.label(), pipeline, choice));
        }
        if (tested.contains(spec.key())) {
            // After the model's, so that nothing downstream is built from rows that fail.
            requests.add(new RunRequest.Test(spec.label(), pipeline));
        }
        return requests;
    }

    private List<PartitionChoice> choices(AssetSpec spec) {
        return ChosenPartitions.of(spec, settings, moment)
                .map(chosen -> chosen.calls(spec.partitions().orElseThrow().grain()))
                .orElse(List.of(PartitionChoice.DEFAULT));
    }

    private boolean optedIn(AssetSpec spec) {
        return settings.executed().contains(spec.kind());
    }

    /** Returns one request per discovered source, or a single one for all of them if none are known. */
    private List<RunRequest> replication(String pipeline) {
        return replication(pipeline, filters.getOrDefault(pipeline, new TreeSet<>()));
    }

    private static List<RunRequest> replication(String pipeline, SortedSet<SourceFilter> sources) {
        if (sources.isEmpty()) {
            return List.of(new RunRequest.Replication(pipeline, Optional.empty()));
        }
        return sources.stream()
                .<RunRequest>map(source -> new RunRequest.Replication(pipeline, Optional.of(source.argument())))
                .toList();
    }

    private static PlannedAction ofPipeline(AssetSpec spec, Function<String, List<RunRequest>> requests) {
        return spec.pipeline().isPresent()
                ? new PlannedAction.Ask(requests.apply(spec.pipeline().get()))
                : new PlannedAction.Fail("the snapshot doesn't say which pipeline owns " + spec.nodeId()
                        + ", so the engine can't be asked for it; refresh it with rocky-java and engine "
                        + EngineVersion.OLDEST.text() + " or newer, or"
                        + " give each pipeline a folder of models of its own");
    }
}
