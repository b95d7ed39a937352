package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.UnknownAssetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do: the selected assets in execution order, each once, and what is asked of the engine for each.
 * Making a plan asks the engine nothing.
 */
public final class RunPlan {

    private final Definitions definitions;
    private final RunGraph graph;
    private final List<PlannedStep> steps;
    private final List<FusedPipelines.Group> fused;
    private volatile @Nullable Map<AssetKey, PlannedStep> byKey;

    RunPlan(
            Definitions definitions, RunGraph graph, List<FusedPipelines.Group> fused, List<PlannedStep> steps) {
        this.fused = fused;
        this.definitions = definitions;
        this.graph = graph;
        this.steps = List.copyOf(steps);
    }

    RunGraph graph() {
        return graph;
    }

    List<FusedPipelines.Group> fused() {
        return fused;
    }

    /**
     * The steps, by layer of the whole graph, then by key. A run that does one thing at a time keeps to this order; one
     * that does several begins with those that most depends on.
     */
    public List<PlannedStep> steps() {
        return steps;
    }

    /**
     * The step of an asset.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    public PlannedStep step(AssetKey key) {
        PlannedStep step = byKey().get(key);
        if (step == null) {
            throw new UnknownAssetException(key, byKey().keySet());
        }
        return step;
    }

    /** Made when somebody wants it: a run doesn't. */
    private Map<AssetKey, PlannedStep> byKey() {
        Map<AssetKey, PlannedStep> known = byKey;
        if (known == null) {
            known = new HashMap<>();
            for (PlannedStep step : steps) {
                known.put(step.key(), step);
            }
            byKey = known;
        }
        return known;
    }

    /**
     * The assets of this plan that an asset waits for: its nearest upstream assets, found through assets that are not
     * part of the plan too. Of several assets that are {@linkplain Materializer#fused built by one call}, the first waits
     * for the upstream of all, and the others for the first. Sorted.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    public SortedSet<AssetKey> waitsFor(AssetKey key) {
        SortedSet<AssetKey> nearest = new TreeSet<>();
        Set<AssetKey> passed = new HashSet<>();
        Deque<AssetKey> todo = new ArrayDeque<>(List.of(step(key).key()));
        Set<AssetKey> together = new HashSet<>();
        for (FusedPipelines.Group group : fused) {
            if (group.leader().equals(key)) {
                together.addAll(group.members());
                todo.addAll(group.members());
            } else if (group.members().contains(key)) {
                nearest.add(group.leader());
            }
        }
        while (!todo.isEmpty()) {
            for (AssetKey upstream : definitions.get(todo.pop()).upstreamKeys()) {
                if (together.contains(upstream)) {
                    continue;
                } else if (byKey().containsKey(upstream)) {
                    nearest.add(upstream);
                } else if (passed.add(upstream)) {
                    todo.push(upstream);
                }
            }
        }
        return nearest;
    }

    /** One line per step: the key, what is done, and what it waits for; below it the notes, indented. */
    @Override
    public String toString() {
        return steps.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(PlannedStep step) {
        StringBuilder line = new StringBuilder(step.key() + "  " + step.action());
        step.sharesWith().ifPresent(other -> line.append("  (shared with ").append(other).append(')'));
        SortedSet<AssetKey> upstream = waitsFor(step.key());
        if (!upstream.isEmpty()) {
            line.append(upstream.stream().map(AssetKey::toString).collect(Collectors.joining(", ", "  after ", "")));
        }
        step.notes().forEach(note -> line.append("\n    ").append(note));
        return line.toString();
    }
}
