package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.Edge;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.DagNode.PartitionShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code dag} slot: the output of {@code rocky dag --column-lineage} (ENGINE.md §2.2). */
final class DagReader {

    private final JsonCursor json;
    private Located<String> schemaVersion;
    private List<Located<DagNode>> nodes = List.of();
    private boolean nodesSeen;
    private List<Located<Edge>> edges = List.of();
    private List<LineageEdge> lineage = List.of();
    private Optional<Located<String>> lineageUnavailable = Optional.empty();
    private Optional<String> engineVersion = Optional.empty();

    DagReader(JsonCursor json) {
        this.json = json;
        // Graphs older than this member have schema version 1.
        this.schemaVersion = new Located<>("1", json.here());
    }

    Dag read() {
        Location at = json.here();
        json.object(member -> {
            switch (member) {
                case "version" -> engineVersion = json.scalar();
                case "schema_version" -> {
                    Location here = json.here();
                    json.scalar().ifPresent(version -> schemaVersion = new Located<>(version, here));
                }
                case "nodes" -> {
                    // An array reads null as empty, but a graph with null nodes is damaged.
                    nodesSeen = !json.isNull();
                    nodes = json.array(this::node);
                }
                case "edges" -> edges = json.array(this::edge);
                case "column_lineage" -> lineage = new LineageReader(json).edges();
                case "column_lineage_unavailable" -> {
                    Location here = json.here();
                    lineageUnavailable = json.optionalText().map(reason -> new Located<>(reason, here));
                }
                default -> {}
            }
        });
        json.require(nodesSeen ? nodes : null, "nodes", at);
        return new Dag(
                schemaVersion, List.copyOf(nodes), List.copyOf(edges), List.copyOf(lineage), lineageUnavailable);
    }

    /** Returns the version of the engine that printed the graph, as stated in it. */
    Optional<String> engineVersion() {
        return engineVersion;
    }

    private Located<DagNode> node() {
        Location at = json.here();
        var node = new Object() {
            @Nullable String id;
            @Nullable String kind;
            @Nullable String label;
            Optional<String> pipeline = Optional.empty();
            Optional<Target> target = Optional.empty();
            Optional<String> strategy = Optional.empty();
            Optional<FreshnessPolicy> freshness = Optional.empty();
            Optional<PartitionShape> partitions = Optional.empty();
            List<String> dependsOn = List.of();
        };
        json.object(member -> {
            switch (member) {
                case "id" -> node.id = json.text();
                case "kind" -> node.kind = json.text();
                case "label" -> node.label = json.text();
                case "pipeline" -> node.pipeline = json.optionalText();
                case "target" -> node.target = json.isNull() ? Optional.empty() : Optional.of(target());
                case "strategy" -> node.strategy = strategy();
                case "freshness" -> node.freshness = FreshnessReader.read(json);
                case "partition_shape" ->
                    node.partitions = json.isNull() ? Optional.empty() : Optional.of(partitionShape());
                case "depends_on" -> node.dependsOn = json.array(json::text);
                default -> {}
            }
        });
        return new Located<>(
                new DagNode(
                        json.require(node.id, "id", at),
                        json.require(node.kind, "kind", at),
                        json.require(node.label, "label", at),
                        node.pipeline,
                        node.target,
                        node.strategy,
                        node.freshness,
                        node.partitions,
                        node.dependsOn,
                        Map.of()),
                at);
    }

    private Target target() {
        JsonCursor.Start at = json.start();
        Map<String, String> parts = json.texts();
        return new Target(
                json.require(parts.get("catalog"), "catalog", at),
                json.require(parts.get("schema"), "schema", at),
                json.require(parts.get("table"), "table", at));
    }

    private Optional<String> strategy() {
        return json.isNull() ? Optional.empty() : Optional.ofNullable(json.texts().get("type"));
    }

    private PartitionShape partitionShape() {
        JsonCursor.Start at = json.start();
        Map<String, String> members = json.texts();
        return new PartitionShape(
                json.require(members.get("granularity"), "granularity", at),
                Optional.ofNullable(members.get("first_partition")));
    }

    private Located<Edge> edge() {
        Location at = json.here();
        Map<String, String> members = json.texts();
        return new Located<>(
                new Edge(json.require(members.get("from"), "from", at), json.require(members.get("to"), "to", at)), at);
    }
}
