package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param stale why it is stale; empty if it is up to date or was never built
 */
record AssetStatus(
        AssetSpec spec,
        Optional<RecordedAsset> last,
        Optional<RecordedAsset> built,
        Optional<PartitionCoverage> coverage,
        List<String> stale) {

    /** Reads statuses from a history. */
    static final class Reader {

        private final Map<AssetKey, RecordedAsset> last;
        private final Map<AssetKey, RecordedAsset> built;
        private final Map<AssetKey, SortedSet<String>> partitions;
        private final Instant now;

        Reader(RunHistory history, Instant now) {
            this.last = history.last();
            this.built = history.lastMaterialized();
            this.partitions = history.builtPartitions();
            this.now = now;
        }

        AssetStatus of(AssetSpec spec) {
            Optional<RecordedAsset> newest = Optional.ofNullable(built.get(spec.key()));
            return new AssetStatus(
                    spec,
                    Optional.ofNullable(last.get(spec.key())),
                    newest,
                    PartitionCoverage.of(spec, Optional.ofNullable(partitions.get(spec.key())), now),
                    newest.map(asset -> stale(spec, asset)).orElse(List.of()));
        }

        private List<String> stale(AssetSpec spec, RecordedAsset asset) {
            List<String> reasons = new ArrayList<>();
            // An upstream built after this asset had begun isn't in it. Within one run the upstream is always built
            // first.
            Instant began = asset.time().minus(asset.duration());
            for (AssetKey upstream : spec.upstreamKeys()) {
                RecordedAsset other = built.get(upstream);
                if (other != null && !other.runId().equals(asset.runId()) && other.time().isAfter(began)) {
                    reasons.add("upstream " + upstream + " is newer");
                }
            }
            Duration age = Duration.between(asset.time(), now);
            spec.freshness().map(FreshnessPolicy::maxLag).filter(lag -> age.compareTo(lag) > 0).ifPresent(lag ->
                    reasons.add("older than its freshness policy allows, " + DurationText.of(lag)));
            return reasons;
        }
    }
}
