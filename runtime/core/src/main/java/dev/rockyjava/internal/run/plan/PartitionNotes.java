package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.text.Microbatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Writes the notes of a plan about what a choice of partitions means for upstream assets: none of them is built once
 * per partition.
 */
final class PartitionNotes {

    private PartitionNotes() {}

    static Map<AssetKey, List<String>> of(
            Definitions definitions, SortedSet<AssetKey> selected, RunSettings settings, Instant moment) {
        Map<AssetKey, List<String>> notes = new HashMap<>();
        Map<AssetKey, ChosenPartitions> chosen = settings.partitions();
        if (chosen.values().stream().allMatch(partitions -> latest(partitions.choice()))) {
            return notes; // upstream assets build their latest partition, too
        }
        chosen.forEach((key, partitions) -> {
            boolean latest = latest(partitions.choice());
            PartitionChoice read = built(definitions.get(key), settings, moment).orElseThrow();
            String reader = key + ", which builds " + PartitionText.text(read);
            Grain grain = grain(definitions.get(key));
            for (AssetKey upstream : definitions.graph().allUpstream(Set.of(key))) {
                AssetSpec spec = definitions.get(upstream);
                if (selected.contains(upstream) && spec.kind() == NodeKind.TRANSFORMATION) {
                    Optional<PartitionChoice> own = built(spec, settings, moment);
                    Optional.ofNullable(chosen.get(upstream))
                            .flatMap(asked -> own)
                            .map(keys -> covers(spec, keys, grain, read)
                                    ? Optional.<String>empty()
                                    : Optional.of(chosen(spec, keys, grain, reader)))
                            .orElseGet(() -> latest
                                    ? Optional.empty()
                                    : Optional.of(unchosen(spec, own, grain, reader)))
                            .ifPresent(note -> notes.computeIfAbsent(upstream, k -> new ArrayList<>()).add(note));
                }
            }
        });
        return notes;
    }

    private static String chosen(AssetSpec upstream, PartitionChoice own, Grain grain, String reader) {
        return "built once, " + PartitionText.text(own) + size(grain(upstream), grain) + ", for " + reader;
    }

    private static String unchosen(AssetSpec upstream, Optional<PartitionChoice> own, Grain grain, String reader) {
        if (Microbatch.is(upstream.strategy())) {
            return "built once, for " + reader + "; its strategy is " + Microbatch.EFFECT;
        }
        return own.map(latest -> "builds " + PartitionText.text(latest) + " only" + size(grain(upstream), grain)
                        + ", for " + reader + "; choose its partitions, too, if it needs more")
                .orElse("built once, whole, for " + reader);
    }

    private static Optional<PartitionChoice> built(AssetSpec spec, RunSettings settings, Instant moment) {
        return ChosenPartitions.of(spec, settings, moment).map(ChosenPartitions::choice);
    }

    private static Grain grain(AssetSpec spec) {
        return spec.partitions().orElseThrow().grain();
    }

    private static String size(Grain own, Grain reader) {
        return own == reader ? "" : " (it is " + own.dagWord() + ", not " + reader.dagWord() + ")";
    }

    /** Returns whether the choice covers everything that is read, as far as that is known. */
    private static boolean covers(AssetSpec upstream, PartitionChoice own, Grain grain, PartitionChoice read) {
        return grain(upstream) == grain
                && (own.equals(read)
                        || !first(own).isEmpty()
                                && !first(read).isEmpty()
                                // Canonical keys sort in time order.
                                && first(own).compareTo(first(read)) <= 0
                                && last(own).compareTo(last(read)) >= 0);
    }

    private static String first(PartitionChoice choice) {
        return choice instanceof PartitionChoice.Range range ? range.first() : one(choice);
    }

    private static String last(PartitionChoice choice) {
        return choice instanceof PartitionChoice.Range range ? range.last() : one(choice);
    }

    private static String one(PartitionChoice choice) {
        if (choice instanceof PartitionChoice.One one) {
            return one.key();
        }
        if (choice instanceof PartitionChoice.Default
                || choice instanceof PartitionChoice.Latest
                || choice instanceof PartitionChoice.Missing) {
            return ""; // they name no partition
        }
        throw new IllegalArgumentException("the partitions of " + choice + " aren't known");
    }

    private static boolean latest(PartitionChoice choice) {
        return choice instanceof PartitionChoice.Latest;
    }
}
