package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.Definitions;
import java.util.Optional;
import java.util.function.BiFunction;

/** The tree of typed constants. Each is one call with one short string, since the size of code limits a class. */
final class AssetMembers implements Members {

    private final AssetJavadoc javadoc;
    private final BiFunction<AssetSpec, String, Optional<String>> columnTypes;

    AssetMembers(Definitions definitions, BiFunction<AssetSpec, String, Optional<String>> columnTypes) {
        this.javadoc = new AssetJavadoc(definitions);
        this.columnTypes = columnTypes;
    }

    @Override
    public void asset(SourceText out, String modifiers, String name, AssetSpec spec) {
        AssetType type = AssetType.of(spec);
        out.javadoc(javadoc.of(spec));
        type.write(out.line().add(modifiers));
        out.add(" ").add(name).add(" = ").type(type.type()).add(".").add(type.method()).add("(");
        out.literal(spec.key().toString()).add(");").end();
    }

    @Override
    public void column(SourceText out, String modifiers, String name, AssetSpec owner, String column) {
        out.javadoc(ColumnJavadoc.of(owner, column, columnTypes.apply(owner, column)));
        out.line().add(modifiers).type(Column.class).add(" ").add(name).add(" = ").type(Column.class).add(".of(");
        out.literal(owner.key().toString()).add(", ").literal(column).add(");").end();
    }

    @Override
    public String word() {
        return "assets";
    }
}
