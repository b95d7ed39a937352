package dev.rockyjava.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the IDE shows for a constant. */
final class AssetJavadoc {

    private static final int MOST_NEIGHBOURS = 8;

    private final Definitions definitions;

    AssetJavadoc(Definitions definitions) {
        this.definitions = definitions;
    }

    CodeBlock of(AssetSpec spec) {
        StringBuilder text = new StringBuilder();
        String kind = spec.kind().word();
        text.append(Character.toUpperCase(kind.charAt(0))).append(kind, 1, kind.length());
        text.append(" <b>").append(JavadocText.escape(spec.label())).append("</b>");
        spec.pipeline().ifPresent(p -> text.append(" of the pipeline ").append(JavadocText.escape(p)));
        text.append(".\n\n<ul>\n");
        // No slot of engine 1.71 has these; a translator can give them.
        fact(text, "Description", spec.metadata().get("description"));
        fact(text, "Intent", spec.metadata().get("intent"));
        item(text, "Key", JavadocText.escape(spec.key().toString()));
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
        neighbours(text, "Downstream", definitions.graph().downstream(spec.key()));
        text.append("</ul>\n");
        return CodeBlock.of("$L", text);
    }

    private static void fact(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            item(text, name, JavadocText.escape(value));
        }
    }

    private static void item(StringBuilder text, String name, String value) {
        text.append("  <li>").append(name).append(": ").append(value).append("\n");
    }

    private static void neighbours(StringBuilder text, String name, List<AssetKey> keys) {
        if (!keys.isEmpty()) {
            String shown = keys.stream()
                    .limit(MOST_NEIGHBOURS)
                    .map(key -> JavadocText.escape(key.toString()))
                    .collect(Collectors.joining(", "));
            int more = keys.size() - MOST_NEIGHBOURS;
            item(text, name, more > 0 ? shown + " and " + more + " more" : shown);
        }
    }
}
