package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The static type of a constant and its factory method.
 *
 * @param type the constant's type, which declares the factory method
 * @param partition its type argument; null if there is none
 * @param method the name of the factory method, which takes the key as a string
 */
record AssetType(Class<?> type, @Nullable Class<?> partition, String method) {

    static AssetType of(AssetSpec spec) {
        return spec.kind() == NodeKind.TRANSFORMATION && spec.partitions().isPresent()
                ? partitioned(spec.partitions().get().grain())
                : new AssetType(spec.kind().assetType(), null, "of");
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
