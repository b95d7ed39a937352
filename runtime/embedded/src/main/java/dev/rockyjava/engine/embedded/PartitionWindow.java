package dev.rockyjava.engine.embedded;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.RunOutput;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One partition of a model, from its start (inclusive) to its end (exclusive), in UTC (ENGINE.md §2.7).
 *
 * @param key the canonical key
 */
record PartitionWindow(String key, LocalDateTime start, LocalDateTime end) {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** An empty window: with it a model selects its columns but no rows. */
    static final PartitionWindow EMPTY = new PartitionWindow(
            "bootstrap", LocalDate.of(1900, 1, 1).atStartOfDay(), LocalDate.of(1900, 1, 1).atStartOfDay());

    /**
     * Returns the chosen partitions, oldest first, preceded by {@code lookback} more.
     *
     * @throws WorkFailure if a key isn't a partition of this grain, or a range ends before it starts
     */
    static List<PartitionWindow> of(Grain grain, PartitionChoice choice, int lookback, Clock clock) {
        Temporal first;
        Temporal last;
        if (choice instanceof PartitionChoice.Missing) {
            throw new UnsupportedByEngineException("the embedded engine keeps no record of the partitions that it built, so"
                    + " it can't determine the missing ones; the real rocky binary does", "name a range");
        }
        if (choice instanceof PartitionChoice.One one) {
            first = parse(grain, one.key());
            last = first;
        } else if (choice instanceof PartitionChoice.Range range) {
            first = parse(grain, range.first());
            last = parse(grain, range.last());
        } else if (choice instanceof PartitionChoice.Latest || choice instanceof PartitionChoice.Default) {
            first = grain.containing(clock.instant());
            last = first;
        } else {
            throw new IllegalArgumentException("the embedded engine doesn't know the choice " + choice);
        }
        if (grain.unit().between(first, last) < 0) {
            throw new WorkFailure("the range from " + grain.key(first) + " to " + grain.key(last) + " is empty");
        }
        List<PartitionWindow> windows = new ArrayList<>();
        Temporal next = first.minus(lookback, grain.unit());
        while (grain.unit().between(next, last) >= 0) {
            Temporal after = next.plus(1, grain.unit());
            windows.add(new PartitionWindow(grain.key(next), grain.start(next), grain.start(after)));
            next = after;
        }
        return windows;
    }

    /**
     * Substitutes the window's bounds in a model's SQL, as quoted timestamps, including for placeholders that are
     * already quoted.
     */
    String into(String sql) {
        return sql.replace("'@start_date'", quoted(start))
                .replace("@start_date", quoted(start))
                .replace("'@end_date'", quoted(end))
                .replace("@end_date", quoted(end));
    }

    /** Returns the condition that a row of the target is in this window. */
    String condition(String timeColumn) {
        String column = Sql.name(timeColumn);
        return column + " >= " + quoted(start) + " AND " + column + " < " + quoted(end);
    }

    RunOutput.PartitionInfo info() {
        return new RunOutput.PartitionInfo(
                key,
                Optional.of(start.toInstant(ZoneOffset.UTC).toString()),
                Optional.of(end.toInstant(ZoneOffset.UTC).toString()));
    }

    private static String quoted(LocalDateTime moment) {
        return "'" + SQL.format(moment) + "'";
    }

    private static Temporal parse(Grain grain, String key) {
        try {
            return grain.parse(key);
        } catch (IllegalArgumentException e) {
            throw new WorkFailure(Objects.requireNonNull(e.getMessage()), e);
        }
    }
}
