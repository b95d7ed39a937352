package dev.rockyjava.run;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.text.Listing;
import java.util.List;
import java.util.Optional;

/**
 * The partitions that a step builds. They are fixed when the run begins, and stay the same however long it takes, also
 * if it is resumed on another day.
 *
 * @param grain the size of one partition
 * @param first the canonical key of the first one; empty if those are built that the engine's state doesn't know as
 *     built, of which only the engine knows the first
 * @param last the canonical key of the last one, included
 * @param chosen whether the caller has chosen them; otherwise it is the latest one
 * @param possible how many there are from the model's first partition to the one that holds the moment when the run
 *     began; empty if the model states no first partition
 */
public record PlannedPartitions(
        Grain grain, Optional<String> first, String last, boolean chosen, Optional<Long> possible) {

    /** Whether there are others than the one that is built because none was chosen. */
    public boolean oneOfSeveral() {
        return !chosen && possible.filter(count -> count == 1).isEmpty();
    }

    /** The keys: {@code 2026-11-26}, {@code 2026-11-20 to 2026-11-26}, {@code missing until 2026-11-26}. */
    public String keys() {
        return first.map(from -> PartitionText.text(PartitionText.range(from, last)))
                .orElse("missing until " + last);
    }

    /** For people: what became of it. */
    String built(List<String> keys) {
        return first.isPresent() ? toString() : Listing.named(keys);
    }

    /** The keys; of one that nobody chose how many others there are: {@code 2026-11-26 only, 1 of 271 daily partitions}. */
    @Override
    public String toString() {
        return oneOfSeveral()
                ? keys() + " only, 1 of " + possible.filter(count -> count > 1).map(count -> count + " ").orElse("its ")
                        + grain.dagWord() + " partitions"
                : keys();
    }
}
