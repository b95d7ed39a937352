package dev.rockyjava.asset;

import dev.rockyjava.internal.graph.Cycles;
import dev.rockyjava.internal.text.Depths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The dependency graph of the assets. Every result is sorted by key, so that it is the same on every machine. */
public final class AssetGraph {

    private final Definitions definitions;
    private final Map<AssetKey, List<AssetKey>> downstream;

    AssetGraph(Definitions definitions) {
        this.definitions = definitions;
        Map<AssetKey, List<AssetKey>> consumers = new HashMap<>();
        for (AssetSpec spec : definitions.specs()) {
            connect(spec, consumers);
        }
        consumers.replaceAll((key, list) -> List.copyOf(list));
        this.downstream = consumers;
    }

    private static void connect(AssetSpec spec, Map<AssetKey, List<AssetKey>> consumers) {
        consumers.putIfAbsent(spec.key(), List.of());
        for (Dependency dependency : spec.dependencies()) {
            List<AssetKey> known = consumers.get(dependency.key());
            if (known == null || known.isEmpty()) {
                known = new ArrayList<>();
                consumers.put(dependency.key(), known);
            }
            known.add(spec.key());
        }
    }

    /**
     * Returns the assets that an asset reads directly.
     *
     * @throws UnknownAssetException if there is no such asset
     */
    public List<AssetKey> upstream(AssetKey key) {
        return definitions.get(key).upstreamKeys();
    }

    /**
     * Returns the assets that read an asset directly.
     *
     * @throws UnknownAssetException if there is no such asset
     */
    public List<AssetKey> downstream(AssetKey key) {
        List<AssetKey> consumers = downstream.get(key);
        if (consumers == null) {
            definitions.get(key);
            return List.of();
        }
        return consumers;
    }

    /**
     * Returns all direct and transitive dependencies of the given assets. A given asset is included only if
     * another one depends on it, or if it depends on itself through a cycle.
     */
    public SortedSet<AssetKey> allUpstream(Collection<AssetKey> keys) {
        return upstream(keys, Integer.MAX_VALUE);
    }

    /** Returns all assets that depend on any of the given ones, directly or transitively. */
    public SortedSet<AssetKey> allDownstream(Collection<AssetKey> keys) {
        return downstream(keys, Integer.MAX_VALUE);
    }

    /**
     * Returns the dependencies of the given assets up to a number of steps.
     *
     * @param depth 1 for direct dependencies only; 0 for none
     * @throws IllegalArgumentException if the depth is negative
     */
    public SortedSet<AssetKey> upstream(Collection<AssetKey> keys, int depth) {
        return reach(keys, depth, this::upstream);
    }

    /**
     * Returns the dependents of the given assets up to a number of steps.
     *
     * @param depth 1 for direct dependents only; 0 for none
     * @throws IllegalArgumentException if the depth is negative
     */
    public SortedSet<AssetKey> downstream(Collection<AssetKey> keys, int depth) {
        return reach(keys, depth, this::downstream);
    }

    private static SortedSet<AssetKey> reach(
            Collection<AssetKey> from, int depth, Function<AssetKey, List<AssetKey>> next) {
        Depths.require(depth);
        SortedSet<AssetKey> seen = new TreeSet<>();
        Collection<AssetKey> step = from;
        for (int i = 0; i < depth && !step.isEmpty(); i++) {
            List<AssetKey> following = new ArrayList<>();
            for (AssetKey key : step) {
                next.apply(key).stream().filter(seen::add).forEach(following::add);
            }
            step = following;
        }
        return Collections.unmodifiableSortedSet(seen);
    }

    /**
     * Returns the assets in layers: each asset is one layer below the lowest asset that it depends on.
     *
     * @throws IllegalStateException if the dependencies contain a cycle; the message names one
     */
    public List<List<AssetKey>> layers() {
        Map<AssetKey, Integer> open = new HashMap<>();
        List<AssetKey> layer = new ArrayList<>();
        for (AssetSpec spec : definitions.specs()) {
            open.put(spec.key(), spec.dependencies().size());
            if (spec.dependencies().isEmpty()) {
                layer.add(spec.key());
            }
        }
        List<List<AssetKey>> layers = new ArrayList<>();
        int placed = 0;
        while (!layer.isEmpty()) {
            layers.add(List.copyOf(layer));
            placed += layer.size();
            SortedSet<AssetKey> next = new TreeSet<>();
            for (AssetKey key : layer) {
                for (AssetKey consumer : downstream.getOrDefault(key, List.of())) {
                    if (open.merge(consumer, -1, Integer::sum) == 0) {
                        next.add(consumer);
                    }
                }
            }
            layer = List.copyOf(next);
        }
        if (placed < definitions.specs().size()) {
            throw new IllegalStateException("assets depend on one another in a cycle: " + cycles().get(0));
        }
        return List.copyOf(layers);
    }

    /** Returns the sets of assets that form dependency cycles, each sorted; empty if there is no cycle. */
    public List<List<AssetKey>> cycles() {
        return Cycles.find(definitions.keys(), this::upstream);
    }
}
