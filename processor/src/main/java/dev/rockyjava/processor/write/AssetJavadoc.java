package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.text.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Javadoc of an asset's constant. */
final class AssetJavadoc {

    private static final int MOST_NEIGHBOURS = 8;

    private final AssetGraph graph;
    /** A key appears in the Javadoc of its asset and of each neighbour. */
    private final Map<AssetKey, String> shown = new HashMap<>();

    AssetJavadoc(Definitions definitions) {
        this.graph = definitions.graph();
    }

    /** Returns the lines of the comment, each with its line end. */
    String of(AssetSpec spec) {
        StringBuilder text = new StringBuilder();
        String kind = spec.kind().word();
        text.append(Character.toUpperCase(kind.charAt(0))).append(kind, 1, kind.length());
        text.append(" <b>").append(JavadocText.escape(spec.label())).append("</b>");
        spec.pipeline().ifPresent(p -> text.append(" of the pipeline ").append(JavadocText.escape(p)));
        text.append(".\n\n<ul>\n");
        // Engine 1.71 gives neither of these; a translator can.
        fact(text, "Description", spec.metadata().get("description"));
        fact(text, "Intent", spec.metadata().get("intent"));
        item(text, "Key", shown(spec.key()));
        item(text, "Group", JavadocText.escape(spec.group()));
        spec.target().ifPresent(target -> item(text, "Target", JavadocText.escape(target.toString())));
        spec.strategy().ifPresent(strategy -> item(text, "Strategy", JavadocText.escape(strategy)));
        spec.partitions().ifPresent(partitions -> item(
                text,
                "Partitions",
                partitions.grain().dagWord()
                        + partitions.first().map(first -> ", from " + JavadocText.escape(first)).orElse("")));
        spec.freshness().ifPresent(freshness -> item(
                text,
                "Freshness",
                "at most " + freshness.maxLag().toSeconds() + " s old"
                        + freshness.timeColumn().map(c -> " by " + JavadocText.escape(c)).orElse("")));
        neighbours(text, "Upstream", spec.upstreamKeys());
        neighbours(text, "Downstream", graph.downstream(spec.key()));
        text.append("</ul>\n");
        return text.toString();
    }

    private static void fact(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            item(text, name, JavadocText.escape(value));
        }
    }

    private static void item(StringBuilder text, String name, String value) {
        text.append("  <li>").append(name).append(": ").append(value).append("\n");
    }

    private void neighbours(StringBuilder text, String name, List<AssetKey> keys) {
        if (!keys.isEmpty()) {
            // Only what is shown is escaped.
            String few = keys.stream().limit(MOST_NEIGHBOURS).map(this::shown).collect(Collectors.joining(", "));
            item(text, name, few + Listing.more(keys.size() - MOST_NEIGHBOURS));
        }
    }

    private String shown(AssetKey key) {
        return shown.computeIfAbsent(key, k -> JavadocText.escape(k.toString()));
    }
}
