package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;

/** The tree of the same keys as compile-time constants, the only kind that annotations accept. */
final class KeyMembers implements Members {

    @Override
    public void asset(SourceText out, String modifiers, String name, AssetSpec spec) {
        out.javadoc(JavadocText.escape(spec.nodeId()));
        constant(out, modifiers, name, spec.key().toString());
    }

    @Override
    public void column(SourceText out, String modifiers, String name, AssetSpec owner, String column) {
        constant(out, modifiers, name, Column.of(owner.key().toString(), column).text());
    }

    private static void constant(SourceText out, String modifiers, String name, String text) {
        out.line().add(modifiers).type(String.class).add(" ").add(name).add(" = ").literal(text).add(";").end();
    }

    @Override
    public String word() {
        return "keys";
    }
}
