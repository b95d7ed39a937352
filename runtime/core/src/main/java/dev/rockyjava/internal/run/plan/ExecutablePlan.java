package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.run.PlannedPartitions;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan with the graph and the groups that determine the order of its steps. */
public final class ExecutablePlan implements RunPlan {

    private final Definitions definitions;
    private final SortedMap<AssetKey, ChosenPartitions> partitions;
    private final Instant moment;
    private final Optional<String> nothingToDo;
    private final RunGraph graph;
    private final List<PlannedStep> steps;
    private final List<FusedPipelines.Group> fused;
    private final Placeholders placeholders;
    private final CommandLines commandLines;
    private final Supplier<Function<AssetKey, Optional<String>>> findReasons;
    private volatile @Nullable Map<AssetKey, PlannedStep> byKey;
    private volatile @Nullable Map<AssetKey, AssetSpec> specs;
    private volatile @Nullable List<AssetKey> feeders;
    private volatile @Nullable Function<AssetKey, Optional<String>> reasons;

    ExecutablePlan(
            Definitions definitions,
            SortedMap<AssetKey, ChosenPartitions> partitions,
            Instant moment,
            Optional<String> nothingToDo,
            RunGraph graph,
            List<FusedPipelines.Group> fused,
            List<PlannedStep> steps,
            Placeholders placeholders,
            CommandLines commandLines,
            Supplier<Function<AssetKey, Optional<String>>> findReasons) {
        this.placeholders = placeholders;
        this.commandLines = commandLines;
        this.findReasons = findReasons;
        this.fused = fused;
        this.definitions = definitions;
        this.partitions = partitions;
        this.moment = moment;
        this.nothingToDo = nothingToDo;
        this.graph = graph;
        this.steps = List.copyOf(steps);
    }

    /** Returns the partitions that were chosen, by the caller or when the plan was made. */
    public SortedMap<AssetKey, ChosenPartitions> partitions() {
        return partitions;
    }

    public RunGraph graph() {
        return graph;
    }

    public List<FusedPipelines.Group> fused() {
        return fused;
    }

    public Placeholders placeholders() {
        return placeholders;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Instant moment() {
        return moment;
    }

    @Override
    public Optional<String> nothingToDo() {
        return nothingToDo;
    }

    @Override
    public List<PlannedStep> steps() {
        return steps;
    }

    @Override
    public PlannedStep step(AssetKey key) {
        PlannedStep step = byKey().get(key);
        if (step == null) {
            throw UnknownAssetException.inRun(key, byKey().keySet());
        }
        return step;
    }

    @Override
    public String because(AssetKey key) {
        PlannedStep step = step(key);
        Function<AssetKey, Optional<String>> known = reasons;
        if (known == null) {
            known = findReasons.get();
            reasons = known;
        }
        return known.apply(step.key()).orElse("selected");
    }

    @Override
    public List<String> commandLines(AssetKey key) {
        return commandLines.of(step(key));
    }

    /** Returns the steps that come before each model of unknown reads. All models may be such. */
    private List<AssetKey> feeders() {
        List<AssetKey> known = feeders;
        if (known == null) {
            known = steps.stream().map(PlannedStep::key).filter(graph::isFeeder).toList();
            feeders = known;
        }
        return known;
    }

    /** Returns the steps by key. The map is built on first use, as a run doesn't need it. */
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

    /** Returns the specs by key, for a plan of which many steps are read: the definitions take several times as long for each. */
    private Map<AssetKey, AssetSpec> specs() {
        Map<AssetKey, AssetSpec> known = specs;
        if (known == null) {
            known = new HashMap<>();
            for (AssetSpec spec : definitions.specs()) {
                known.put(spec.key(), spec);
            }
            specs = known;
        }
        return known;
    }

    @Override
    public SortedSet<AssetKey> waitsFor(AssetKey key) {
        SortedSet<AssetKey> nearest = new TreeSet<>();
        Set<AssetKey> passed = new HashSet<>();
        Deque<AssetKey> todo = new ArrayDeque<>(2);
        todo.add(step(key).key());
        Set<AssetKey> together = fused.isEmpty() ? Set.of() : new HashSet<>();
        for (FusedPipelines.Group group : fused) {
            if (group.leader().equals(key)) {
                together.addAll(group.members());
                todo.addAll(group.members());
            } else if (group.members().contains(key)) {
                nearest.add(group.leader());
            }
        }
        while (!todo.isEmpty()) {
            AssetSpec spec = Objects.requireNonNull(specs().get(todo.pop()));
            if (!spec.readsKnown()) {
                nearest.addAll(feeders());
            }
            for (Dependency dependency : spec.dependencies()) {
                AssetKey upstream = dependency.key();
                boolean apart = !together.contains(upstream);
                if (apart && byKey().containsKey(upstream)) {
                    nearest.add(upstream);
                } else if (apart && passed.add(upstream)) {
                    todo.push(upstream);
                }
            }
        }
        return nearest;
    }

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
