package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.internal.text.Microbatch;
import dev.rockyjava.run.Materializer;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Applies the partitions in the arguments to the selected assets that can have them. */
final class PartitionArguments {

    private final List<AssetSpec> partitioned;
    private final Terminal terminal;

    /**
     * Creates the arguments.
     *
     * @param keys the selected assets
     * @param terminal where to report assets that have other partitions
     */
    PartitionArguments(Definitions definitions, Collection<AssetKey> keys, Terminal terminal) {
        this.partitioned = keys.stream()
                .map(definitions::get)
                .filter(spec -> spec.partitions().isPresent())
                .toList();
        this.terminal = terminal;
        if (partitioned.isEmpty()) {
            throw new UsageException("none of the selected assets has partitions", "leave the partition out");
        }
    }

    /**
     * Returns the materializer with a range of partitions.
     *
     * @param perCall the number of partitions for one engine call
     * @throws UsageException if the range fits no selected asset
     */
    Materializer range(Materializer materializer, String first, String last, int perCall) {
        if (partitioned.stream().noneMatch(spec -> isOf(grain(spec), first) && isOf(grain(spec), last))) {
            throw new UsageException(nothingFits(first, last));
        }
        RangeArgument range = new RangeArgument(first, last, perCall);
        return chosen(materializer, spec -> whyNot(spec, first, last), range::of);
    }

    /**
     * Returns the materializer with the latest partition of each asset.
     *
     * @throws UsageException if no selected asset has partitions that can be chosen
     */
    Materializer latest(Materializer materializer) {
        return chosen(materializer, spec -> Optional.empty(), Materializer::latestPartition);
    }

    /**
     * Returns the materializer with the missing partitions of each asset.
     *
     * @throws UsageException if no selected asset has a first partition
     */
    Materializer missing(Materializer materializer) {
        return chosen(
                materializer,
                spec -> partitions(spec).first().isPresent()
                        ? Optional.empty()
                        : Optional.of("states no first_partition; its latest will be built"),
                Materializer::missingPartitions);
    }

    /** Applies the choice to the assets that can have it, and reports the others. */
    private Materializer chosen(
            Materializer materializer,
            Function<AssetSpec, Optional<String>> whyNot,
            BiFunction<Materializer, PartitionedAsset<?>, Materializer> choice) {
        Map<AssetSpec, String> others = new LinkedHashMap<>();
        for (AssetSpec spec : partitioned) {
            (Microbatch.is(spec.strategy()) ? Optional.of("has the strategy " + Microbatch.EFFECT) : whyNot.apply(spec))
                    .ifPresent(why -> others.put(spec, why));
        }
        boolean nothingLeft = others.size() == partitioned.size();
        Materializer chosen = materializer;
        for (AssetSpec spec : partitioned) {
            // If no asset can have it, the refusal of the first one says what to do.
            if (nothingLeft || !others.containsKey(spec)) {
                Materializer before = chosen;
                chosen = UsageException.instead(() -> choice.apply(before, asset(spec)));
            }
        }
        others.forEach((spec, why) -> terminal.say(spec.key() + " " + why));
        return chosen;
    }

    private static Optional<String> whyNot(AssetSpec spec, String first, String last) {
        if (!isOf(grain(spec), first) || !isOf(grain(spec), last)) {
            return Optional.of("has " + word(spec) + " partitions; its latest will be built");
        }
        // Sorted as text, canonical keys are in the order of time.
        return partitions(spec).first()
                .filter(start -> first.compareTo(start) < 0)
                .map(start -> "begins with " + start + ", after " + first + "; its latest will be built");
    }

    private record RangeArgument(String first, String last, int perCall) {

        @SuppressWarnings("unchecked") // the grain decides the type, of the asset and of what it parses
        <P extends Temporal> Materializer of(Materializer materializer, PartitionedAsset<P> asset) {
            return materializer.backfill(
                    asset, (P) asset.grain().parse(first), (P) asset.grain().parse(last), perCall);
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

    private static PartitionsDefinition partitions(AssetSpec spec) {
        return spec.partitions().orElseThrow();
    }

    private static Grain grain(AssetSpec spec) {
        return partitions(spec).grain();
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
