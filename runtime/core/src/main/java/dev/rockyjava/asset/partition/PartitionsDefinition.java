package dev.rockyjava.asset.partition;

import java.time.Instant;
import java.util.Optional;

/**
 * How an asset is partitioned by time. Each asset has its own definition: two daily assets may start on different
 * days.
 *
 * @param grain the size of one partition
 * @param first the canonical key of the first partition (see {@link Grain#key}); empty if the model gives none
 */
public record PartitionsDefinition(Grain grain, Optional<String> first) {

    /** Returns the canonical key of the partition that contains a moment, in UTC. */
    public String latest(Instant moment) {
        return grain.key(grain.containing(moment));
    }

    /**
     * Returns the number of partitions from the first to the {@link #latest}, both included.
     *
     * @return empty if the first partition isn't known; 0 if it is later
     */
    public Optional<Long> count(Instant moment) {
        return first.map(key -> Math.max(0, 1 + grain.unit().between(grain.parse(key), grain.containing(moment))));
    }
}
