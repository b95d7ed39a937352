package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.internal.text.Listing;
import java.util.List;
import java.util.Optional;

/** The Javadoc of a column's constant: its data type and its sources. */
final class ColumnJavadoc {

    private static final int MOST_SOURCES = 8;

    private ColumnJavadoc() {}

    /** Returns the comment: one line without a line end, or several lines with one each. */
    static String of(AssetSpec owner, String column, Optional<String> type) {
        StringBuilder text = new StringBuilder("Column <b>").append(JavadocText.escape(column)).append("</b>");
        type.ifPresent(word -> text.append(", ").append(JavadocText.escape(word)));
        List<ColumnSource> sources = owner.columnLineage().getOrDefault(column, List.of());
        if (sources.isEmpty()) {
            return text.append(".").toString();
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
            text.append("  <li>").append(Listing.more(sources.size() - MOST_SOURCES).strip()).append("\n");
        }
        return text.append("</ul>\n").toString();
    }
}
