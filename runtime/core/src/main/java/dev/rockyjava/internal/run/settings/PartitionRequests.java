package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.text.Microbatch;
import java.time.temporal.Temporal;

/** Converts typed partitions to the engine's arguments, and checks them against the asset's definitions. */
public final class PartitionRequests {

    private PartitionRequests() {}

    /** Returns a range, or a single partition if both ends are the same. */
    public static <P extends Temporal> PartitionChoice of(
            Definitions definitions, PartitionedAsset<P> asset, P first, P last) {
        AssetSpec spec = definitions.get(asset);
        PartitionsDefinition partitions = checked(spec, asset);
        // Canonical keys have fixed-width fields, so they sort in time order.
        String firstKey = asset.grain().key(first);
        String lastKey = asset.grain().key(last);
        if (firstKey.compareTo(lastKey) > 0) {
            throw new IllegalArgumentException("the partitions of " + spec.key() + " run backwards, from " + firstKey
                    + " to " + lastKey + "; swap them");
        }
        partitions.first().filter(start -> firstKey.compareTo(start) < 0).ifPresent(start -> {
            throw new IllegalArgumentException("the partition " + firstKey + " of " + spec.key()
                    + " is before its first one, " + start + "; begin there, or change first_partition of the model");
        });
        return PartitionText.range(firstKey, lastKey);
    }

    public static PartitionChoice latest(Definitions definitions, PartitionedAsset<?> asset) {
        checked(definitions.get(asset), asset);
        return new PartitionChoice.Latest();
    }

    public static PartitionChoice missing(Definitions definitions, PartitionedAsset<?> asset) {
        AssetSpec spec = definitions.get(asset);
        if (checked(spec, asset).first().isEmpty()) {
            throw new IllegalArgumentException("which partitions of " + spec.key() + " are missing can't be determined, "
                    + "as its model states no first_partition; add it, or give a range");
        }
        return new PartitionChoice.Missing();
    }

    /** Returns whether the engine builds single partitions of an asset. */
    public static boolean taken(AssetSpec spec) {
        return spec.partitions().isPresent() && !Microbatch.is(spec.strategy());
    }

    /**
     * Returns the asset's partitions as defined.
     *
     * @throws IllegalArgumentException if definitions and constant disagree, or the engine ignores partitions
     */
    private static PartitionsDefinition checked(AssetSpec spec, PartitionedAsset<?> asset) {
        PartitionsDefinition partitions = spec.partitions().orElseThrow(() -> new IllegalArgumentException(
                spec.key() + " has no partitions in these definitions, but the constant is " + asset.grain().dagWord()
                        + "; the snapshot has changed since the constant was generated, so compile again"));
        if (partitions.grain() != asset.grain()) {
            throw new IllegalArgumentException(spec.key() + " has " + partitions.grain().dagWord()
                    + " partitions in these definitions, but the constant is " + asset.grain().dagWord()
                    + "; the snapshot has changed since the constant was generated, so compile again");
        }
        if (Microbatch.is(spec.strategy())) {
            throw new IllegalArgumentException(spec.key() + " has the strategy " + Microbatch.EFFECT
                    + "; run it without partitions, or change its strategy to time_interval");
        }
        return partitions;
    }
}
