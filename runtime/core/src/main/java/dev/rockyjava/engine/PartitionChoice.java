package dev.rockyjava.engine;

import java.util.Optional;

/**
 * Which partitions of a model to build (ENGINE.md §2.7). Keys are canonical, see {@link
 * dev.rockyjava.asset.partition.Grain}.
 */
public sealed interface PartitionChoice {

    /**
     * No partition argument. The engine builds an unpartitioned model whole, and of a partitioned model the partition
     * that contains the time of the call. A run never relies on the time of a call: it names the partition.
     */
    PartitionChoice DEFAULT = new Default();

    /** See {@link #DEFAULT}. */
    record Default() implements PartitionChoice {}

    /** Exactly one partition: {@code --partition K}. */
    record One(String key) implements PartitionChoice {}

    /** A range of partitions, both ends included: {@code --from A --to B}. */
    record Range(String first, String last) implements PartitionChoice {}

    /** The partition that contains the time of the call, in UTC: {@code --latest}. */
    record Latest() implements PartitionChoice {}

    /**
     * All partitions, from the first one until now, that the engine's own state doesn't record as built: {@code
     * --missing}. The model must declare a first partition. It is valid for nothing to be missing; the answer's
     * summary then reports 0 planned.
     *
     * @param last the last partition by the caller's own clock. The engine has no argument for it and always goes up
     *     to the time of the call, so the caller has to compare. Empty for no such limit
     */
    record Missing(Optional<String> last) implements PartitionChoice {

        /** Creates a choice without a last partition. */
        public Missing() {
            this(Optional.empty());
        }
    }
}
