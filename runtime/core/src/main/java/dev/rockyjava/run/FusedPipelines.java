package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RunRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Finds the pipelines that one call of the engine can build whole. */
final class FusedPipelines {

    private FusedPipelines() {}

    /**
     * The models of one such pipeline.
     *
     * @param members at least two, by layer and then by key. The first of them, the leader, is the one whose turn brings
     *     the call: none of the others comes before it
     */
    record Group(String pipeline, List<AssetKey> members) {

        AssetKey leader() {
            return members.get(0);
        }

        PlannedAction action() {
            return new PlannedAction.Ask(List.of(new RunRequest.Transformation(pipeline)));
        }

        String note() {
            return "one call for all " + members.size() + " models of the pipeline; what its answer doesn't tell of is"
                    + " then built alone";
        }
    }

    /** The groups, and the graph in which each leader comes after all that is upstream of its group. */
    record Fused(RunGraph graph, List<Group> groups) {}

    /**
     * @param unfused the graph without groups
     * @param circles those that the graph was made with
     */
    static Fused of(
            Definitions definitions,
            RunSettings settings,
            SortedSet<AssetKey> selected,
            RunGraph unfused,
            List<List<AssetKey>> circles) {
        List<Group> groups = candidates(definitions, settings, selected, unfused);
        if (groups.isEmpty()) {
            return new Fused(unfused, groups);
        }
        RunGraph all = new RunGraph(definitions, circles, groups);
        if (all.hasOrder()) {
            return new Fused(all, groups);
        }
        // Some way leaves a pipeline and comes back to it, perhaps through another one of them.
        Fused fused = new Fused(unfused, List.of());
        for (Group group : groups) {
            List<Group> more = new ArrayList<>(fused.groups());
            more.add(group);
            RunGraph graph = new RunGraph(definitions, circles, more);
            if (graph.hasOrder()) {
                fused = new Fused(graph, more);
            }
        }
        return fused;
    }

    private static List<Group> candidates(
            Definitions definitions, RunSettings settings, SortedSet<AssetKey> selected, RunGraph graph) {
        if (!settings.fused || settings.mode != ExecutionMode.DIRECT) {
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
                    && keys.stream().allMatch(key -> selected.contains(key) && !settings.partitions.containsKey(key))) {
                keys.sort(Comparator.comparingInt(graph::layer).thenComparing(Comparator.naturalOrder()));
                groups.add(new Group(pipeline, List.copyOf(keys)));
            }
        });
        return groups;
    }
}
