package dev.rockyjava.internal.run.journal;

import dev.rockyjava.run.history.RecordedAttempt;
import dev.rockyjava.run.history.RunPart;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last work on an asset in a run, and the partitions that the run was to build and didn't. They count as failed as soon
 * as work on the asset begins, since a run that is killed doesn't record what it leaves.
 */
final class Attempts {

    /** No work on an asset without partitions. */
    static final Attempts NONE = new Attempts(List.of(), false);

    private final List<String> planned;
    private final boolean ofMissing;
    private @Nullable RecordedAttempt last;
    private @Nullable RecordedAttempt missing;
    private final SortedMap<String, RunPart> failed = new TreeMap<>();

    /**
     * Creates the attempts of an asset that isn't worked on yet.
     *
     * @param planned the canonical keys of the partitions to build; empty if there are none, or if they aren't known
     * @param ofMissing whether the partitions to build are those that the engine doesn't record as built
     */
    Attempts(List<String> planned, boolean ofMissing) {
        this.planned = planned;
        this.ofMissing = ofMissing;
    }

    /** Returns what is known once work begins in another part. */
    Attempts begun(RunPart part) {
        Attempts next = new Attempts(planned, ofMissing);
        (last == null ? planned : failed.keySet()).forEach(key -> next.failed.put(key, part));
        next.last = new RecordedAttempt(part, false);
        next.missing = ofMissing ? next.last : null;
        return next;
    }

    /** Returns what is known once all is built and nothing is wrong with it. */
    Attempts good(RunPart part) {
        Attempts next = new Attempts(planned, ofMissing);
        next.last = new RecordedAttempt(part, true);
        next.missing = ofMissing ? next.last : null;
        return next;
    }

    /** Returns what is known once these partitions are built, but not tested, or not well. */
    Attempts untested(RunPart part, Collection<String> partitions) {
        Attempts next = good(part);
        next.last = new RecordedAttempt(part, false);
        planned.forEach(key -> next.failed.put(key, part));
        partitions.forEach(key -> next.failed.put(key, part));
        return next;
    }

    /** Returns what is known once something failed after these partitions were built. */
    Attempts failed(RunPart part, Collection<String> built) {
        Attempts next = begun(part);
        next.built(built);
        if (next.failed.isEmpty()) {
            planned.forEach(key -> next.failed.put(key, part));
        }
        return next;
    }

    /** Receives partitions that were built. */
    void built(Collection<String> partitions) {
        partitions.forEach(failed::remove);
    }

    /** Receives that the tests passed of what was built. */
    void tested() {
        failed.clear();
    }

    Optional<RecordedAttempt> last() {
        return Optional.ofNullable(last);
    }

    Optional<RecordedAttempt> ofMissing() {
        return Optional.ofNullable(missing);
    }

    SortedMap<String, RunPart> failedPartitions() {
        return Collections.unmodifiableSortedMap(failed);
    }
}
