package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Brings selected assets into an order in which none comes before what it depends on, directly or through assets that
 * are not selected. A circle that no selected asset is part of counts as one point on the way.
 */
final class RunOrder {

    private static final int NAMED = 10;

    private RunOrder() {}

    /** An asset and its layer. */
    record Place(AssetKey key, int layer) {}

    /**
     * The graph to run selected assets in, and the pipelines that are built whole in it.
     *
     * @throws IllegalStateException if a selected asset is part of a circle
     */
    static FusedPipelines.Fused graph(Definitions definitions, RunSettings settings, SortedSet<AssetKey> selected) {
        RunGraph straight = new RunGraph(definitions, List.of());
        if (straight.hasOrder()) { // looking for circles takes longer than all the rest of a plan
            return FusedPipelines.of(definitions, settings, selected, straight, List.of());
        }
        List<List<AssetKey>> circles = definitions.graph().cycles();
        for (List<AssetKey> circle : circles) {
            if (circle.stream().anyMatch(selected::contains)) {
                throw new IllegalStateException(message(circle));
            }
        }
        return FusedPipelines.of(definitions, settings, selected, new RunGraph(definitions, circles), circles);
    }

    /** By layer of the whole graph, then by key. */
    static List<Place> of(RunGraph graph, SortedSet<AssetKey> selected) {
        return selected.stream()
                .map(key -> new Place(key, graph.layer(key)))
                .sorted(Comparator.comparingInt(Place::layer)) // stable: the keys are sorted
                .toList();
    }

    private static String message(List<AssetKey> circle) {
        String names = circle.stream().limit(NAMED).map(AssetKey::toString).collect(Collectors.joining(", "));
        return "selected assets depend on one another in a circle, so none of them can be built first: " + names
                + (circle.size() > NAMED ? " and " + (circle.size() - NAMED) + " more" : "")
                + "; remove one of these dependencies in the Rocky project and refresh the snapshot";
    }
}
