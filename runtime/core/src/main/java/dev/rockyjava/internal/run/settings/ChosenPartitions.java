package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.text.PartitionText;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The partitions of an asset to build, and how many of a range each call of the engine builds.
 *
 * @param choice all of them; a range from the first to the last if some in between are left out
 * @param perCall at least 1
 * @param parts the choice without what is left out, oldest first: single partitions and ranges; the choice itself if
 *     nothing is left out
 */
public record ChosenPartitions(PartitionChoice choice, int perCall, List<PartitionChoice> parts) {

    public ChosenPartitions {
        parts = List.copyOf(parts);
    }

    public ChosenPartitions(PartitionChoice choice, int perCall) {
        this(choice, perCall, List.of(choice));
    }

    /**
     * Returns the choice of some partitions, those that follow each other by one call.
     *
     * @param keys canonical keys; at least one
     */
    public static ChosenPartitions of(Grain grain, SortedSet<String> keys) {
        List<PartitionChoice> parts = new ArrayList<>();
        String first = keys.first();
        String last = first;
        for (String key : keys.tailSet(first + '\0')) {
            if (!key.equals(grain.key(grain.parse(last).plus(1, grain.unit())))) {
                parts.add(PartitionText.range(first, last));
                first = key;
            }
            last = key;
        }
        parts.add(PartitionText.range(first, last));
        return new ChosenPartitions(PartitionText.range(keys.first(), keys.last()), Integer.MAX_VALUE, parts);
    }

    public static ChosenPartitions atOnce(PartitionChoice choice) {
        return new ChosenPartitions(choice, Integer.MAX_VALUE);
    }

    /**
     * Returns the partitions that a run builds of an asset. The latest one, and the end of the missing ones, are those
     * of the moment when the run began.
     *
     * @return empty if the engine doesn't accept partitions for the asset
     */
    public static Optional<ChosenPartitions> of(AssetSpec spec, RunSettings settings, Instant moment) {
        if (!PartitionRequests.taken(spec)) {
            return Optional.empty();
        }
        String latest = spec.partitions().orElseThrow().latest(moment);
        ChosenPartitions asked = settings.partitions().get(spec.key());
        if (asked == null || asked.choice() instanceof PartitionChoice.Latest) {
            return Optional.of(atOnce(new PartitionChoice.One(latest)));
        }
        return Optional.of(asked.choice() instanceof PartitionChoice.Missing
                ? atOnce(new PartitionChoice.Missing(Optional.of(latest)))
                : asked);
    }

    /** The maximum number of calls; a range that needs more is likely mistyped. */
    public static final long MOST_CALLS = 100_000;

    /** Returns how many calls a choice without gaps takes, without creating the keys. */
    public long count(Grain grain) {
        if (perCall == Integer.MAX_VALUE || !(choice instanceof PartitionChoice.Range range)) {
            return 1;
        }
        return (grain.unit().between(grain.parse(range.first()), grain.parse(range.last())) + perCall) / perCall;
    }

    /** Returns one choice for each call, oldest first. */
    public List<PartitionChoice> calls(Grain grain) {
        if (parts.size() == 1) {
            return new ChosenPartitions(parts.get(0), perCall).split(grain);
        }
        return parts.stream().flatMap(part -> new ChosenPartitions(part, perCall).split(grain).stream()).toList();
    }

    private List<PartitionChoice> split(Grain grain) {
        long count = count(grain);
        if (count == 1 || !(choice instanceof PartitionChoice.Range range)) {
            return List.of(choice);
        }
        List<PartitionChoice> calls = new ArrayList<>();
        Temporal first = grain.parse(range.first());
        for (long i = 0; i < count; i++) {
            String last = i == count - 1
                    ? range.last()
                    : grain.key(first.plus((i + 1) * perCall - 1, grain.unit()));
            calls.add(PartitionText.range(grain.key(first.plus(i * perCall, grain.unit())), last));
        }
        return calls;
    }
}
