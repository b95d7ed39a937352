package dev.rockyjava.processor.write;

import com.palantir.javapoet.FieldSpec;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.Definitions;
import java.util.Optional;
import java.util.function.BiFunction;

/** The tree of typed constants: one call with one short text each, since code is what limits a class. */
final class AssetMembers implements Members {

    private final AssetJavadoc javadoc;
    private final BiFunction<AssetSpec, String, Optional<String>> columnTypes;

    AssetMembers(Definitions definitions, BiFunction<AssetSpec, String, Optional<String>> columnTypes) {
        this.javadoc = new AssetJavadoc(definitions);
        this.columnTypes = columnTypes;
    }

    @Override
    public FieldSpec.Builder asset(String name, AssetSpec spec) {
        AssetType type = AssetType.of(spec);
        return FieldSpec.builder(type.typeName(), name)
                .addJavadoc(javadoc.of(spec))
                .initializer("$T.$L($L)", type.factory(), type.method(), JavaLiteral.of(spec.key().toString()));
    }

    @Override
    public FieldSpec.Builder column(String name, AssetSpec owner, String column) {
        return FieldSpec.builder(Column.class, name)
                .addJavadoc(ColumnJavadoc.of(owner, column, columnTypes.apply(owner, column)))
                .initializer("$T.of($L, $L)", Column.class, JavaLiteral.of(owner.key().toString()), JavaLiteral.of(column));
    }

    @Override
    public String word() {
        return "assets";
    }
}
