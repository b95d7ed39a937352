package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do: the selected assets in execution order, each once, and what is asked of the engine for each.
 * Making a plan asks the engine nothing.
 */
public final class RunPlan {

    private final Definitions definitions;
    private final Instant moment;
    private final RunGraph graph;
    private final List<PlannedStep> steps;
    private final List<FusedPipelines.Group> fused;
    private final CommandLines commandLines;
    private final Supplier<Function<AssetKey, Optional<String>>> findReasons;
    private volatile @Nullable Map<AssetKey, PlannedStep> byKey;
    private volatile @Nullable Function<AssetKey, Optional<String>> reasons;

    RunPlan(
            Definitions definitions,
            Instant moment,
            RunGraph graph,
            List<FusedPipelines.Group> fused,
            List<PlannedStep> steps,
            CommandLines commandLines,
            Supplier<Function<AssetKey, Optional<String>>> findReasons) {
        this.commandLines = commandLines;
        this.findReasons = findReasons;
        this.fused = fused;
        this.definitions = definitions;
        this.moment = moment;
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
     * The moment that decides which partitions are the latest, for all steps and however long the run takes: when the
     * plan was made; of a resumed run when the run began. A run that waits for another one begins after the wait, with a
     * plan of that moment.
     */
    public Instant moment() {
        return moment;
    }

    /**
     * The steps: the seeds, sources and loads that need no model before all others, then by layer of the whole graph, then
     * by key. A run that does one thing at a time keeps to this order; one
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

    /**
     * Why an asset is in the plan, for people: see {@link AssetSelection#reasons}. Of a run that is resumed, that it
     * was left over.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    public String because(AssetKey key) {
        PlannedStep step = step(key);
        Function<AssetKey, Optional<String>> known = reasons;
        if (known == null) {
            known = findReasons.get();
            reasons = known;
        }
        return known.apply(step.key()).orElse("selected");
    }

    /**
     * The commands that the engine executes for an asset, in their order, each to be typed into a POSIX shell in the
     * folder of the project: the words of {@link RockyEngine#commandLine}, quoted. Those of a step that
     * {@linkplain PlannedStep#sharesWith shares} are executed for the other asset, and not again. By
     * {@link ExecutionMode#PLAN_THEN_APPLY} each is two; {@code <plan-id>} stands for what the first one answers.
     *
     * @return empty if the engine isn't asked for the asset
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    public List<String> commandLines(AssetKey key) {
        return commandLines.of(step(key));
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
     * part of the plan too. A model {@linkplain dev.rockyjava.asset.AssetSpec#readsKnown of unknown reads} waits for the
     * seeds, sources and loads as well. Of several assets that are {@linkplain Materializer#fused built by one call}, the first waits
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
            AssetSpec spec = definitions.get(todo.pop());
            if (!spec.readsKnown()) {
                steps.stream().map(PlannedStep::key).filter(graph::isFeeder).forEach(nearest::add);
            }
            for (AssetKey upstream : spec.upstreamKeys()) {
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

    /**
     * One line per step: the key, what is done, and what it waits for; below it, indented, which partition is built
     * because none was chosen, and the notes. Commands stand there without the engine's name and global options; {@link #commandLines} has them whole.
     */
    @Override
    public String toString() {
        return steps.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(PlannedStep step) {
        StringBuilder line = new StringBuilder(step.key() + "  " + commandLines.text(step));
        step.sharesWith().ifPresent(other -> line.append("  (shared with ").append(other).append(')'));
        SortedSet<AssetKey> upstream = waitsFor(step.key());
        if (!upstream.isEmpty()) {
            line.append(upstream.stream().map(AssetKey::toString).collect(Collectors.joining(", ", "  after ", "")));
        }
        step.partitions()
                .filter(PlannedPartitions::oneOfSeveral)
                .ifPresent(partitions -> line.append("\n    built for ").append(partitions));
        step.notes().forEach(note -> line.append("\n    ").append(note));
        return line.toString();
    }
}
