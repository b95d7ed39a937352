package dev.rockyjava.internal.run.text;

import dev.rockyjava.engine.PartitionChoice;

/** Creates choices of partitions from their keys, and formats them. */
public final class PartitionText {

    private PartitionText() {}

    public static PartitionChoice range(String first, String last) {
        return first.equals(last) ? new PartitionChoice.One(first) : new PartitionChoice.Range(first, last);
    }

    /** Returns a choice as text. */
    public static String text(PartitionChoice choice) {
        if (choice instanceof PartitionChoice.One one) {
            return one.key();
        }
        if (choice instanceof PartitionChoice.Range range) {
            return range.first() + " to " + range.last();
        }
        if (choice instanceof PartitionChoice.Missing missing) {
            return "the missing partitions" + missing.last().map(last -> " until " + last).orElse("");
        }
        if (choice instanceof PartitionChoice.Latest || choice instanceof PartitionChoice.Default) {
            return "the latest partition";
        }
        throw new IllegalArgumentException("no words for " + choice);
    }
}
