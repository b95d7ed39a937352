package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that the engine noticed, and that neither passes nor fails: about a table or a model, or about a whole call.
 *
 * @param asset the asset that the engine's key names; empty when it names none
 * @param engineKey the engine's name for the table or model (ENGINE.md §3.8); empty for what is about a whole call
 * @param name what kind of observation it is, one of the constants here
 * @param metadata facts under the names in {@link MetadataKeys}, each a {@link String}, {@link Long}, {@link Double} or
 *     {@link Boolean}; sorted
 */
public record Observation(
        Optional<AssetKey> asset, List<String> engineKey, String name, SortedMap<String, Object> metadata) {

    /** How long a model's rows are to be kept, and whether the warehouse does so. The peer's name. */
    public static final String RETENTION_DRIFT = "retention_drift";

    /** The columns of a source changed, and the engine changed the target. */
    public static final String SCHEMA_DRIFT = "schema_drift";
    /** A model was not built because of a failed one above it. */
    public static final String CONTAINED = "contained";
    /** A source table was left out on purpose. */
    public static final String EXCLUDED = "excluded";
    /** A quality pipeline put rows of a table that failed its checks aside, or couldn't. */
    public static final String QUARANTINE = "quarantine";
    /** A call went over a limit of the project's budget. Where the project makes it an error, its asset has failed too. */
    public static final String BUDGET_BREACH = "budget_breach";
    /** A rule of the project about tables is about none. */
    public static final String OVERRIDE_WARNING = "override_warning";
    /** The engine isn't sure of the order in which it built models. */
    public static final String SCHEDULING_WARNING = "scheduling_warning";
    /** What became of a sync of a source that the engine waited for or started. */
    public static final String SOURCE_SYNC = "source_sync";
    /** A product's output has too many or too few rows, which the project lets pass with a warning. */
    public static final String VOLUME_WARNING = "volume_warning";
    /** A build read the table of an asset that the definitions don't have upstream of it. */
    public static final String UNDECLARED_READ = "undeclared_read";

    public Observation {
        engineKey = List.copyOf(engineKey);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
