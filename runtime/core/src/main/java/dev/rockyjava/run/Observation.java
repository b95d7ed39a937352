package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that the engine noticed about a table or a model, and that neither passes nor fails. Names of metadata are
 * the Python peer's.
 *
 * @param asset the asset that the engine's key names; empty when it names none
 * @param engineKey the engine's name for the table or model (rocky-contract §3.8)
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

    public Observation {
        engineKey = List.copyOf(engineKey);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
