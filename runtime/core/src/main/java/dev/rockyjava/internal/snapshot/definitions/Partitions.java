package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.DagNode.PartitionShape;
import java.util.Optional;

/** Converts the engine's partition shapes to partitions definitions. */
final class Partitions {

    private Partitions() {}

    /** Returns the partitions of a shape; empty for an unknown granularity. */
    static Optional<PartitionsDefinition> of(Optional<PartitionShape> shape) {
        return shape.flatMap(s -> Grain.ofWord(s.granularity()).map(grain -> new PartitionsDefinition(grain, s.firstPartition())));
    }

    /** Reports a first partition that isn't one, and warns of an unknown granularity. */
    static void check(String id, Optional<PartitionShape> shape, Location at, Problems problems) {
        of(shape).ifPresent(partitions -> partitions.first().ifPresent(first -> {
            try {
                partitions.grain().parse(first);
            } catch (IllegalArgumentException e) {
                problems.add(
                        ProblemId.WRONG_VALUE,
                        "the first partition of the node " + id + " is none: " + e.getMessage()
                                + "; refresh the snapshot with a matching engine",
                        at);
            }
        }));
        shape.map(PartitionShape::granularity).filter(word -> Grain.ofWord(word).isEmpty()).ifPresent(word -> problems.add(
                ProblemId.UNKNOWN_GRANULARITY,
                "the node " + id + " has partitions of the granularity '" + word
                        + "', which this library doesn't know; it is treated as unpartitioned",
                at));
    }
}
