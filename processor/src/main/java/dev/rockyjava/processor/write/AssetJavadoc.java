package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the IDE shows for a constant. */
final class AssetJavadoc {

    private static final int MOST_NEIGHBOURS = 8;

    private final AssetGraph graph;
    /** A key is shown by its asset and by each of that asset's neighbours. */
    private final Map<AssetKey, String> shown = new HashMap<>();

    AssetJavadoc(Definitions definitions) {
        this.graph = definitions.graph();
    }

    void write(SourceText out, AssetSpec spec) {
        String kind = spec.kind().word();
        out.line().add("/**").end();
        out.line().add(" * ").add(kind.substring(0, 1).toUpperCase(Locale.ROOT)).add(kind.substring(1));
        out.add(" <b>").add(JavadocText.escape(spec.label())).add("</b>");
        spec.pipeline().ifPresent(pipeline -> out.add(" of the pipeline ").add(JavadocText.escape(pipeline)));
        out.add(".").end();
        out.line().add(" *").end();
        out.line().add(" * <ul>").end();
        item(out, "Key").add(shown(spec.key())).end();
        item(out, "Group").add(JavadocText.escape(spec.group())).end();
        spec.target().ifPresent(target -> item(out, "Target").add(JavadocText.escape(target.toString())).end());
        spec.strategy().ifPresent(strategy -> item(out, "Strategy").add(JavadocText.escape(strategy)).end());
        spec.partitions().ifPresent(partitions -> {
            item(out, "Partitions").add(partitions.grain().dagWord());
            partitions.first().ifPresent(first -> out.add(", from ").add(JavadocText.escape(first)));
            out.end();
        });
        spec.freshness().ifPresent(freshness -> {
            item(out, "Freshness").add("at most ").add(Long.toString(freshness.maxLag().toSeconds())).add(" s old");
            freshness.timeColumn().ifPresent(column -> out.add(" by ").add(JavadocText.escape(column)));
            out.end();
        });
        neighbours(out, "Upstream", spec.upstreamKeys());
        neighbours(out, "Downstream", graph.downstream(spec.key()));
        out.line().add(" * </ul>").end();
        out.line().add(" */").end();
    }

    private static SourceText item(SourceText out, String name) {
        return out.line().add(" *   <li>").add(name).add(": ");
    }

    private void neighbours(SourceText out, String name, List<AssetKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        item(out, name).add(shown(keys.get(0)));
        for (int i = 1; i < keys.size() && i < MOST_NEIGHBOURS; i++) {
            out.add(", ").add(shown(keys.get(i)));
        }
        int more = keys.size() - MOST_NEIGHBOURS;
        out.add(more > 0 ? " and " + more + " more" : "").end();
    }

    private String shown(AssetKey key) {
        return shown.computeIfAbsent(key, k -> JavadocText.escape(k.toString()));
    }
}
