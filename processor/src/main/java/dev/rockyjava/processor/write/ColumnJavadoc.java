package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import java.util.List;

/** What the IDE shows for a column's constant: what the column is made of. */
final class ColumnJavadoc {

    private static final int MOST_SOURCES = 8;

    private ColumnJavadoc() {}

    static void write(SourceText out, AssetSpec owner, String column) {
        String name = "Column <b>" + JavadocText.escape(column) + "</b>";
        List<ColumnSource> sources = owner.columnLineage().getOrDefault(column, List.of());
        if (sources.isEmpty()) {
            out.javadoc(name + ".");
            return;
        }
        out.line().add("/**").end();
        out.line().add(" * ").add(name).add(", made of:").end();
        out.line().add(" *").end();
        out.line().add(" * <ul>").end();
        for (int i = 0; i < sources.size() && i < MOST_SOURCES; i++) {
            ColumnSource source = sources.get(i);
            out.line().add(" *   <li>").add(JavadocText.escape(source.key() + "/" + source.column()));
            if (!source.transform().isBlank()) {
                out.add(" (").add(JavadocText.escape(source.transform())).add(")");
            }
            out.end();
        }
        if (sources.size() > MOST_SOURCES) {
            out.line().add(" *   <li>and " + (sources.size() - MOST_SOURCES) + " more").end();
        }
        out.line().add(" * </ul>").end();
        out.line().add(" */").end();
    }
}
