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

    /** Returns the partitions of a shape; empty for an unknown granularity, and without a first one that isn't one. */
    static Optional<PartitionsDefinition> of(Optional<PartitionShape> shape) {
        return shape.flatMap(s -> Grain.ofWord(s.granularity()).map(grain ->
                new PartitionsDefinition(grain, s.firstPartition().filter(first -> why(grain, first).isEmpty()))));
    }

    /** Warns of an unknown granularity, and of a first partition that isn't one. */
    static void check(String id, Optional<PartitionShape> shape, Location at, Problems problems) {
        if (shape.isEmpty()) {
            return;
        }
        String word = shape.get().granularity();
        Optional<Grain> grain = Grain.ofWord(word);
        if (grain.isEmpty()) {
            problems.add(
                    ProblemId.UNKNOWN_GRANULARITY,
                    "the node " + id + " has partitions of the granularity '" + word
                            + "', which this library doesn't know; it is treated as unpartitioned",
                    at);
        } else {
            shape.get().firstPartition().flatMap(first -> why(grain.get(), first)).ifPresent(why -> problems.add(
                    ProblemId.UNKNOWN_GRANULARITY,
                    "the first partition of the node " + id + " is left out: " + why + "; mend its first_partition, and refresh",
                    at));
        }
    }

    /** Returns why a text isn't a partition; empty if it is one. */
    private static Optional<String> why(Grain grain, String first) {
        try {
            grain.parse(first);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
