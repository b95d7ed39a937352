package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.text.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Orders selected assets so that none comes before what it depends on, directly or through assets that aren't selected.
 * A cycle without selected assets counts as one point on a path.
 */
final class RunOrder {

    private static final int NAMED = 10;

    private RunOrder() {}

    /** An asset, its layer, and whether it comes before the models. */
    record LayeredSpec(AssetSpec spec, int layer, boolean feeder) {}

    /**
     * Returns the graph for a run of selected assets, with the pipelines that are built whole.
     *
     * @throws IllegalStateException if a selected asset is part of a cycle
     */
    static FusedPipelines.Fused graph(
            Definitions definitions,
            RunSettings settings,
            Instant moment,
            Set<String> doneUnits,
            SortedSet<AssetKey> selected) {
        RunGraph straight = new RunGraph(definitions, List.of());
        if (straight.hasOrder()) { // looking for cycles takes longer than all the rest of a plan
            return FusedPipelines.of(definitions, settings, moment, doneUnits, selected, straight, List.of());
        }
        List<List<AssetKey>> circles = definitions.graph().cycles();
        for (List<AssetKey> circle : circles) {
            if (circle.stream().anyMatch(selected::contains)) {
                throw new IllegalStateException(message(circle));
            }
        }
        RunGraph graph = new RunGraph(definitions, circles);
        return FusedPipelines.of(definitions, settings, moment, doneUnits, selected, graph, circles);
    }

    /**
     * Returns the assets in order: seeds, sources and loads before the models, then by layer of the whole graph, then
     * by key.
     */
    static List<LayeredSpec> of(Definitions definitions, RunGraph graph, SortedSet<AssetKey> selected) {
        List<LayeredSpec> places = new ArrayList<>(selected.size());
        Iterator<AssetSpec> specs = definitions.specs().iterator();
        for (AssetKey key : selected) {
            // Both are sorted, unless the caller's own selection isn't. Looking up each key takes several times as
            // long.
            AssetSpec spec = null;
            while (specs.hasNext() && (spec == null || !spec.key().equals(key))) {
                spec = specs.next();
            }
            spec = spec != null && spec.key().equals(key) ? spec : definitions.get(key);
            int point = graph.point(key);
            places.add(new LayeredSpec(spec, graph.layerAt(point), graph.isFeederAt(point)));
        }
        places.sort(Comparator.<LayeredSpec>comparingInt(place -> place.feeder() ? 0 : 1)
                .thenComparingInt(LayeredSpec::layer)); // stable
        return places;
    }

    private static String message(List<AssetKey> circle) {
        return "selected assets depend on one another in a cycle, so none of them can be built first: "
                + Listing.named(circle, NAMED)
                + "; remove one of these dependencies in the Rocky project and refresh the snapshot";
    }
}
