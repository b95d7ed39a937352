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
 * The dependencies of all assets, declared and derived, as numbers: what plans and schedules are made from. The assets
 * of a circle count as one point, so that there is always an order.
 *
 * <p>A model of which isn't known what it reads comes after all seeds, sources and loads that don't come after a model
 * themselves: it may read any of them.
 */
public final class RunGraph {

    private static final Set<NodeKind> FEEDERS = Set.of(NodeKind.SEED, NodeKind.SOURCE, NodeKind.LOAD);
    private static final int[] NONE = {};

    private final Map<AssetKey, Integer> points;
    private final int[][] consumers;
    private final int[] upstreamCount;
    private final int[] order;
    private final int[] layers;
    /** Of each point, whether it comes before the models: a seed, source or load that needs nothing of another kind. */
    private final boolean[] feeders;
    /** The last point of all: it is no asset, and lies between the feeders and the models of unknown reads. */
    private final int barrier;
    private int sorted;

    RunGraph(Definitions definitions, List<List<AssetKey>> circles) {
        this(definitions, circles, List.of());
    }

    /**
     * @param groups of each, the first comes before the others, and after all that any of them depends on
     */
    RunGraph(Definitions definitions, List<List<AssetKey>> circles, List<FusedPipelines.Group> groups) {
        int count = definitions.specs().size();
        points = new HashMap<>(2 * count);
        for (AssetSpec spec : definitions.specs()) {
            points.put(spec.key(), points.size());
        }
        for (List<AssetKey> circle : circles) {
            circle.forEach(key -> points.put(key, points.get(circle.get(0))));
        }
        barrier = count;
        upstreamCount = new int[count + 1];
        int[][] to = new int[count + 1][];
        int[] size = new int[count + 1];
        connect(definitions, groups, to, size);
        order = new int[count + 1];
        layers = new int[count + 1];
        sort(to, size);
        feeders = feeders(definitions, to, size);
        if (connectBarrier(definitions, groups, to, size)) {
            sort(to, size);
        }
        consumers = new int[count + 1][];
        for (int i = 0; i <= count; i++) {
            consumers[i] = to[i] == null ? NONE : Arrays.copyOf(to[i], size[i]);
        }
    }

    private void connect(
            Definitions definitions, List<FusedPipelines.Group> groups, int[][] to, int[] size) {
        for (AssetSpec spec : definitions.specs()) {
            for (Dependency dependency : spec.dependencies()) {
                connect(to, size, point(dependency.key()), point(spec.key()));
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

    private boolean[] feeders(Definitions definitions, int[][] to, int[] size) {
        boolean[] feeders = new boolean[order.length];
        Arrays.fill(feeders, 0, barrier, true);
        for (AssetSpec spec : definitions.specs()) {
            feeders[point(spec.key())] &= FEEDERS.contains(spec.kind());
        }
        for (int place = 0; place < sorted; place++) {
            int point = order[place];
            if (!feeders[point] && point != barrier) {
                for (int i = 0; i < size[point]; i++) {
                    feeders[to[point][i]] = false;
                }
            }
        }
        return feeders;
    }

    /** Whether there is a model of unknown reads. */
    private boolean connectBarrier(
            Definitions definitions, List<FusedPipelines.Group> groups, int[][] to, int[] size) {
        for (AssetSpec spec : definitions.specs()) {
            if (!spec.readsKnown()) {
                connect(to, size, barrier, point(spec.key()));
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
            return; // within a circle
        }
        int[] known = to[from] == null ? new int[2] : to[from];
        to[from] = size[from] == known.length ? Arrays.copyOf(known, known.length * 2) : known;
        // Twice, from several assets of a circle, does no harm: it is counted twice as well.
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

    /** Whether there is an order, as no circle is left that doesn't count as one point. */
    boolean hasOrder() {
        return sorted == order.length;
    }

    /** Whether an asset is a seed, source or load that comes before each model of unknown reads. */
    public boolean isFeeder(AssetKey key) {
        return feeders[point(key)];
    }

    /** The number of an asset, shared by all assets of a circle. */
    public int point(AssetKey key) {
        return Objects.requireNonNull(points.get(key));
    }

    /** How many numbers there are; each is smaller. */
    public int size() {
        return order.length;
    }

    /** How many assets at least come before it, along the longest way. */
    int layer(AssetKey key) {
        return layers[point(key)];
    }

    /** Those that need a point directly; one may be named more than once. */
    public int[] consumers(int point) {
        return consumers[point];
    }

    /** How often each point is named as a consumer; a copy. */
    public int[] upstreamCounts() {
        return upstreamCount.clone();
    }

    /**
     * For each point, how many of the marked points are on the longest way from it downwards, with itself.
     *
     * @param marked one for each point
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
