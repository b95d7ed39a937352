package dev.rockyjava.run;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.text.Listing;
import java.util.List;
import java.util.Optional;

/**
 * The partitions that a step builds. They are fixed when the run begins, and stay the same however long it takes, even
 * if it is resumed on another day.
 *
 * @param grain the size of one partition
 * @param first the canonical key of the first one; empty if the step builds the partitions that the engine's state
 *     doesn't record as built, of which only the engine knows the first
 * @param last the canonical key of the last one, inclusive
 * @param chosen whether the caller chose the partitions; otherwise it is the latest one
 * @param possible the number of partitions from the model's first one to the one that contains the moment when the run
 *     began; empty if the model states no first partition
 * @param parts if some between the first and the last are left out, the rest as text, oldest first: {@code 2026-11-20},
 *     {@code 2026-11-22 to 2026-11-26}; otherwise empty
 */
public record PlannedPartitions(
        Grain grain, Optional<String> first, String last, boolean chosen, Optional<Long> possible, List<String> parts) {

    public PlannedPartitions {
        parts = List.copyOf(parts);
    }

    /** Returns whether the model may have partitions other than the one that is built because none was chosen. */
    public boolean oneOfSeveral() {
        return !chosen && possible.filter(count -> count == 1).isEmpty();
    }

    /** Returns the keys: {@code 2026-11-26}, {@code 2026-11-20 to 2026-11-26} or {@code missing until 2026-11-26}. */
    public String keys() {
        if (!parts.isEmpty()) {
            return Listing.named(parts);
        }
        return first.map(from -> PartitionText.text(PartitionText.range(from, last)))
                .orElse("missing until " + last);
    }

    /**
     * Returns the text for the partitions that were built.
     *
     * @param keys the canonical keys of the partitions that were built
     */
    String built(List<String> keys) {
        return first.isPresent() ? toString() : Listing.named(keys);
    }

    /** Returns the keys, and the total if no choice was made: {@code 2026-11-26 only, 1 of 271 daily partitions}. */
    @Override
    public String toString() {
        return oneOfSeveral()
                ? keys() + " only, 1 of " + possible.filter(count -> count > 1).map(count -> count + " ").orElse("its ")
                        + grain.dagWord() + " partitions"
                : keys();
    }
}
