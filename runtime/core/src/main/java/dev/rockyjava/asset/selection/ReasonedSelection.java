package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A selection that can say why each asset is in it. The reasons are computed separately from the selection, for all
 * assets at once, since most runs never need them.
 */
record ReasonedSelection(AssetSelection selection, Why why) implements AssetSelection {

    /** Computes the result of {@link AssetSelection#reasons}. */
    interface Why {
        Function<AssetKey, Optional<String>> in(Definitions definitions);
    }

    @Override
    public SortedSet<AssetKey> resolve(Definitions definitions) {
        return selection.resolve(definitions);
    }

    @Override
    public Function<AssetKey, Optional<String>> reasons(Definitions definitions) {
        return why.in(definitions);
    }

    /** Returns one reason for all assets of a selection. */
    static Why same(AssetSelection selection, String reason) {
        return definitions -> {
            Set<AssetKey> keys = new HashSet<>(selection.resolve(definitions));
            Optional<String> because = Optional.of(reason);
            return key -> keys.contains(key) ? because : Optional.empty();
        };
    }

    /** Returns the reason of the first selection or, if it has none, that of the other. */
    static Why either(AssetSelection one, AssetSelection other) {
        return definitions -> {
            Function<AssetKey, Optional<String>> first = one.reasons(definitions);
            Function<AssetKey, Optional<String>> second = other.reasons(definitions);
            return key -> first.apply(key).or(() -> second.apply(key));
        };
    }

    /** Returns the reasons of both selections, for assets in both. */
    static Why both(AssetSelection one, AssetSelection other) {
        return definitions -> {
            Function<AssetKey, Optional<String>> first = one.reasons(definitions);
            Function<AssetKey, Optional<String>> second = other.reasons(definitions);
            return key -> first.apply(key).flatMap(a -> second.apply(key).map(b -> a.equals(b) ? a : a + " and " + b));
        };
    }

    /** Returns the reason of a selection with a remark, for the part of it that remains. */
    static Why partOf(AssetSelection whole, AssetSelection left, String remark) {
        return definitions -> {
            Function<AssetKey, Optional<String>> reasons = whole.reasons(definitions);
            SortedSet<AssetKey> keys = left.resolve(definitions);
            return key -> keys.contains(key) ? reasons.apply(key).map(reason -> reason + remark) : Optional.empty();
        };
    }

    /**
     * Returns the reason of a selection. For an asset outside it but within reach, names the nearest asset of the
     * selection and the number of steps to it.
     *
     * @param relation {@code upstream of}, for example
     * @param depth the maximum number of steps
     */
    static Why near(
            AssetSelection start,
            String relation,
            int depth,
            BiFunction<AssetGraph, AssetKey, List<AssetKey>> next) {
        return definitions -> {
            Function<AssetKey, Optional<String>> reasons = start.reasons(definitions);
            AssetGraph graph = definitions.graph();
            Map<AssetKey, Reached> reached =
                    reach(start.resolve(definitions), depth, key -> next.apply(graph, key));
            return key -> {
                Reached near = reached.get(key);
                if (near == null) {
                    return Optional.empty();
                }
                return near.steps() == 0 ? reasons.apply(key) : Optional.of(relation + " " + near);
            };
        };
    }

    private record Reached(AssetKey from, int steps) {

        @Override
        public String toString() {
            return from + " (" + steps + (steps == 1 ? " step)" : " steps)");
        }
    }

    private static Map<AssetKey, Reached> reach(
            Collection<AssetKey> start, int depth, Function<AssetKey, List<AssetKey>> next) {
        Map<AssetKey, Reached> reached = new HashMap<>();
        // Of two that are equally near, takes the first by key, regardless of the order of the selection.
        List<AssetKey> layer = new ArrayList<>(new TreeSet<>(List.copyOf(start)));
        layer.forEach(key -> reached.put(key, new Reached(key, 0)));
        for (int steps = 1; steps <= depth && !layer.isEmpty(); steps++) {
            List<AssetKey> following = new ArrayList<>();
            for (AssetKey key : layer) {
                AssetKey from = reached.getOrDefault(key, new Reached(key, 0)).from();
                for (AssetKey near : next.apply(key)) {
                    if (reached.putIfAbsent(near, new Reached(from, steps)) == null) {
                        following.add(near);
                    }
                }
            }
            layer = following;
        }
        return reached;
    }
}
