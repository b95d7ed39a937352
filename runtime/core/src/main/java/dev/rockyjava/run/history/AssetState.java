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

/**
 * The state of one asset, whatever is upstream of it. A partitioned asset is judged by its latest partition, which a run
 * without a choice builds.
 *
 * @param partitions how it is partitioned; empty if the engine doesn't build single partitions of it
 * @param gaps the partitions before the latest that should be there
 */
record AssetState(
        AssetSpec spec, AssetRecord record, Instant now, Optional<PartitionsDefinition> partitions, SortedSet<String> gaps) {

    /**
     * Returns the state of an asset.
     *
     * @param known since when all runs are known; empty if all ever were
     */
    static AssetState of(AssetSpec spec, AssetRecord record, Instant now, Optional<Instant> known) {
        Optional<PartitionsDefinition> partitions =
                spec.partitions().filter(definition -> !Microbatch.is(spec.strategy()));
        return new AssetState(
                spec,
                record,
                now,
                partitions,
                partitions.map(definition -> gaps(definition, record.partitions().keySet(), now, known))
                        .orElse(Collections.emptySortedSet()));
    }

    /**
     * Returns the partitions that aren't built between the oldest that is and the latest. A partition that began before the
     * oldest run that is known may have been built by an earlier one.
     */
    private static SortedSet<String> gaps(
            PartitionsDefinition definition, Set<String> built, Instant now, Optional<Instant> known) {
        Grain grain = definition.grain();
        SortedSet<String> gaps = new TreeSet<>();
        // Canonical keys have fixed-width fields, so they sort in time order.
        String from = built.stream().filter(key -> isKey(grain, key)).min(String::compareTo).orElse("");
        if (from.isEmpty()) {
            return gaps;
        }
        String since = definition.first().filter(first -> first.compareTo(from) > 0).orElse(from);
        String after = known.map(definition::latest).filter(begin -> begin.compareTo(since) > 0).orElse("");
        Temporal next = after.isEmpty() ? grain.parse(since) : grain.parse(after).plus(1, grain.unit());
        String latest = definition.latest(now);
        for (String key = grain.key(next); key.compareTo(latest) < 0; key = grain.key(next)) {
            if (!built.contains(key)) {
                gaps.add(key);
            }
            next = next.plus(1, grain.unit());
        }
        return gaps;
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
        if (record.failed()) {
            reasons.add(new StaleReason.Failed());
        }
        latest().ifPresent(build -> {
            List<String> files = build.edited(codeNow);
            List<String> members = new ArrayList<>();
            RecordedDefinition current = RecordedDefinition.of(spec);
            if (!current.strategy().equals(build.definition().strategy())) {
                members.add("strategy");
            }
            if (!current.parameters().equals(build.definition().parameters())) {
                members.add("strategy's parameters");
            }
            if (!files.isEmpty() || !members.isEmpty()) {
                reasons.add(new StaleReason.CodeChanged(files, members));
            }
        });
        latest().or(record::build).ifPresent(build -> spec.freshness()
                .filter(policy -> Duration.between(build.time(), now).compareTo(policy.maxLag()) > 0)
                .ifPresent(policy -> reasons.add(new StaleReason.TooOld(policy.maxLag()))));
        if (partitions.isPresent() && record.built()) {
            int missing = gaps.size() + (latest().isPresent() ? 0 : 1);
            String latest = partitions.get().latest(now);
            if (missing > 0) {
                reasons.add(new StaleReason.PartitionsMissing(gaps.isEmpty() ? latest : gaps.first(), missing));
            }
        }
        return reasons;
    }

    /**
     * Returns the partitions to build if the asset is stale for these reasons; empty if the latest is all, or if it has none.
     */
    SortedSet<String> toBuild(Collection<StaleReason> reasons) {
        if (gaps.isEmpty()) {
            return gaps;
        }
        SortedSet<String> all = new TreeSet<>(gaps);
        if (latest().isEmpty() || !reasons.stream().allMatch(StaleReason.PartitionsMissing.class::isInstance)) {
            all.add(partitions.orElseThrow().latest(now));
        }
        return all;
    }
}
