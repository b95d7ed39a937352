package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.LoadAsset;
import dev.rockyjava.asset.OtherAsset;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.PartitionsDefinition;
import dev.rockyjava.asset.QualityAsset;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.SnapshotAsset;
import dev.rockyjava.asset.SourceAsset;
import dev.rockyjava.asset.TransformationAsset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The static type of a constant and how one is made.
 *
 * @param type the constant's type, which has the factory method too
 * @param partition its type argument; null for none
 * @param method the factory method; it takes the key's text
 */
record AssetType(Class<?> type, @Nullable Class<?> partition, String method) {

    static AssetType of(AssetSpec spec) {
        return switch (spec.kind()) {
            case SOURCE -> simple(SourceAsset.class);
            case LOAD -> simple(LoadAsset.class);
            case TRANSFORMATION -> {
                PartitionsDefinition partitions = spec.partitions().orElse(null);
                yield partitions == null ? simple(TransformationAsset.class) : partitioned(partitions.grain());
            }
            case SEED -> simple(SeedAsset.class);
            case QUALITY -> simple(QualityAsset.class);
            case SNAPSHOT -> simple(SnapshotAsset.class);
            case TEST, OTHER -> simple(OtherAsset.class);
        };
    }

    private static AssetType simple(Class<?> type) {
        return new AssetType(type, null, "of");
    }

    private static AssetType partitioned(Grain grain) {
        Class<?> partition = switch (grain) {
            case HOUR -> LocalDateTime.class;
            case DAY -> LocalDate.class;
            case MONTH -> YearMonth.class;
            case YEAR -> Year.class;
        };
        return new AssetType(PartitionedAsset.class, partition, grain.dagWord());
    }

    /** Writes the static type. */
    void write(SourceText out) {
        out.type(type);
        if (partition != null) {
            out.add("<").type(partition).add(">");
        }
    }
}
