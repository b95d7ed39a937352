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
import java.util.List;
import java.util.stream.Collectors;

/** Gives partitions that were typed to those selected assets that have such partitions. */
final class PartitionArguments {

    private final Definitions definitions;
    private final String first;
    private final String last;

    PartitionArguments(Definitions definitions, String first, String last) {
        this.definitions = definitions;
        this.first = first;
        this.last = last;
    }

    /**
     * The materializer with the partitions.
     *
     * @param terminal where it is said which assets have other partitions
     * @throws UsageException if no selected asset has such partitions, or one can't be given them
     */
    Materializer apply(Materializer materializer, Collection<AssetKey> keys, Terminal terminal) {
        Materializer chosen = materializer;
        List<AssetSpec> others = new ArrayList<>();
        boolean fits = false;
        for (AssetSpec spec : keys.stream().map(definitions::get).filter(s -> s.partitions().isPresent()).toList()) {
            Grain grain = spec.partitions().orElseThrow().grain();
            if (isOf(grain, first) && isOf(grain, last)) {
                chosen = with(chosen, new PartitionedAsset<>(spec.key().toString(), grain));
                fits = true;
            } else {
                others.add(spec);
            }
        }
        if (!fits) {
            throw new UsageException(nothingFits(others));
        }
        others.forEach(spec -> terminal.say(spec.key() + " has " + grain(spec) + " partitions; its latest will be built"));
        return chosen;
    }

    private String nothingFits(List<AssetSpec> others) {
        String keys = first.equals(last) ? "'" + first + "'" : "'" + first + "' to '" + last + "'";
        return others.isEmpty()
                ? "none of the selected assets has partitions; leave the partition out"
                : keys + " is no partition of any selected asset: " + others.stream()
                        .map(spec -> spec.key() + " is " + grain(spec))
                        .collect(Collectors.joining(", ")) + ". Write hours as 2026-04-08T13, days as 2026-04-08, months"
                        + " as 2026-04, years as 2026";
    }

    private static String grain(AssetSpec spec) {
        return spec.partitions().orElseThrow().grain().dagWord();
    }

    private static boolean isOf(Grain grain, String key) {
        try {
            grain.parse(key);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the grain decides the type, of the asset and of what it parses
    private <P extends Temporal> Materializer with(Materializer materializer, PartitionedAsset<P> asset) {
        try {
            return materializer.partitions(
                    asset, (P) asset.grain().parse(first), (P) asset.grain().parse(last));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
