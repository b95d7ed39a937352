package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Formats a part of the graph. Names come from files, so each format quotes them by its own rules. */
final class GraphText {

    private final Definitions definitions;
    private final SortedSet<AssetKey> keys;
    private final Map<AssetKey, String> ids = new HashMap<>();
    private final Map<String, Long> names;

    GraphText(Definitions definitions, SortedSet<AssetKey> keys) {
        this.definitions = definitions;
        this.keys = keys;
        keys.forEach(key -> ids.put(key, "a" + (ids.size() + 1)));
        names = keys.stream().collect(Collectors.groupingBy(GraphText::last, Collectors.counting()));
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

    /** Returns a flow chart as wikis draw it: groups as boxes, kinds by shape, colour and word. */
    String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        int[] number = {0};
        groups().forEach((group, members) -> {
            text.append("  subgraph g").append(++number[0]).append("[\"").append(mermaidText(group)).append("\"]\n");
            members.forEach(key -> {
                String word = definitions.get(key).kind().word();
                String label = "\"" + mermaidText(label(key)) + "<br/>" + word + "\"";
                text.append("    ").append(ids.get(key)).append(look(key).mermaid().replace("%", label))
                        .append(":::").append(word).append('\n');
            });
            text.append("  end\n");
        });
        edges((dependency, key) -> text.append("  ")
                .append(ids.get(dependency.key()))
                .append(dependency.origin().derived() ? " -.-> " : " --> ")
                .append(ids.get(key))
                .append('\n'));
        kinds().forEach(kind -> text.append("  classDef ").append(kind.word())
                .append(" fill:").append(KindLook.of(kind).fill())
                .append(",stroke:").append(KindLook.of(kind).line())
                .append(",color:#111827\n"));
        return text.toString();
    }

    /** Returns a graph for Graphviz, with the same groups, shapes, colours and words. */
    String dot() {
        StringBuilder text = new StringBuilder("""
                digraph assets {
                  rankdir=LR;
                  node [style=filled, fontname="Helvetica", fontcolor="#111827"];
                  graph [fontname="Helvetica", style=rounded, color="#9ca3af"];
                """);
        int[] number = {0};
        groups().forEach((group, members) -> {
            text.append("  subgraph cluster_").append(++number[0]).append(" {\n    label=").append(dotLabel(group, "")).append(";\n");
            members.forEach(key -> text.append("    ").append(dotText(key.toString()))
                    .append(" [label=").append(dotLabel(label(key), "\\n" + definitions.get(key).kind().word()))
                    .append(", shape=").append(look(key).dot())
                    .append(", fillcolor=\"").append(look(key).fill())
                    .append("\", color=\"").append(look(key).line())
                    .append("\"];\n"));
            text.append("  }\n");
        });
        edges((dependency, key) -> text.append("  ")
                .append(dotText(dependency.key().toString()))
                .append(" -> ")
                .append(dotText(key.toString()))
                .append(dependency.origin().derived() ? " [style=dashed]" : "")
                .append(";\n"));
        return text.append("}\n").toString();
    }

    private SortedMap<String, List<AssetKey>> groups() {
        SortedMap<String, List<AssetKey>> groups = new TreeMap<>();
        keys.forEach(key -> groups.computeIfAbsent(definitions.get(key).group(), group -> new ArrayList<>()).add(key));
        return groups;
    }

    private SortedSet<NodeKind> kinds() {
        return keys.stream().map(key -> definitions.get(key).kind()).collect(Collectors.toCollection(TreeSet::new));
    }

    private KindLook look(AssetKey key) {
        return KindLook.of(definitions.get(key).kind());
    }

    /** Returns the last segment of a key or, if others of the graph have the same, the whole key. */
    private String label(AssetKey key) {
        String name = last(key);
        return names.getOrDefault(name, 0L) > 1 ? key.toString() : name;
    }

    private static String last(AssetKey key) {
        return key.path().get(key.path().size() - 1);
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

    long edges() {
        return keys.stream().flatMap(key -> definitions.get(key).dependencies().stream()).filter(this::inside).count();
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
    private static String mermaidText(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || "/_-. ".indexOf(c) >= 0) {
                text.appendCodePoint(c);
            } else {
                text.append('#').append(c).append(';');
            }
        });
        return text.toString();
    }

    private static String dotText(String name) {
        String text = name.replaceAll("\\p{Cntrl}", " ");
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Returns a label. Unlike names, labels have entities. */
    private static String dotLabel(String name, String below) {
        String text = dotText(name.replace("&", "&amp;"));
        return text.substring(0, text.length() - 1) + below + "\"";
    }
}
