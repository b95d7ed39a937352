package dev.rockyjava.engine;

import java.util.Optional;

/** Which partitions of a model to build (ENGINE.md §2.7). Keys are canonical, see {@link dev.rockyjava.asset.partition.Grain}. */
public sealed interface PartitionChoice {

    /**
     * No partition argument. The engine builds an unpartitioned model whole, and of a partitioned one the partition that
     * holds the moment of the call. A run never leaves that to the moment of a call: it names the partition.
     */
    PartitionChoice DEFAULT = new Default();

    /** See {@link #DEFAULT}. */
    record Default() implements PartitionChoice {}

    /** Exactly one: {@code --partition K}. */
    record One(String key) implements PartitionChoice {}

    /** From the first to the last, both included: {@code --from A --to B}. */
    record Range(String first, String last) implements PartitionChoice {}

    /** The one that holds the moment of the call, in UTC: {@code --latest}. */
    record Latest() implements PartitionChoice {}

    /**
     * Those from the first one until now that the engine's own state doesn't know as built: {@code --missing}. The
     * model must state a first partition. Nothing may be missing; the answer's summary then says 0 planned.
     *
     * @param last where the caller's own now ends them. The engine has no argument for it and goes on to the moment of the
     *     call, so a caller compares. Empty for no such end
     */
    record Missing(Optional<String> last) implements PartitionChoice {

        /** Without an end of the caller's own. */
        public Missing() {
            this(Optional.empty());
        }
    }
}
