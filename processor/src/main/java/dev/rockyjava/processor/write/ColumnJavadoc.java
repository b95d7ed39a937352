package dev.rockyjava.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import java.util.List;

/** What the IDE shows for a column's constant: what the column is made of. */
final class ColumnJavadoc {

    private static final int MOST_SOURCES = 8;

    private ColumnJavadoc() {}

    static CodeBlock of(AssetSpec owner, String column) {
        StringBuilder text = new StringBuilder("Column <b>").append(JavadocText.escape(column)).append("</b>");
        List<ColumnSource> sources = owner.columnLineage().getOrDefault(column, List.of());
        if (sources.isEmpty()) {
            return CodeBlock.of("$L", text.append("."));
        }
        text.append(", made of:\n\n<ul>\n");
        sources.stream().limit(MOST_SOURCES).forEach(source -> {
            text.append("  <li>").append(JavadocText.escape(source.key() + "/" + source.column()));
            if (!source.transform().isBlank()) {
                text.append(" (").append(JavadocText.escape(source.transform())).append(")");
            }
            text.append("\n");
        });
        if (sources.size() > MOST_SOURCES) {
            text.append("  <li>and ").append(sources.size() - MOST_SOURCES).append(" more\n");
        }
        return CodeBlock.of("$L", text.append("</ul>\n"));
    }
}
