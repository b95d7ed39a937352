package dev.rockyjava.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;

/** The tree of the same keys as compile-time constants, which alone can stand in annotations. */
final class KeyMembers implements Members {

    @Override
    public FieldSpec.Builder asset(String name, AssetSpec spec) {
        return FieldSpec.builder(String.class, name)
                .addJavadoc(CodeBlock.of("$L", JavadocText.escape(spec.nodeId())))
                .initializer("$L", JavaLiteral.of(spec.key().toString()));
    }

    @Override
    public FieldSpec.Builder column(String name, AssetSpec owner, String column) {
        String text = Column.of(owner.key().toString(), column).text();
        return FieldSpec.builder(String.class, name).initializer("$L", JavaLiteral.of(text));
    }

    @Override
    public String word() {
        return "keys";
    }
}
