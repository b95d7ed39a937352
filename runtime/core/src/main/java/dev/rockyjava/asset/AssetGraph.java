package dev.rockyjava.asset;

import dev.rockyjava.internal.graph.Cycles;
import dev.rockyjava.internal.text.Depths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Questions about who depends on whom. Every answer is sorted by key, so it is the same on every machine. */
public final class AssetGraph {

    private final Definitions definitions;
    private final Map<AssetKey, List<AssetKey>> downstream;

    AssetGraph(Definitions definitions) {
        this.definitions = definitions;
        Map<AssetKey, List<AssetKey>> consumers = new HashMap<>();
        for (AssetSpec spec : definitions.specs()) {
            for (Dependency dependency : spec.dependencies()) {
                consumers.computeIfAbsent(dependency.key(), k -> new ArrayList<>()).add(spec.key());
            }
        }
        consumers.replaceAll((key, list) -> List.copyOf(list));
        this.downstream = consumers;
    }

    /**
     * The assets that one reads directly.
     *
     * @throws UnknownAssetException if there is no such asset
     */
    public List<AssetKey> upstream(AssetKey key) {
        return definitions.get(key).upstreamKeys();
    }

    /**
     * The assets that read one directly.
     *
     * @throws UnknownAssetException if there is no such asset
     */
    public List<AssetKey> downstream(AssetKey key) {
        definitions.get(key);
        return downstream.getOrDefault(key, List.of());
    }

    /** All assets that the given ones need, directly or not; without the given ones unless a cycle leads back. */
    public SortedSet<AssetKey> allUpstream(Collection<AssetKey> keys) {
        return reach(keys, this::upstream);
    }

    /** All assets that need one of the given ones, directly or not. */
    public SortedSet<AssetKey> allDownstream(Collection<AssetKey> keys) {
        return reach(keys, this::downstream);
    }

    /**
     * The assets that the given ones need within so many steps.
     *
     * @param depth 1 for what they read directly; 0 for none
     * @throws IllegalArgumentException if the depth is negative
     */
    public SortedSet<AssetKey> upstream(Collection<AssetKey> keys, int depth) {
        return reach(keys, depth, this::upstream);
    }

    /**
     * The assets that need one of the given ones within so many steps.
     *
     * @param depth 1 for what reads them directly; 0 for none
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

    private static SortedSet<AssetKey> reach(Collection<AssetKey> from, Function<AssetKey, List<AssetKey>> next) {
        SortedSet<AssetKey> seen = new TreeSet<>();
        Deque<AssetKey> todo = new ArrayDeque<>(from);
        while (!todo.isEmpty()) {
            for (AssetKey key : next.apply(todo.pop())) {
                if (seen.add(key)) {
                    todo.push(key);
                }
            }
        }
        return Collections.unmodifiableSortedSet(seen);
    }

    /**
     * The assets in layers: each asset is one layer below the lowest asset that it needs.
     *
     * @throws IllegalStateException if assets depend on one another in a circle; the message names one
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
            throw new IllegalStateException("assets depend on one another in a circle: " + cycles().get(0));
        }
        return List.copyOf(layers);
    }

    /** The sets of assets that depend on one another in a circle, each sorted; empty for a graph that can be run. */
    public List<List<AssetKey>> cycles() {
        return Cycles.find(definitions.keys(), this::upstream);
    }
}
