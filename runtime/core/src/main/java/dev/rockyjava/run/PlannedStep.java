package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import java.util.List;
import java.util.Optional;

/**
 * One asset's step in a plan.
 *
 * @param layer the length of the longest upstream path in the whole graph, in assets; steps of one layer don't depend
 *     on one another
 * @param partitions the partitions that it builds; empty if the engine doesn't accept partitions for the asset
 * @param sharesWith the earlier step with the same requests, whose answers this step reuses
 * @param notes notes about the step, for the user
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
