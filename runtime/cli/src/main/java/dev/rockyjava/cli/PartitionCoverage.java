package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.run.history.RunHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many of an asset's partitions the journals know as built.
 *
 * @param built of those that there are by now
 * @param possible from the first one until now; empty if the model states no first partition
 */
record PartitionCoverage(long built, Optional<Long> possible) {

    /**
     * Counts the partitions of an asset.
     *
     * @param history all runs that are known
     * @return empty for an asset of which the engine builds no single partitions
     */
    static Optional<PartitionCoverage> of(AssetSpec spec, RunHistory history, Instant now) {
        return of(spec, Optional.ofNullable(history.builtPartitions().get(spec.key())), now);
    }

    /** @param built the keys of those that were built; empty if none was */
    static Optional<PartitionCoverage> of(AssetSpec spec, Optional<SortedSet<String>> built, Instant now) {
        return spec.partitions()
                .filter(partitions -> !PartitionArguments.ignored(spec))
                .map(partitions -> new PartitionCoverage(
                        within(partitions, built.orElse(Collections.emptySortedSet()), now), partitions.count(now)));
    }

    private static long within(PartitionsDefinition partitions, SortedSet<String> built, Instant now) {
        String first = partitions.first().orElse("");
        String latest = partitions.latest(now);
        // The text order of canonical keys is the order in time.
        return built.stream().filter(key -> key.compareTo(first) >= 0 && key.compareTo(latest) <= 0).count();
    }

    void addTo(ObjectNode json) {
        json.put("built", built);
        possible.ifPresent(count -> json.put("possible", count));
    }

    /** {@code 12 of 271}, or {@code 12} where nothing says how many there could be. */
    @Override
    public String toString() {
        return built + possible.map(count -> " of " + count).orElse("");
    }
}
