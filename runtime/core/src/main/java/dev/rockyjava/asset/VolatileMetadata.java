package dev.rockyjava.asset;

import java.util.Set;

/**
 * Names of metadata that tell what runs and syncs have done rather than how an asset is defined. Their values may be
 * other ones at every refresh, so {@link AssetSelection#changedSince} leaves them out.
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

    static final Set<String> NAMES = Set.of(
            LAST_SYNC_AT,
            ROW_COUNT,
            CURRENT_STRATEGY,
            RECOMMENDED_STRATEGY,
            ESTIMATED_MONTHLY_SAVINGS,
            OPTIMIZE_REASONING);

    private VolatileMetadata() {}
}
