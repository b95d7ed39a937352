package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.text.Microbatch;
import dev.rockyjava.run.history.RunHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many of an asset's partitions are built according to the journals.
 *
 * @param built how many of the partitions up to now are built
 * @param possible how many partitions there are from the first one until now; empty if the model has no first
 *     partition
 */
record PartitionCoverage(long built, Optional<Long> possible) {

    /**
     * Counts the partitions of an asset.
     *
     * @param history all known runs
     * @return empty for an asset of which the engine doesn't build single partitions
     */
    static Optional<PartitionCoverage> of(AssetSpec spec, RunHistory history, Instant now) {
        return of(spec, Optional.ofNullable(history.builtPartitions().get(spec.key())), now);
    }

    /**
     * Counts partitions.
     *
     * @param built the keys of the partitions that were built; empty if none was built
     */
    static Optional<PartitionCoverage> of(AssetSpec spec, Optional<SortedSet<String>> built, Instant now) {
        return spec.partitions()
                .filter(partitions -> !Microbatch.is(spec.strategy()))
                .map(partitions -> new PartitionCoverage(
                        within(partitions, built.orElse(Collections.emptySortedSet()), now), partitions.count(now)));
    }

    private static long within(PartitionsDefinition partitions, SortedSet<String> built, Instant now) {
        String first = partitions.first().orElse("");
        String latest = partitions.latest(now);
        // Sorted as text, canonical keys are in the order of time.
        return built.stream().filter(key -> key.compareTo(first) >= 0 && key.compareTo(latest) <= 0).count();
    }

    void addTo(ObjectNode json) {
        json.put("built", built);
        possible.ifPresent(count -> json.put("possible", count));
    }

    /** Returns {@code 12 of 271}, or {@code 12} if the number of all partitions isn't known. */
    @Override
    public String toString() {
        return built + possible.map(count -> " of " + count).orElse("");
    }
}
