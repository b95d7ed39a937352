package dev.rockyjava.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.LoadAsset;
import dev.rockyjava.asset.OtherAsset;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.QualityAsset;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.SnapshotAsset;
import dev.rockyjava.asset.SourceAsset;
import dev.rockyjava.asset.TransformationAsset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;

/**
 * The static type of a constant and how one is made.
 *
 * @param typeName the constant's type
 * @param factory the class with the factory method
 * @param method the factory method; it takes the key's text
 */
record AssetType(TypeName typeName, ClassName factory, String method) {

    static AssetType of(AssetSpec spec) {
        return switch (spec.kind()) {
            case SOURCE -> simple(SourceAsset.class);
            case LOAD -> simple(LoadAsset.class);
            case TRANSFORMATION ->
                spec.partitions().map(p -> partitioned(p.grain())).orElseGet(() -> simple(TransformationAsset.class));
            case SEED -> simple(SeedAsset.class);
            case QUALITY -> simple(QualityAsset.class);
            case SNAPSHOT -> simple(SnapshotAsset.class);
            case TEST, OTHER -> simple(OtherAsset.class);
        };
    }

    private static AssetType simple(Class<?> type) {
        ClassName name = ClassName.get(type);
        return new AssetType(name, name, "of");
    }

    private static AssetType partitioned(Grain grain) {
        ClassName name = ClassName.get(PartitionedAsset.class);
        Class<?> partition = switch (grain) {
            case HOUR -> LocalDateTime.class;
            case DAY -> LocalDate.class;
            case MONTH -> YearMonth.class;
            case YEAR -> Year.class;
        };
        return new AssetType(ParameterizedTypeName.get(name, ClassName.get(partition)), name, grain.dagWord());
    }
}
