package dev.rockyjava.internal.run.facts;

import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.PlanOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.engine.document.TestOutput;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.MetadataKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Extracts from an answer what was built for an asset, whatever the verdict: failed assets keep what was built despite
 * the failure.
 */
public final class Materializations {

    private Materializations() {}

    public static List<Materialization> of(EngineCall call) {
        if (call.reply() == null) {
            return List.of();
        }
        EngineDocument document = call.document();
        if (document instanceof RunOutput) {
            return call.built().stream().map(built -> of(built, call.partitionKeys(built))).toList();
        }
        if (document instanceof LoadOutput load) {
            return load.files().stream()
                    .filter(LoadOutput.LoadedFile::loaded)
                    .map(file -> of(file.target(), file.rowsLoaded(), file.durationMs()))
                    .toList();
        }
        if (document instanceof SeedOutput) {
            return call.seeded().stream()
                    .filter(table -> table.error().isEmpty())
                    .map(table -> of(table.target(), table.rows(), table.durationMs()))
                    .toList();
        }
        if (document instanceof TestOutput || document instanceof PlanOutput) {
            return List.of(); // they build nothing
        }
        throw new IllegalArgumentException("it isn't known what was built according to " + document);
    }

    private static Materialization of(RunOutput.MaterializedTable built, List<String> partitions) {
        SortedMap<String, Object> facts = facts(built.rowsCopied(), built.durationMs());
        // dagster-rocky writes both of them under two names.
        facts.put(MetadataKeys.ROCKY_DURATION_MS, built.durationMs());
        put(facts, MetadataKeys.ROWS_COPIED, built.rowsCopied());
        built.metadata().strategy().ifPresent(strategy -> facts.put(MetadataKeys.STRATEGY, strategy));
        built.metadata().watermark().ifPresent(watermark -> facts.put(MetadataKeys.WATERMARK, watermark));
        built.metadata().targetTableFullName().ifPresent(table -> facts.put(MetadataKeys.TARGET_TABLE, table));
        built.metadata().sqlHash().ifPresent(hash -> facts.put(MetadataKeys.SQL_HASH, hash));
        put(facts, MetadataKeys.COLUMN_COUNT, built.metadata().columnCount());
        put(facts, MetadataKeys.COMPILE_TIME_MS, built.metadata().compileTimeMs());
        put(facts, MetadataKeys.COST_USD, built.costUsd());
        put(facts, MetadataKeys.BYTES_SCANNED, built.bytesScanned());
        put(facts, MetadataKeys.BYTES_WRITTEN, built.bytesWritten());
        built.upstreamReads().ifPresent(reads -> facts.put(MetadataKeys.UPSTREAM_READS, reads.reads().stream()
                .map(read -> read.table() + (read.rowsScanned() == null ? "" : " (" + read.rowsScanned() + " rows)"))
                .collect(Collectors.joining(", "))));
        Optional<String> partition = built.partition().map(RunOutput.PartitionInfo::key);
        partition.ifPresent(key -> facts.put(MetadataKeys.PARTITION_KEY, key));
        return new Materialization(
                built.assetKey(),
                partition,
                partitions.isEmpty() ? partitions : partitions.subList(1, partitions.size()),
                Optional.ofNullable(built.rowsCopied()),
                Duration.ofMillis(built.durationMs()),
                facts);
    }

    private static Materialization of(String target, long rows, long durationMs) {
        SortedMap<String, Object> facts = facts(rows, durationMs);
        facts.put(MetadataKeys.TARGET_TABLE, target);
        return new Materialization(
                List.of(target), Optional.empty(), List.of(), Optional.of(rows), Duration.ofMillis(durationMs), facts);
    }

    private static void put(SortedMap<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static SortedMap<String, Object> facts(@Nullable Long rows, long durationMs) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put(MetadataKeys.DURATION_MS, durationMs);
        if (rows != null) {
            facts.put(MetadataKeys.ROW_COUNT, rows);
        }
        return facts;
    }
}
