package dev.rockyjava.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One table, view, file or partition that the engine built for an asset. A replication builds many of them, a model one
 * per partition.
 *
 * @param engineKey the engine's own name for it (ENGINE.md §3.8); of a load or seed the one dotted target name
 * @param partition the canonical partition key, of a partitioned model; of several in one batch the first
 * @param batchedWith the keys of the other partitions in the batch; mostly empty
 * @param rowCount rows, where the engine tells: on DuckDB it does so for loads and seeds only
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

    /** The canonical keys of the partitions that some materializations built, in their order. */
    public static List<String> partitions(List<Materialization> materializations) {
        return materializations.stream()
                .flatMap(built -> Stream.concat(built.partition().stream(), built.batchedWith().stream()))
                .toList();
    }
}
