package dev.rockyjava.asset;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What comparisons leave out: what runs and syncs have done, advice, and what follows from the rest. It may be another at
 * every refresh and doesn't say how an asset is defined. {@code AssetSelection.changedSince}, {@code DefinitionsDiff} and with
 * it {@code verify}, and the check before a run is resumed leave out these members and the metadata made of them, and nothing
 * else. A refresh writes them all the same.
 */
public final class VolatileMetadata {

    /** When a source was last synced. */
    public static final String LAST_SYNC_AT = "last_sync_at";
    /** How many rows a source table has. */
    public static final String ROW_COUNT = "row_count";
    /** The strategy that {@code rocky optimize} found in the run history. */
    public static final String CURRENT_STRATEGY = "rocky/current_strategy";
    /** The strategy that {@code rocky optimize} recommends, judged by the run history. */
    public static final String RECOMMENDED_STRATEGY = "rocky/recommended_strategy";
    /** What {@code rocky optimize} expects to be saved. */
    public static final String ESTIMATED_MONTHLY_SAVINGS = "rocky/estimated_monthly_savings";
    /** Why {@code rocky optimize} recommends it. */
    public static final String OPTIMIZE_REASONING = "rocky/optimize_reasoning";

    /**
     * Members of a snapshot, by their path; {@code *} is each element of a list. Beside them a member that is null, an empty
     * list or an empty object says the same as one that isn't there.
     */
    public static final Set<String> MEMBERS = Set.of(
            // advice
            "optimize",
            "compile/models_detail/*/cost_hint",
            "compile/models_detail/*/incrementality_hint",
            // what runs and syncs have done
            "compile/compile_timings",
            "discover/sources/*/last_sync_at",
            "discover/sources/*/tables/*/row_count",
            // what follows from the nodes and edges
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

    /** Metadata without these names. */
    public static SortedMap<String, String> without(SortedMap<String, String> metadata) {
        SortedMap<String, String> rest = new TreeMap<>(metadata);
        rest.keySet().removeAll(NAMES);
        return rest;
    }
}
