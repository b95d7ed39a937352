package dev.rockyjava.run;

import dev.rockyjava.asset.Target;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One table, view, file or partition that the engine built for an asset. A replication builds many of them, a
 * partitioned model one per partition.
 *
 * @param engineKey the engine's own name for it (ENGINE.md §3.8); for a load or seed, the single dotted target name
 * @param partition the canonical partition key of a partitioned model; the first one if a batch has several
 * @param batchedWith the keys of the other partitions in the batch; usually empty
 * @param rowCount the number of rows, if the engine reports it: on DuckDB only for loads and seeds
 * @param duration how long the engine took for it
 * @param metadata facts under the names in {@link MetadataKeys}, each a {@link String}, a {@link Long} or a
 *     {@link Double}; sorted
 */
public record Materialization(
        List<String> engineKey,
        Optional<String> partition,
        List<String> batchedWith,
        Optional<Long> rowCount,
        Duration duration,
        SortedMap<String, Object> metadata) {

    public Materialization {
        engineKey = List.copyOf(engineKey);
        batchedWith = List.copyOf(batchedWith);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Returns the table that was written, as the engine reports it in {@link MetadataKeys#TARGET_TABLE}. Empty if it reports
     * none, or one of a name with more dots than a table's.
     */
    public Optional<Target> target() {
        if (!(metadata.get(MetadataKeys.TARGET_TABLE) instanceof String table)) {
            return Optional.empty();
        }
        String[] parts = table.split("\\.", -1);
        return switch (parts.length) {
            case 2 -> Optional.of(new Target("", parts[0], parts[1]));
            case 3 -> Optional.of(new Target(parts[0], parts[1], parts[2]));
            default -> Optional.empty();
        };
    }

    /** Returns the canonical keys of the partitions that the given materializations built, in their order. */
    public static List<String> partitions(List<Materialization> materializations) {
        return materializations.stream()
                .flatMap(built -> Stream.concat(built.partition().stream(), built.batchedWith().stream()))
                .toList();
    }
}
