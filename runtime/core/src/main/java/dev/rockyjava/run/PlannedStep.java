package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import java.util.List;
import java.util.Optional;

/**
 * One asset's place in a plan.
 *
 * @param layer how many assets must at least come before it in the whole graph, counted along the longest way; steps of
 *     one layer don't need one another
 * @param partitions those that it builds; empty if the engine takes none of the asset
 * @param sharesWith the earlier step that makes the same requests of the engine, so that this one reuses the answers
 * @param notes what one should know about it, for people
 */
public record PlannedStep(
        AssetKey key,
        NodeKind kind,
        int layer,
        PlannedAction action,
        Optional<PlannedPartitions> partitions,
        Optional<AssetKey> sharesWith,
        List<String> notes) {

    public PlannedStep {
        notes = List.copyOf(notes);
    }
}
