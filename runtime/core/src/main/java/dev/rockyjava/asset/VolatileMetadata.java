package dev.rockyjava.asset;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metadata that comparisons ignore: results of runs and syncs, advice, and anything derived from other members.
 * It may change with every refresh and doesn't affect how an asset is defined. These members, the metadata built from
 * them, and nothing else are ignored by:
 * <ul>
 *   <li>{@code AssetSelection.changedSince};
 *   <li>{@code DefinitionsDiff}, and therefore {@code verify};
 *   <li>the check before a run is resumed.
 * </ul>
 *
 * <p>A refresh writes them anyway.
 */
public final class VolatileMetadata {

    /** When a source was last synced. */
    public static final String LAST_SYNC_AT = "last_sync_at";
    /** The number of rows of a source table. */
    public static final String ROW_COUNT = "row_count";
    /** The strategy that {@code rocky optimize} found in the run history. */
    public static final String CURRENT_STRATEGY = "rocky/current_strategy";
    /** The strategy that {@code rocky optimize} recommends, based on the run history. */
    public static final String RECOMMENDED_STRATEGY = "rocky/recommended_strategy";
    /** The savings that {@code rocky optimize} expects. */
    public static final String ESTIMATED_MONTHLY_SAVINGS = "rocky/estimated_monthly_savings";
    /** The reason for the recommendation of {@code rocky optimize}. */
    public static final String OPTIMIZE_REASONING = "rocky/optimize_reasoning";

    /**
     * The ignored members of a snapshot, by path; {@code *} is each element of a list. In addition, a member that is
     * null, an empty list or an empty object is equal to a missing one.
     */
    public static final Set<String> MEMBERS = Set.of(
            // advice
            "optimize",
            "compile/models_detail/*/cost_hint",
            "compile/models_detail/*/incrementality_hint",
            // results of runs and syncs
            "compile/compile_timings",
            "discover/sources/*/last_sync_at",
            "discover/sources/*/tables/*/row_count",
            // derived from the nodes and edges
            "compile/models",
            "compile/execution_layers",
            "dag/execution_layers",
            "dag/summary");

    static final Set<String> NAMES = Set.of(
            LAST_SYNC_AT,
            ROW_COUNT,
            CURRENT_STRATEGY,
            RECOMMENDED_STRATEGY,
            ESTIMATED_MONTHLY_SAVINGS,
            OPTIMIZE_REASONING);

    private VolatileMetadata() {}

    /** Returns a copy of the metadata without these names. */
    public static SortedMap<String, String> without(SortedMap<String, String> metadata) {
        SortedMap<String, String> rest = new TreeMap<>(metadata);
        rest.keySet().removeAll(NAMES);
        return rest;
    }
}
