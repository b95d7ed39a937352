package dev.rockyjava.run.history;

import dev.rockyjava.run.OutcomeStatus;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private @Nullable RunPart placeholder;
    private boolean builtElsewhere;
    private final SortedMap<String, RecordedBuild> partitions = new TreeMap<>();

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
        }
        if (asset.status().filter(status -> status == OutcomeStatus.GRAPH_ONLY).isPresent()
                && (placeholder == null || asset.part().after(placeholder))) {
            placeholder = asset.part();
        }
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

    /** Returns whether the newest work on it failed, or didn't end. */
    boolean failed() {
        return attempt != null && !attempt.good();
    }

    /** Returns whether it was really executed, and had no placeholder since. */
    boolean executed() {
        return attempt != null && (placeholder == null || attempt.part().after(placeholder));
    }
}
