package dev.rockyjava.asset.partition;

import java.time.Instant;
import java.util.Optional;

/**
 * How an asset is cut into partitions of time. Each asset has its own: two daily assets may start on different days.
 *
 * @param grain the size of one partition
 * @param first the canonical key of the first partition (see {@link Grain#key}); empty when the model states none
 */
public record PartitionsDefinition(Grain grain, Optional<String> first) {

    /** Returns the canonical key of the partition that holds a moment, in UTC. */
    public String latest(Instant moment) {
        return grain.key(grain.containing(moment));
    }

    /**
     * Returns how many partitions there are from the first one to the {@link #latest} one, both included.
     *
     * @return empty if no first partition is stated; 0 if it is later
     */
    public Optional<Long> count(Instant moment) {
        return first.map(key -> Math.max(0, 1 + grain.unit().between(grain.parse(key), grain.containing(moment))));
    }
}
