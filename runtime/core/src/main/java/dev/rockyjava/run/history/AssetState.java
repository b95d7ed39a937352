package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.text.Microbatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state of one asset, whatever is upstream of it. A partitioned asset is judged by its latest partition, which a run
 * without a choice builds.
 *
 * @param partitions how it is partitioned; empty if the engine doesn't build single partitions of it
 * @param failed the partitions whose newest build failed or didn't end
 * @param missing the partitions up to the latest that should be there and aren't built
 */
record AssetState(
        AssetSpec spec,
        AssetRecord record,
        Instant now,
        Optional<PartitionsDefinition> partitions,
        SortedSet<String> failed,
        SortedSet<String> missing) {

    /**
     * Returns the state of an asset.
     *
     * @param known since when all runs are known; empty if all ever were
     */
    static AssetState of(AssetSpec spec, AssetRecord record, Instant now, Optional<Instant> known) {
        Optional<PartitionsDefinition> partitions = partitions(spec);
        if (partitions.isEmpty()) {
            return new AssetState(spec, record, now, partitions, Collections.emptySortedSet(), Collections.emptySortedSet());
        }
        PartitionsDefinition definition = partitions.get();
        SortedSet<String> failed = record.failedPartitions();
        // The grain or the first partition may have been another one then.
        failed.removeIf(key -> !isKey(definition.grain(), key) || key.compareTo(definition.first().orElse(key)) < 0);
        return new AssetState(spec, record, now, partitions, failed, missing(definition, record, failed, now, known));
    }

    /** Returns whether an asset has no partition yet, as its first one begins later. */
    static boolean beginsLater(AssetSpec spec, Instant now) {
        return partitions(spec)
                .filter(definition -> definition.count(now).filter(count -> count == 0).isPresent())
                .isPresent();
    }

    private static Optional<PartitionsDefinition> partitions(AssetSpec spec) {
        return spec.partitions().filter(definition -> !Microbatch.is(spec.strategy()));
    }

    /**
     * Returns the partitions that aren't built from the oldest one on that was built or failed, or from the first one if a
     * build of all that were missing failed. A partition that began before the oldest run that is known may have been built
     * by an earlier one, unless it is newer than all that are known: the run that built the newest one is always kept.
     */
    private static SortedSet<String> missing(
            PartitionsDefinition definition, AssetRecord record, Set<String> failed, Instant now, Optional<Instant> known) {
        Grain grain = definition.grain();
        // Canonical keys have fixed-width fields, so they sort in time order.
        SortedSet<String> built = new TreeSet<>(record.partitions().keySet());
        built.removeIf(key -> !isKey(grain, key));
        String latest = definition.latest(now);
        String oldest = definition.first()
                .filter(first -> record.failedMissing())
                .orElseGet(() -> Stream.concat(built.stream(), failed.stream()).min(String::compareTo).orElse(latest));
        String since = definition.first().filter(first -> first.compareTo(oldest) > 0).orElse(oldest);
        String from = since.compareTo(latest) < 0 ? since : latest; // the clock may have been set back
        String newest = built.isEmpty() ? "" : built.last();
        String unknown = known.map(definition::latest).filter(key -> key.compareTo(newest) < 0).orElse(newest);
        SortedSet<String> missing = new TreeSet<>();
        Temporal next = grain.parse(from);
        for (String key = from; key.compareTo(latest) <= 0; key = grain.key(next)) {
            if (!built.contains(key) && (known.isEmpty() || key.compareTo(unknown) > 0)) {
                missing.add(key);
            }
            next = next.plus(1, grain.unit());
        }
        return missing;
    }

    /** Returns whether a key is of this grain: the model may have had another when the partition was built. */
    private static boolean isKey(Grain grain, String key) {
        try {
            grain.parse(key);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the build that the asset is judged by; empty if there is none. */
    Optional<RecordedBuild> latest() {
        return partitions.map(definition -> Optional.ofNullable(record.partitions().get(definition.latest(now))))
                .orElseGet(record::build);
    }

    /**
     * Returns why the asset itself is stale.
     *
     * @param codeNow the digests of the model's files as they are now
     */
    List<StaleReason> reasons(SortedMap<String, String> codeNow) {
        List<StaleReason> reasons = new ArrayList<>();
        if (!record.built()) {
            reasons.add(record.builtElsewhere()
                    ? new StaleReason.CodeChanged(List.of(), List.of("target"))
                    : new StaleReason.Never());
        }
        if (partitions.isEmpty()
                ? record.failed()
                : !failed.isEmpty() || record.failedWhole() || record.failedMissing() && !missing.isEmpty()) {
            reasons.add(new StaleReason.Failed(List.copyOf(failed)));
        }
        latest().ifPresent(build -> {
            List<String> files = build.edited(codeNow);
            List<String> members = new ArrayList<>();
            if (!spec.strategy().orElse("").equals(build.definition().strategy())) {
                members.add("strategy");
            }
            if (!RecordedDefinition.parameters(spec).equals(build.definition().parameters())) {
                members.add("strategy's parameters");
            }
            if (!files.isEmpty() || !members.isEmpty()) {
                reasons.add(new StaleReason.CodeChanged(files, members));
            }
        });
        latest().or(record::build).ifPresent(build -> spec.freshness()
                .filter(policy -> Duration.between(build.time(), now).compareTo(policy.maxLag()) > 0)
                .ifPresent(policy -> reasons.add(new StaleReason.TooOld(policy.maxLag()))));
        // An asset that was never built isn't filled up: a run builds its latest partition, and what failed.
        if (missing.size() > (record.built() ? 0 : 1)) {
            reasons.add(new StaleReason.PartitionsMissing(missing.first(), missing.size()));
        }
        return reasons;
    }

    /**
     * Returns the partitions to build for these reasons, by canonical key; empty if the latest is all, or if it has none.
     */
    SortedSet<String> toBuild(Collection<StaleReason> reasons) {
        if (partitions.isEmpty()) {
            return Collections.emptySortedSet();
        }
        String latest = partitions.get().latest(now);
        SortedSet<String> all = new TreeSet<>();
        for (StaleReason reason : reasons) {
            if (reason instanceof StaleReason.PartitionsMissing) {
                all.addAll(missing);
            } else if (reason instanceof StaleReason.Failed some && !some.partitions().isEmpty()) {
                all.addAll(some.partitions());
            } else {
                all.add(latest);
            }
        }
        return all.equals(Set.of(latest)) ? Collections.emptySortedSet() : all;
    }
}
