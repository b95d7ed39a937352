package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that the engine noticed and that neither passes nor fails, about a table, a model or a whole call.
 *
 * @param asset the asset that the engine's key names; empty if it names none
 * @param engineKey the engine's name for the table or model (ENGINE.md §3.8); empty if the observation is about a whole
 *     call
 * @param name the kind of observation, one of the constants of this type
 * @param metadata facts under the names in {@link MetadataKeys}, each a {@link String}, {@link Long}, {@link Double} or
 *     {@link Boolean}; sorted
 */
public record Observation(
        Optional<AssetKey> asset, List<String> engineKey, String name, SortedMap<String, Object> metadata) {

    /** A model's configured retention, and whether the warehouse has the same. The name is dagster-rocky's. */
    public static final String RETENTION_DRIFT = "retention_drift";

    /** The columns of a source changed, and the engine changed the target. */
    public static final String SCHEMA_DRIFT = "schema_drift";
    /** A model was not built because of a failed upstream model. */
    public static final String CONTAINED = "contained";
    /** A source table was deliberately left out. */
    public static final String EXCLUDED = "excluded";
    /** A quality pipeline moved the rows of a table that failed its checks aside, or couldn't. */
    public static final String QUARANTINE = "quarantine";
    /**
     * A call exceeded a limit of the project's budget. If the project treats that as an error, its asset has failed
     * too.
     */
    public static final String BUDGET_BREACH = "budget_breach";
    /** A rule of the project that selects tables matches none. */
    public static final String OVERRIDE_WARNING = "override_warning";
    /** The engine isn't sure of the order in which it built models. */
    public static final String SCHEDULING_WARNING = "scheduling_warning";
    /** The result of a source's sync that the engine waited for or started. */
    public static final String SOURCE_SYNC = "source_sync";
    /** A product's output has too many or too few rows, which the project treats as a warning. */
    public static final String VOLUME_WARNING = "volume_warning";
    /** A build read the table of an asset that the definitions don't have upstream of it. */
    public static final String UNDECLARED_READ = "undeclared_read";

    public Observation {
        engineKey = List.copyOf(engineKey);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
