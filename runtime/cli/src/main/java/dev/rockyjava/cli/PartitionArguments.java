package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.run.Materializer;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.List;
import java.util.stream.Collectors;

/** Gives partitions that were typed to those selected assets that can have them. */
final class PartitionArguments {

    private final List<AssetSpec> partitioned;
    private final Terminal terminal;

    /**
     * @param keys the selected assets
     * @param terminal where it is said which assets have other partitions
     */
    PartitionArguments(Definitions definitions, Collection<AssetKey> keys, Terminal terminal) {
        this.partitioned = keys.stream()
                .map(definitions::get)
                .filter(spec -> spec.partitions().isPresent())
                .toList();
        this.terminal = terminal;
        if (partitioned.isEmpty()) {
            throw new UsageException("none of the selected assets has partitions; leave the partition out");
        }
    }

    /**
     * The materializer with a range of partitions.
     *
     * @param perCall how many of them one call of the engine builds
     * @throws UsageException if no selected asset has such partitions, or one can't be given them
     */
    Materializer range(Materializer materializer, String first, String last, int perCall) {
        Materializer chosen = materializer;
        List<AssetSpec> others = new ArrayList<>();
        for (AssetSpec spec : partitioned) {
            if (isOf(grain(spec), first) && isOf(grain(spec), last)) {
                Range range = new Range(first, last, perCall);
                chosen = checked(chosen, with -> range.of(with, asset(spec)));
            } else {
                others.add(spec);
            }
        }
        if (others.size() == partitioned.size()) {
            throw new UsageException(nothingFits(first, last));
        }
        others.forEach(spec ->
                terminal.say(spec.key() + " has " + word(spec) + " partitions; its latest will be built"));
        return chosen;
    }

    /**
     * The materializer with the latest partition of each.
     *
     * @throws UsageException if one can't be given it
     */
    Materializer latest(Materializer materializer) {
        Materializer chosen = materializer;
        for (AssetSpec spec : partitioned) {
            chosen = checked(chosen, with -> with.latestPartition(asset(spec)));
        }
        return chosen;
    }

    /**
     * The materializer with the missing partitions of each.
     *
     * @throws UsageException if one has no first partition
     */
    Materializer missing(Materializer materializer) {
        Materializer chosen = materializer;
        for (AssetSpec spec : partitioned) {
            chosen = checked(chosen, with -> with.missingPartitions(asset(spec)));
        }
        return chosen;
    }

    private record Range(String first, String last, int perCall) {

        @SuppressWarnings("unchecked") // the grain decides the type, of the asset and of what it parses
        <P extends Temporal> Materializer of(Materializer materializer, PartitionedAsset<P> asset) {
            return materializer.backfill(
                    asset, (P) asset.grain().parse(first), (P) asset.grain().parse(last), perCall);
        }
    }

    private static Materializer checked(Materializer materializer, UnaryOperator<Materializer> choice) {
        try {
            return choice.apply(materializer);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static PartitionedAsset<?> asset(AssetSpec spec) {
        return new PartitionedAsset<>(spec.key().toString(), grain(spec));
    }

    private String nothingFits(String first, String last) {
        String keys = first.equals(last) ? "'" + first + "'" : "'" + first + "' to '" + last + "'";
        return keys + " is no partition of any selected asset: "
                + partitioned.stream().map(spec -> spec.key() + " is " + word(spec)).collect(Collectors.joining(", "))
                + ". Write hours as 2026-04-08T13, days as 2026-04-08, months as 2026-04, years as 2026";
    }

    private static Grain grain(AssetSpec spec) {
        return spec.partitions().orElseThrow().grain();
    }

    private static String word(AssetSpec spec) {
        return grain(spec).dagWord();
    }

    private static boolean isOf(Grain grain, String key) {
        try {
            grain.parse(key);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
