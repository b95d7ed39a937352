package dev.rockyjava.run;

import dev.rockyjava.asset.Grain;
import dev.rockyjava.engine.PartitionChoice;
import java.util.ArrayList;
import java.util.List;

/**
 * What partitions of an asset to build, and how many of a range by one call of the engine.
 *
 * @param perCall at least 1
 */
record ChosenPartitions(PartitionChoice choice, int perCall) {

    static ChosenPartitions atOnce(PartitionChoice choice) {
        return new ChosenPartitions(choice, Integer.MAX_VALUE);
    }

    /** One for each call, oldest first. */
    List<PartitionChoice> calls(Grain grain) {
        List<String> keys = PartitionKeys.of(grain, choice);
        if (keys.size() <= perCall) {
            return List.of(choice);
        }
        List<PartitionChoice> calls = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += perCall) {
            calls.add(range(keys.get(from), keys.get(Math.min(keys.size(), from + perCall) - 1)));
        }
        return calls;
    }

    static PartitionChoice range(String first, String last) {
        return first.equals(last) ? new PartitionChoice.One(first) : new PartitionChoice.Range(first, last);
    }

    /** For people. */
    static String text(PartitionChoice choice) {
        if (choice instanceof PartitionChoice.One one) {
            return one.key();
        }
        if (choice instanceof PartitionChoice.Range range) {
            return range.first() + " to " + range.last();
        }
        return choice instanceof PartitionChoice.Missing ? "the missing partitions" : "the latest partition";
    }
}
