package dev.rockyjava.run.history;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the journals of a folder have of one asset: its newest build, that of each of its partitions, and the newest work on
 * it. Only what was done for the same table counts: another environment may use the same folder.
 */
final class AssetRecord {

    static final AssetRecord NONE = new AssetRecord();

    private @Nullable RecordedBuild build;
    private @Nullable RunPart changed;
    private @Nullable RecordedAttempt attempt;
    /** Whether the newest work was for partitions, each of which has its own failures. */
    private boolean ofPartitions;
    private @Nullable RecordedAttempt missing;
    private boolean builtElsewhere;
    private final SortedMap<String, RecordedBuild> partitions = new TreeMap<>();
    private final SortedMap<String, RunPart> failures = new TreeMap<>();

    /**
     * Adds the asset as one run recorded it, in any order.
     *
     * @param target what it is built as now
     * @param forgotten builds that began up to the part of this number don't count
     */
    void add(RecordedAsset asset, String target, long forgotten) {
        if (!asset.definition().target().equals(target)) {
            builtElsewhere |= asset.build().isPresent();
            return;
        }
        asset.build().filter(found -> found.began().number() > forgotten).ifPresent(found -> {
            build = newer(build, found);
            add(found);
        });
        asset.partitionBuilds().forEach((key, found) -> {
            if (found.began().number() > forgotten) {
                partitions.merge(key, found, AssetRecord::newer);
                add(found);
            }
        });
        RecordedAttempt found = asset.attempt().orElse(null);
        if (found != null && (attempt == null || found.part().after(attempt.part()))) {
            attempt = found;
            ofPartitions = asset.missingAttempt().isPresent() || !asset.failedPartitions().isEmpty();
        }
        asset.missingAttempt()
                .filter(newest -> missing == null || newest.part().after(missing.part()))
                .ifPresent(newest -> missing = newest);
        asset.failedPartitions().forEach((key, part) -> failures.merge(key, part, (one, other) -> other.after(one) ? other : one));
    }

    private void add(RecordedBuild found) {
        if (found.changed() && (changed == null || found.ended().after(changed))) {
            changed = found.ended();
        }
    }

    private static RecordedBuild newer(@Nullable RecordedBuild one, RecordedBuild other) {
        return one == null || other.ended().after(one.ended()) ? other : one;
    }

    /** Returns the newest build, even if there was nothing to do. */
    Optional<RecordedBuild> build() {
        return Optional.ofNullable(build);
    }

    /** Returns the newest build of each partition, by canonical key. */
    SortedMap<String, RecordedBuild> partitions() {
        return partitions;
    }

    /** Returns the part in which the table, or any partition of it, was built last. */
    Optional<RunPart> changed() {
        return Optional.ofNullable(changed);
    }

    /** Returns whether anything was ever built. */
    boolean built() {
        return build != null || !partitions.isEmpty();
    }

    /** Returns whether another table was built for the asset. */
    boolean builtElsewhere() {
        return builtElsewhere;
    }

    /** Returns the newest work on it. A placeholder is none. */
    Optional<RecordedAttempt> attempt() {
        return Optional.ofNullable(attempt);
    }

    /** Returns whether the newest work on it failed, or didn't end. */
    boolean failed() {
        return attempt != null && !attempt.good();
    }

    /** Returns the same, unless the work was for partitions. */
    boolean failedWhole() {
        return failed() && !ofPartitions;
    }

    /** Returns the partitions whose newest build failed or didn't end, by canonical key. */
    SortedSet<String> failedPartitions() {
        SortedSet<String> failed = new TreeSet<>();
        failures.forEach((key, part) -> {
            RecordedBuild built = partitions.get(key);
            if (built == null || !built.ended().after(part)) {
                failed.add(key);
            }
        });
        return failed;
    }

    /** Returns whether the newest build of what the engine considers missing failed or didn't end. */
    boolean failedMissing() {
        return missing != null && !missing.good();
    }
}
