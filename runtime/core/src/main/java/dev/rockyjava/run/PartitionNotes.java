package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.PartitionChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Says in a plan what a choice of partitions means for what is upstream of it: nothing is built once per partition. */
final class PartitionNotes {

    private PartitionNotes() {}

    static Map<AssetKey, List<String>> of(
            Definitions definitions, SortedSet<AssetKey> selected, Map<AssetKey, ChosenPartitions> chosen) {
        Map<AssetKey, List<String>> notes = new HashMap<>();
        chosen.forEach((key, partitions) -> {
            if (partitions.choice() instanceof PartitionChoice.Latest) {
                return; // what is upstream builds its latest, too
            }
            Grain grain = definitions.get(key).partitions().orElseThrow().grain();
            for (AssetKey upstream : definitions.graph().allUpstream(Set.of(key))) {
                AssetSpec spec = definitions.get(upstream);
                if (selected.contains(upstream) && spec.kind() == NodeKind.TRANSFORMATION) {
                    note(spec, chosen, key + ", which builds " + ChosenPartitions.text(partitions.choice()), grain)
                            .ifPresent(note -> notes.computeIfAbsent(upstream, k -> new ArrayList<>()).add(note));
                }
            }
        });
        return notes;
    }

    private static Optional<String> note(
            AssetSpec upstream, Map<AssetKey, ChosenPartitions> chosen, String reader, Grain grain) {
        if (upstream.partitions().isEmpty()) {
            return Optional.of("built once, whole, for " + reader);
        }
        Grain own = upstream.partitions().get().grain();
        String size = own == grain ? "" : " (it is " + own.dagWord() + ", not " + grain.dagWord() + ")";
        ChosenPartitions choice = chosen.get(upstream.key());
        if (choice != null) {
            return size.isEmpty()
                    ? Optional.empty()
                    : Optional.of("built once, " + ChosenPartitions.text(choice.choice()) + size + ", for "
                            + reader);
        }
        return Optional.of("builds its latest partition only" + size + ", for " + reader
                + "; choose its partitions, too, if it needs more");
    }
}
