package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.StaleReason;
import dev.rockyjava.run.history.Staleness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The state of an asset according to the journals.
 *
 * @param spec the asset
 * @param last its newest outcome; empty if it never had one
 * @param built its newest materialization; empty if it was never built
 * @param coverage how many of its partitions are built; empty if it isn't partitioned
 * @param stale why it is stale; empty if it is up to date
 */
record AssetStatus(
        AssetSpec spec,
        Optional<RecordedAsset> last,
        Optional<RecordedAsset> built,
        Optional<PartitionCoverage> coverage,
        List<StaleReason> stale) {

    /** Reads statuses from a history. */
    static final class Reader {

        private final Map<AssetKey, RecordedAsset> last;
        private final Map<AssetKey, RecordedAsset> built;
        private final Map<AssetKey, SortedSet<String>> partitions;
        private final Staleness staleness;
        private final Instant now;

        Reader(RunHistory history, Staleness staleness, Instant now) {
            this.staleness = staleness;
            this.last = history.last();
            this.built = history.lastMaterialized();
            this.partitions = history.builtPartitions();
            this.now = now;
        }

        AssetStatus of(AssetSpec spec) {
            return new AssetStatus(
                    spec,
                    Optional.ofNullable(last.get(spec.key())),
                    Optional.ofNullable(built.get(spec.key())),
                    PartitionCoverage.of(spec, Optional.ofNullable(partitions.get(spec.key())), now),
                    staleness.reasons(spec.key()));
        }
    }
}
