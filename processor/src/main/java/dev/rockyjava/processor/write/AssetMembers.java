package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.Definitions;

/** The tree of typed constants: one call with one short text each, since code is what limits a class. */
final class AssetMembers implements Members {

    private final AssetJavadoc javadoc;

    AssetMembers(Definitions definitions) {
        this.javadoc = new AssetJavadoc(definitions);
    }

    @Override
    public void asset(SourceText out, String modifiers, String name, AssetSpec spec) {
        AssetType type = AssetType.of(spec);
        javadoc.write(out, spec);
        type.write(out.line().add(modifiers));
        out.add(" ").add(name).add(" = ").type(type.type()).add(".").add(type.method()).add("(");
        out.literal(spec.key().toString()).add(");").end();
    }

    @Override
    public void column(SourceText out, String modifiers, String name, AssetSpec owner, String column) {
        ColumnJavadoc.write(out, owner, column);
        out.line().add(modifiers).type(Column.class).add(" ").add(name).add(" = ").type(Column.class).add(".of(");
        out.literal(owner.key().toString()).add(", ").literal(column).add(");").end();
    }

    @Override
    public String word() {
        return "assets";
    }
}
