package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Brings selected assets into an order in which none comes before what it depends on, directly or through assets that
 * are not selected. A circle that no selected asset is part of counts as one point on the way.
 */
final class RunOrder {

    private static final int NAMED = 10;

    private final Definitions definitions;
    /** For an asset in a circle, the circle's first asset. */
    private final Map<AssetKey, AssetKey> circleOf = new HashMap<>();

    private RunOrder(Definitions definitions) {
        this.definitions = definitions;
    }

    /** An asset and its layer. */
    record Place(AssetKey key, int layer) {}

    /**
     * @return by layer of the whole graph, then by key
     * @throws IllegalStateException if a selected asset is part of a circle
     */
    static List<Place> of(Definitions definitions, SortedSet<AssetKey> selected) {
        RunOrder order = new RunOrder(definitions);
        for (List<AssetKey> circle : definitions.graph().cycles()) {
            if (circle.stream().anyMatch(selected::contains)) {
                throw new IllegalStateException(message(circle));
            }
            circle.forEach(key -> order.circleOf.put(key, circle.get(0)));
        }
        Map<AssetKey, Integer> layers = order.layers();
        return selected.stream()
                .map(key -> new Place(key, layers.getOrDefault(key, 0)))
                .sorted(Comparator.comparingInt(Place::layer).thenComparing(Place::key))
                .toList();
    }

    private static String message(List<AssetKey> circle) {
        String names = circle.stream().limit(NAMED).map(AssetKey::toString).collect(Collectors.joining(", "));
        return "selected assets depend on one another in a circle, so none of them can be built first: " + names
                + (circle.size() > NAMED ? " and " + (circle.size() - NAMED) + " more" : "")
                + "; remove one of these dependencies in the Rocky project and refresh the snapshot";
    }

    private AssetKey point(AssetKey key) {
        return circleOf.getOrDefault(key, key);
    }

    private Map<AssetKey, Integer> layers() {
        Map<AssetKey, Set<AssetKey>> consumers = new HashMap<>();
        Map<AssetKey, Integer> open = new HashMap<>();
        for (AssetSpec spec : definitions.specs()) {
            AssetKey to = point(spec.key());
            open.putIfAbsent(to, 0);
            for (AssetKey upstream : spec.upstreamKeys()) {
                AssetKey from = point(upstream);
                if (!from.equals(to) && consumers.computeIfAbsent(from, k -> new HashSet<>()).add(to)) {
                    open.merge(to, 1, Integer::sum);
                }
            }
        }
        Map<AssetKey, Integer> layers = new HashMap<>();
        Deque<AssetKey> ready = new ArrayDeque<>();
        open.forEach((key, count) -> {
            if (count == 0) {
                ready.add(key);
            }
        });
        while (!ready.isEmpty()) {
            AssetKey key = ready.remove();
            int below = layers.merge(key, 0, Math::max) + 1;
            for (AssetKey consumer : consumers.getOrDefault(key, Set.of())) {
                layers.merge(consumer, below, Math::max);
                if (open.merge(consumer, -1, Integer::sum) == 0) {
                    ready.add(consumer);
                }
            }
        }
        return layers;
    }
}
