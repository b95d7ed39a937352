package dev.rockyjava.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes snapshots for tests: node by node, many at once, or an existing one in another order. */
final class SnapshotJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode root = MAPPER.createObjectNode();
    private final ObjectNode dag = MAPPER.createObjectNode();
    private final ArrayNode nodes = MAPPER.createArrayNode();
    private final ArrayNode edges = MAPPER.createArrayNode();
    private final ArrayNode lineage = MAPPER.createArrayNode();

    SnapshotJson() {
        dag.put("schema_version", "1");
        dag.set("nodes", nodes);
        dag.set("edges", edges);
        dag.set("column_lineage", lineage);
        root.set("dag", dag);
        root.put("dag_status", "success");
    }

    /** The snapshot that the real engine wrote of the example's project. */
    static String example() {
        // The tests run in the module's folder.
        return read(Path.of("../example-app/rocky/snapshot.json"));
    }

    /** A graph as the engine prints it, in a snapshot with nothing else. */
    static String around(String dag) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("dag", MAPPER.readTree(dag));
        root.put("dag_status", "success");
        return root.toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a model; its id is made of the table's name. */
    SnapshotJson model(String catalog, String schema, String table) {
        return model("transformation:" + table, table, catalog, schema, table);
    }

    SnapshotJson model(String id, String label, String catalog, String schema, String table) {
        target(node(id, "transformation", label), catalog, schema, table).put("pipeline", "marts");
        return this;
    }

    /** A node with the members that each has, to be completed by the caller. */
    ObjectNode node(String id, String kind, String label) {
        return nodes.addObject().put("id", id).put("kind", kind).put("label", label);
    }

    private static ObjectNode target(ObjectNode node, String catalog, String schema, String table) {
        node.putObject("target").put("catalog", catalog).put("schema", schema).put("table", table);
        return node;
    }

    SnapshotJson edge(String from, String to) {
        edges.addObject().put("from", from).put("to", to).put("edge_type", "data");
        return this;
    }

    SnapshotJson column(String sourceModel, String sourceColumn, String targetModel, String targetColumn) {
        ObjectNode edge = lineage.addObject();
        edge.putObject("source").put("model", sourceModel).put("column", sourceColumn);
        edge.putObject("target").put("model", targetModel).put("column", targetColumn);
        edge.put("transform", "direct");
        return this;
    }

    /** A column as {@code rocky lineage} lists it when it is asked for one model. */
    SnapshotJson columnType(String model, String column, String type) {
        ObjectNode ours = root.withObject("/rocky_java").withObjectProperty("lineage").withObjectProperty(model);
        ours.withArrayProperty("columns").addObject().put("name", column).put("data_type", type);
        return this;
    }

    /** A tag of a model, as the compiler tells it. */
    SnapshotJson tag(String model, String name, String value) {
        ArrayNode models = root.withObject("/compile").withArrayProperty("models_detail");
        models.addObject().put("name", model).putObject("tags").put(name, value);
        return this;
    }

    /** The document itself, to be bent. */
    ObjectNode root() {
        return root;
    }

    ObjectNode dag() {
        return dag;
    }

    @Override
    public String toString() {
        return root.toString();
    }

    String pretty() {
        return pretty(root);
    }

    private static String pretty(JsonNode json) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    static String pretty(String json) {
        return pretty(MAPPER.readTree(json));
    }

    static String compact(String json) {
        return MAPPER.readTree(json).toString();
    }

    /**
     * The same content: the members of every object and the elements of every array in another order, except within a
     * strategy and a source's components, where the order has a meaning.
     */
    static String shuffled(String json, long seed) {
        return shuffled(MAPPER.readTree(json), new Random(seed)).toString();
    }

    // What only the engine knows the meaning of.
    private static final Set<String> ORDERED = Set.of("components", "strategy");

    private static JsonNode shuffled(JsonNode json, Random random) {
        if (json instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
            Collections.shuffle(members, random);
            ObjectNode result = MAPPER.createObjectNode();
            members.forEach(member -> result.set(
                    member.getKey(),
                    ORDERED.contains(member.getKey()) ? member.getValue() : shuffled(member.getValue(), random)));
            return result;
        }
        if (json instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>(array.values());
            Collections.shuffle(elements, random);
            ArrayNode result = MAPPER.createArrayNode();
            elements.forEach(element -> result.add(shuffled(element, random)));
            return result;
        }
        return json;
    }

    /**
     * A project of some size that has everything a graph can have: sources and loads of two pipelines, seeds, layers of
     * models that read several of the layer before, column lineage that adds edges, partitions of every size, freshness,
     * tests, kinds without a table, and odd names.
     */
    static SnapshotJson synthetic(int assets, long seed) {
        Random random = new Random(seed);
        SnapshotJson json = new SnapshotJson();
        for (String pipeline : List.of("shop", "billing")) {
            json.node("source:" + pipeline, "source", pipeline + " (source)").put("pipeline", pipeline);
            json.node("load:" + pipeline, "load", pipeline + " (load)").put("pipeline", pipeline);
            json.edge("source:" + pipeline, "load:" + pipeline);
        }
        json.root().putObject("rocky_java").putObject("sources_by_pipeline").putArray("shop").add("eu").add("uk");
        json.node("quality:checks", "quality", "checks").put("pipeline", "checks").putArray("depends_on").add("load:shop");
        json.node("snapshot:history", "snapshot", "history").put("pipeline", "history");
        List<String> before = new ArrayList<>();
        int models = assets - 6;
        for (int i = 0; i < models; i++) {
            String name = ODD_NAMES.get(random.nextInt(ODD_NAMES.size())) + "_" + i;
            if (i % 20 == 0) {
                target(json.node("seed:" + name, "seed", name), "wh", "seeds", name);
            } else {
                json.syntheticModel(name, i, before, random);
            }
            before.add(name);
        }
        return json;
    }

    private static final List<String> ODD_NAMES =
            List.of("orders", "Fct Orders (v2)", "class", "2024", "größe", "a/b\\c", "日本", "$x", "record", "😀", "*/", "\\u002a");
    private static final List<String> GRANULARITIES = List.of("hourly", "daily", "monthly", "yearly");
    private static final List<String> FIRST_PARTITIONS = List.of("2026-01-01T00", "2026-01-01", "2026-01", "2026");

    private void syntheticModel(String name, int i, List<String> before, Random random) {
        String id = "transformation:" + name;
        ObjectNode node = node(id, "transformation", name).put("pipeline", "marts");
        target(node, i % 3 == 0 ? "" : "wh", "layer " + i % 7, name);
        node.putObject("strategy").put("type", i % 4 == 0 ? "merge" : "full_refresh");
        ArrayNode dependsOn = node.putArray("depends_on");
        if (i % 5 == 0) {
            dependsOn.add("load:shop");
        }
        if (i % 6 == 0) {
            int grain = random.nextInt(4);
            node.putObject("partition_shape")
                    .put("granularity", GRANULARITIES.get(grain))
                    .put("first_partition", FIRST_PARTITIONS.get(grain));
        }
        if (i % 8 == 0) {
            node.putObject("freshness").put("max_lag_seconds", i * 1000L).put("severity", "warning");
        }
        if (i % 7 == 0) {
            tag(name, "team " + i % 2, name);
        }
        if (i % 9 == 0) {
            node("test:" + name + "::unique_id", "test", name + "::unique_id").putArray("depends_on").add(id);
        }
        for (int j = 0; j < 3 && !before.isEmpty(); j++) {
            String source = before.get(random.nextInt(before.size()));
            column(source, "id", name, "id").column(source, "c" + j, name, "total");
        }
    }

    /** For tables of names: the same name in each place where the snapshot has one. */
    static SnapshotJson named(String name) {
        SnapshotJson json = new SnapshotJson();
        ObjectNode model = target(json.node("transformation:" + name, "transformation", name), name, name, name);
        model.put("pipeline", name);
        model.putObject("freshness").put("max_lag_seconds", 60).put("time_column", name);
        model.putObject("strategy").put("type", name);
        model.putObject("partition_shape").put("granularity", "daily").put("first_partition", "2026-01-01");
        json.tag(name, name, name);
        target(json.node("seed:" + name, "seed", name), name, name, name);
        json.node("source:" + name, "source", name).put("pipeline", name);
        json.node("test:" + name + "::" + name, "test", name).putArray("depends_on").add("transformation:" + name);
        json.edge("seed:" + name, "transformation:" + name);
        json.columnType(name, name, name).column("seed/" + name, name, name, name).column(name, name, name, name);
        json.lineage.forEach(edge -> ((ObjectNode) edge).put("transform", name));
        return json;
    }
}
