package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.PartitionRequests;
import dev.rockyjava.internal.run.settings.ResumedRun;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.PlannedAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds the pipelines that can be built whole by a single engine call. */
public final class FusedPipelines {

    private FusedPipelines() {}

    /**
     * The models of one such pipeline.
     *
     * @param members at least two, by layer and then by key. The call is made when it is the turn of the first, the
     *     leader: none of the others comes before it
     * @param partitions the choice for the partitioned models
     */
    public record Group(String pipeline, List<AssetKey> members, PartitionChoice partitions) {

        public AssetKey leader() {
            return members.get(0);
        }

        public RunRequest.Transformation request() {
            return new RunRequest.Transformation(pipeline, partitions);
        }

        PlannedAction action() {
            return new PlannedAction.Ask(List.of(request()));
        }

        String note() {
            return "one call for all " + members.size() + " models of the pipeline; what its answer doesn't mention is"
                    + " then built alone";
        }
    }

    /**
     * The groups, and the graph in which each leader comes after everything upstream of its group.
     *
     * @param apart for each pipeline that was selected whole but isn't a group, the reason, by its first model
     */
    record Fused(RunGraph graph, List<Group> groups, Map<AssetKey, String> apart) {}

    /**
     * Returns the groups of a run.
     *
     * @param moment when the run begins
     * @param doneUnits see {@link ResumedRun}
     * @param unfused the graph without groups
     * @param circles the cycles that the graph was made with
     */
    static Fused of(
            Definitions definitions,
            RunSettings settings,
            Instant moment,
            Set<String> doneUnits,
            SortedSet<AssetKey> selected,
            RunGraph unfused,
            List<List<AssetKey>> circles) {
        Map<AssetKey, String> apart = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        Set<AssetKey> tested = Planner.tested(definitions, settings);
        for (Group group : candidates(definitions, settings, moment, doneUnits, selected, unfused, apart)) {
            List<String> adding = group.members().stream()
                    .map(definitions::get)
                    .filter(spec -> !replaces(spec))
                    .map(spec -> spec.label() + " (" + spec.strategy().orElse("strategy unknown") + ")")
                    .toList();
            if (group.members().stream().anyMatch(tested::contains)) {
                apart.put(group.leader(), "one call for each model of the pipeline: tests come between its models");
            } else if (adding.isEmpty()) {
                groups.add(group);
            } else {
                apart.put(group.leader(), "one call for each model of the pipeline: " + Listing.named(adding)
                        + " must not be built twice");
            }
        }
        RunGraph all = groups.isEmpty() ? unfused : new RunGraph(definitions, circles, groups);
        if (all.hasOrder()) {
            return new Fused(all, groups, apart);
        }
        // A path leaves a pipeline and returns to it, perhaps through another of them.
        RunGraph possible = unfused;
        List<Group> kept = new ArrayList<>();
        for (Group group : groups) {
            kept.add(group);
            RunGraph graph = new RunGraph(definitions, circles, kept);
            if (graph.hasOrder()) {
                possible = graph;
            } else {
                kept.remove(group);
                apart.put(group.leader(), "one call for each model of the pipeline: between two of them is something"
                        + " of another pipeline");
            }
        }
        return new Fused(possible, kept, apart);
    }

    /**
     * Returns whether each build of a model replaces the previous one. Otherwise it must not be part of such a call: a
     * model that was built too early, or without being reported, is built again, and its table would then hold rows
     * twice, or wrong rows.
     */
    private static boolean replaces(AssetSpec spec) {
        return spec.strategy().map(RowEffect::ofStrategy).filter(RowEffect.REPLACES::equals).isPresent();
    }

    /**
     * Returns the pipelines that are selected whole, none of whose models has a choice of partitions other than the
     * latest one, which one argument can name for all, and none of which was done before the run was resumed.
     */
    private static List<Group> candidates(
            Definitions definitions,
            RunSettings settings,
            Instant moment,
            Set<String> doneUnits,
            SortedSet<AssetKey> selected,
            RunGraph graph,
            Map<AssetKey, String> apart) {
        if (!settings.fused() || settings.mode() != ExecutionMode.DIRECT) {
            return List.of();
        }
        Map<String, List<AssetKey>> models = new TreeMap<>();
        for (AssetSpec spec : definitions.specs()) {
            if (spec.kind() == NodeKind.TRANSFORMATION) {
                spec.pipeline().ifPresent(pipeline ->
                        models.computeIfAbsent(pipeline, p -> new ArrayList<>()).add(spec.key()));
            }
        }
        List<Group> groups = new ArrayList<>();
        models.forEach((pipeline, keys) -> {
            if (keys.size() > 1
                    && keys.stream().allMatch(key -> selected.contains(key) && !settings.partitions().containsKey(key))) {
                keys.sort(Comparator.comparingInt(graph::layer).thenComparing(Comparator.naturalOrder()));
                List<PartitionChoice> latest = keys.stream()
                        .flatMap(key -> ChosenPartitions.of(definitions.get(key), settings, moment).stream())
                        .map(ChosenPartitions::choice)
                        .distinct()
                        .toList();
                Group group = new Group(
                        pipeline, List.copyOf(keys), latest.isEmpty() ? PartitionChoice.DEFAULT : latest.get(0));
                if (latest.size() > 1) {
                    apart.put(group.leader(), "one call for each model of the pipeline: they have partitions of "
                            + latest.size() + " sizes, and one call can name one");
                } else if (keys.stream().map(definitions::get).noneMatch(spec -> doneUnits.contains(RequestText.unit(alone(spec, group.request()))))) {
                    groups.add(group);
                }
            }
        });
        return groups;
    }

    /** Returns the request for one model alone, of a pipeline that is otherwise built by one call. */
    public static RunRequest alone(AssetSpec spec, RunRequest.Transformation whole) {
        PartitionChoice partitions = PartitionRequests.taken(spec) ? whole.partitions() : PartitionChoice.DEFAULT;
        return new RunRequest.Model(spec.label(), whole.pipeline(), partitions);
    }
}
