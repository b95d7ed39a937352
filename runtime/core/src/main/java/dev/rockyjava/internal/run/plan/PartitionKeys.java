package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.document.RunOutput.MaterializedTable;
import dev.rockyjava.engine.document.RunOutput.PartitionInfo;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Determines which partitions were requested, and which of those the engine didn't build. */
public final class PartitionKeys {

    /** More than a century of hours: a damaged journal can state a range that fills the memory. */
    private static final long MOST = 1_000_000;

    private PartitionKeys() {}

    /** Returns the canonical keys from the first to the last; empty if the choice names no partition. */
    public static List<String> of(Grain grain, PartitionChoice choice) {
        if (choice instanceof PartitionChoice.One one) {
            return List.of(one.key());
        }
        if (choice instanceof PartitionChoice.Range range) {
            List<String> keys = new ArrayList<>();
            Temporal partition = grain.parse(range.first());
            long more = grain.unit().between(partition, grain.parse(range.last()));
            if (more < 0 || more > MOST) {
                throw new IllegalArgumentException("the range of partitions from " + range.first() + " to " + range.last()
                        + " ends before it begins, or has more than " + MOST + " partitions");
            }
            for (String key = range.first(); !key.equals(range.last()); key = grain.key(partition)) {
                keys.add(key);
                partition = partition.plus(1, grain.unit());
            }
            keys.add(range.last());
            return keys;
        }
        if (choice instanceof PartitionChoice.Default
                || choice instanceof PartitionChoice.Latest
                || choice instanceof PartitionChoice.Missing) {
            return List.of();
        }
        throw new IllegalArgumentException("no keys for " + choice);
    }

    /**
     * Returns the keys of all partitions that a materialization covers: for a batch, those within its window, first to
     * last.
     */
    public static List<String> of(Grain grain, PartitionInfo partition) {
        try {
            Optional<Window> window = Window.of(partition);
            List<String> keys = new ArrayList<>(List.of(partition.key()));
            Temporal next = grain.parse(partition.key()).plus(1, grain.unit());
            while (window.isPresent() && window.get().holds(grain.start(next)) && keys.size() < ChosenPartitions.MOST_CALLS) {
                keys.add(grain.key(next));
                next = next.plus(1, grain.unit());
            }
            return keys;
        } catch (IllegalArgumentException e) { // not a key of this grain: the snapshot is older than the model
            return List.of(partition.key());
        }
    }

    /**
     * Returns the requested partitions that no materialization covers. One materialization may cover several: a model
     * with a {@code batch_size} has one entry per batch, named after the first partition, whose window spans the batch.
     */
    public static List<String> missing(Grain grain, PartitionChoice choice, List<MaterializedTable> built) {
        Set<String> keys = new HashSet<>();
        List<Window> windows = new ArrayList<>();
        for (MaterializedTable materialization : built) {
            materialization.partition().ifPresent(partition -> {
                keys.add(partition.key());
                Window.of(partition).ifPresent(windows::add);
            });
        }
        return of(grain, choice).stream()
                .filter(key -> !keys.contains(key))
                .filter(key -> {
                    LocalDateTime start = grain.start(grain.parse(key));
                    return windows.stream().noneMatch(window -> window.holds(start));
                })
                .toList();
    }

    /** A half-open span of time in UTC. */
    private record Window(LocalDateTime start, LocalDateTime end) {

        static Optional<Window> of(PartitionInfo partition) {
            try {
                return partition.start().flatMap(start ->
                        partition.end().map(end -> new Window(utc(start), utc(end))));
            } catch (DateTimeException e) {
                return Optional.empty(); // only the key is used then
            }
        }

        private static LocalDateTime utc(String time) {
            return OffsetDateTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }

        boolean holds(LocalDateTime moment) {
            return !moment.isBefore(start) && moment.isBefore(end);
        }
    }
}
