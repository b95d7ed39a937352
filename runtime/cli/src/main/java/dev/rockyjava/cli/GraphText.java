package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Formats a part of the graph. Names come from files, so each format quotes them by its own rules. */
final class GraphText {

    private final Definitions definitions;
    private final SortedSet<AssetKey> keys;
    private final Map<AssetKey, String> ids = new HashMap<>();

    GraphText(Definitions definitions, SortedSet<AssetKey> keys) {
        this.definitions = definitions;
        this.keys = keys;
        keys.forEach(key -> ids.put(key, "a" + (ids.size() + 1)));
    }

    /** Returns the graph layer by layer, each asset with its upstream. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (List<AssetKey> layer : definitions.graph().layers()) {
            for (AssetKey key : layer) {
                if (keys.contains(key)) {
                    AssetSpec spec = definitions.get(key);
                    text.append(key).append("  ").append(spec.kind().word()).append('\n');
                    spec.dependencies().stream().filter(this::inside).forEach(dependency -> text.append("  <- ")
                            .append(dependency.key())
                            .append(dependency.origin().derived() ? "  (derived)" : "")
                            .append('\n'));
                }
            }
        }
        return text.toString();
    }

    String mermaid() {
        StringBuilder text = new StringBuilder("graph LR\n");
        keys.forEach(key -> text.append("  ").append(ids.get(key)).append("[\"").append(mermaidText(key)).append("\"]\n"));
        edges((dependency, key) -> text.append("  ")
                .append(ids.get(dependency.key()))
                .append(dependency.origin().derived() ? " -.-> " : " --> ")
                .append(ids.get(key))
                .append('\n'));
        return text.toString();
    }

    String dot() {
        StringBuilder text = new StringBuilder("digraph assets {\n  rankdir=LR;\n  node [shape=box];\n");
        keys.forEach(key -> text.append("  ").append(dotText(key)).append(";\n"));
        edges((dependency, key) -> text.append("  ")
                .append(dotText(dependency.key()))
                .append(" -> ")
                .append(dotText(key))
                .append(dependency.origin().derived() ? " [style=dashed]" : "")
                .append(";\n"));
        return text.append("}\n").toString();
    }

    /** Writes into an empty object. */
    ObjectNode json(ObjectNode graph) {
        ArrayNode nodes = graph.putArray("nodes");
        for (AssetKey key : keys) {
            AssetSpec spec = definitions.get(key);
            nodes.addObject()
                    .put("key", key.toString())
                    .put("kind", spec.kind().word())
                    .put("group", spec.group());
        }
        ArrayNode edges = graph.putArray("edges");
        edges((dependency, key) -> edges.addObject()
                .put("from", dependency.key().toString())
                .put("to", key.toString())
                .put("origin", dependency.origin().word()));
        return graph;
    }

    private void edges(BiConsumer<Dependency, AssetKey> each) {
        for (AssetKey key : keys) {
            definitions.get(key).dependencies().stream()
                    .filter(this::inside)
                    .forEach(dependency -> each.accept(dependency, key));
        }
    }

    private boolean inside(Dependency dependency) {
        return keys.contains(dependency.key());
    }

    // Within quotes Mermaid has no escapes but entities, and interprets markup.
    private static String mermaidText(AssetKey key) {
        StringBuilder text = new StringBuilder();
        key.toString().codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || "/_-. ".indexOf(c) >= 0) {
                text.appendCodePoint(c);
            } else {
                text.append('#').append(c).append(';');
            }
        });
        return text.toString();
    }

    private static String dotText(AssetKey key) {
        String text = key.toString().replaceAll("\\p{Cntrl}", " ");
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
