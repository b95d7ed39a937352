package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The dependencies of all assets, declared and derived, between numbered points; plans and schedules are made from it.
 * The assets of a cycle share one point, so that there is always an order.
 *
 * <p>A model of unknown reads ({@link AssetSpec#readsKnown}) comes after all seeds, sources and loads that don't come
 * after a model themselves, as it may read any of them.
 */
public final class RunGraph {

    private static final int[] NONE = {};

    private final Map<AssetKey, Integer> points;
    private final int[][] consumers;
    private final int[] upstreamCount;
    private final int[] order;
    private final int[] layers;
    /**
     * For each point, whether it comes before the models: a seed, source or load that depends on no asset of another
     * kind.
     */
    private final boolean[] feeders;
    /** The last point, which isn't an asset. It lies between the feeders and the models of unknown reads. */
    private final int barrier;
    private int sorted;

    RunGraph(Definitions definitions, List<List<AssetKey>> circles) {
        this(definitions, circles, List.of());
    }

    /**
     * Creates the graph.
     *
     * @param circles the cycles whose assets share one point
     * @param groups in each, the first member comes before the others, and after everything that any of them depends on
     */
    RunGraph(Definitions definitions, List<List<AssetKey>> circles, List<FusedPipelines.Group> groups) {
        int count = definitions.specs().size();
        points = new HashMap<>(2 * count);
        int[] pointOfSpec = new int[count]; // in their order: looking each up by its key takes several times as long
        for (AssetSpec spec : definitions.specs()) {
            pointOfSpec[points.size()] = points.size();
            points.put(spec.key(), points.size());
        }
        for (List<AssetKey> circle : circles) {
            int shared = point(circle.get(0));
            for (AssetKey key : circle) {
                pointOfSpec[point(key)] = shared;
                points.put(key, shared);
            }
        }
        barrier = count;
        upstreamCount = new int[count + 1];
        int[][] to = new int[count + 1][];
        int[] size = new int[count + 1];
        connect(definitions, pointOfSpec, groups, to, size);
        order = new int[count + 1];
        layers = new int[count + 1];
        sort(to, size);
        feeders = feeders(definitions, pointOfSpec, to, size);
        if (connectBarrier(definitions, pointOfSpec, groups, to, size)) {
            sort(to, size);
        }
        consumers = new int[count + 1][];
        for (int i = 0; i <= count; i++) {
            consumers[i] = to[i] == null ? NONE : Arrays.copyOf(to[i], size[i]);
        }
    }

    private void connect(
            Definitions definitions, int[] pointOfSpec, List<FusedPipelines.Group> groups, int[][] to, int[] size) {
        int place = 0;
        for (AssetSpec spec : definitions.specs()) {
            int consumer = pointOfSpec[place++];
            for (Dependency dependency : spec.dependencies()) {
                connect(to, size, point(dependency.key()), consumer);
            }
        }
        for (FusedPipelines.Group group : groups) {
            Set<AssetKey> members = new HashSet<>(group.members());
            int leader = point(group.leader());
            for (AssetKey member : members) {
                connect(to, size, leader, point(member));
                for (Dependency dependency : definitions.get(member).dependencies()) {
                    if (!members.contains(dependency.key())) {
                        connect(to, size, point(dependency.key()), leader);
                    }
                }
            }
        }
    }

    private boolean[] feeders(Definitions definitions, int[] pointOfSpec, int[][] to, int[] size) {
        boolean[] feeders = new boolean[order.length];
        Arrays.fill(feeders, 0, barrier, true);
        int place = 0;
        for (AssetSpec spec : definitions.specs()) {
            feeders[pointOfSpec[place++]] &= spec.kind().has(NodeKind.Trait.FEEDS_MODELS);
        }
        for (int next = 0; next < sorted; next++) {
            int point = order[next];
            if (!feeders[point] && point != barrier) {
                for (int i = 0; i < size[point]; i++) {
                    feeders[to[point][i]] = false;
                }
            }
        }
        return feeders;
    }

    /** Connects the barrier, and returns whether there is a model of unknown reads. */
    private boolean connectBarrier(
            Definitions definitions, int[] pointOfSpec, List<FusedPipelines.Group> groups, int[][] to, int[] size) {
        int place = 0;
        for (AssetSpec spec : definitions.specs()) {
            int point = pointOfSpec[place++];
            if (!spec.readsKnown()) {
                connect(to, size, barrier, point);
            }
        }
        for (FusedPipelines.Group group : groups) {
            if (group.members().stream().anyMatch(member -> !definitions.get(member).readsKnown())) {
                connect(to, size, barrier, point(group.leader()));
            }
        }
        if (size[barrier] == 0) {
            return false;
        }
        for (int point = 0; point < barrier; point++) {
            if (feeders[point]) {
                connect(to, size, point, barrier);
            }
        }
        return true;
    }

    private void connect(int[][] to, int[] size, int from, int consumer) {
        if (from == consumer) {
            return; // within a cycle
        }
        int[] known = to[from] == null ? new int[2] : to[from];
        to[from] = size[from] == known.length ? Arrays.copyOf(known, known.length * 2) : known;
        // An edge added twice, from several assets of a cycle, does no harm: it is also counted twice.
        to[from][size[from]++] = consumer;
        upstreamCount[consumer]++;
    }

    private void sort(int[][] to, int[] size) {
        sorted = 0;
        int[] open = upstreamCount.clone();
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                order[sorted++] = i;
            }
        }
        for (int next = 0; next < sorted; next++) {
            int point = order[next];
            for (int i = 0; i < size[point]; i++) {
                int consumer = to[point][i];
                layers[consumer] = Math.max(layers[consumer], layers[point] + (consumer == barrier ? 0 : 1));
                if (--open[consumer] == 0) {
                    order[sorted++] = consumer;
                }
            }
        }
    }

    /** Returns whether there is an order, because every cycle shares one point. */
    boolean hasOrder() {
        return sorted == order.length;
    }

    /** Returns whether an asset is a seed, source or load that comes before each model of unknown reads. */
    public boolean isFeeder(AssetKey key) {
        return isFeederAt(point(key));
    }

    boolean isFeederAt(int point) {
        return feeders[point];
    }

    /** Returns the point of an asset, which all assets of a cycle share. */
    public int point(AssetKey key) {
        return Objects.requireNonNull(points.get(key));
    }

    /** Returns the number of points; each point is less than it. */
    public int size() {
        return order.length;
    }

    /** Returns the number of points before an asset along the longest path. */
    int layer(AssetKey key) {
        return layerAt(point(key));
    }

    int layerAt(int point) {
        return layers[point];
    }

    /** Returns the points that directly depend on a point; one may occur more than once. */
    public int[] consumers(int point) {
        return consumers[point];
    }

    /** Returns how often each point occurs as a consumer, in a new array. */
    public int[] upstreamCounts() {
        return upstreamCount.clone();
    }

    /**
     * Returns, for each point, the number of marked points on the longest path downstream from it, including the point
     * itself.
     *
     * @param marked one element per point
     */
    public int[] pathsBelow(boolean[] marked) {
        int[] below = new int[order.length];
        for (int i = order.length - 1; i >= 0; i--) {
            int point = order[i];
            int longest = 0;
            for (int consumer : consumers[point]) {
                longest = Math.max(longest, below[consumer]);
            }
            below[point] = longest + (marked[point] ? 1 : 0);
        }
        return below;
    }
}
