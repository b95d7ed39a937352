package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Cycles;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionsDefinition;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.state.Snapshot.Dag;
import dev.rockyjava.state.Snapshot.LineageEdge;
import dev.rockyjava.state.Snapshot.Located;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes definitions of a snapshot. The result depends on what the snapshot says, not on the order in which it says it.
 * The annotation processor and the runtime both come through here, which is why their definitions are equal.
 */
public final class DefinitionsBuilder {

    /** The shape of the graph that this version knows. */
    private static final int KNOWN_SCHEMA = 1;

    private final Snapshot snapshot;
    private final Dag dag;
    private final RockyTranslator translator;
    private final List<Problem> problems = new ArrayList<>();

    private final Map<String, Located<DagNode>> nodes = new TreeMap<>();
    private final Map<String, AssetKey> keys = new HashMap<>();
    private final Map<String, Set<String>> upstream = new HashMap<>();

    /**
     * What a snapshot became.
     *
     * @param warnings what is odd but didn't stand in the way, sorted by place
     */
    public record Result(Definitions definitions, List<Problem> warnings) {}

    private DefinitionsBuilder(Snapshot snapshot, Dag dag, RockyTranslator translator) {
        this.snapshot = snapshot;
        this.dag = dag;
        this.translator = translator;
    }

    /**
     * Builds the definitions of a snapshot that was written in DAG mode.
     *
     * @throws SnapshotException if the snapshot has no usable graph, or if nodes contradict one another; it has every
     *     problem found
     */
    public static Result build(Snapshot snapshot, RockyTranslator translator) {
        return new DefinitionsBuilder(snapshot, DagProvenance.require(snapshot), translator).build();
    }

    private Result build() {
        checkSchema();
        indexNodes();
        stopOnErrors();
        collectDeclaredEdges();
        translate();
        stopOnErrors();
        Cycles.find(nodes.keySet(), upstream::get).forEach(this::reportCycle);
        stopOnErrors();

        LineageIndex lineage = new LineageIndex(nodes, keys, dag);
        DerivedEdges derived = new DerivedEdges(upstream, lineage.upstreamNodes());
        derived.dropped().forEach(edge -> problems.add(Problem.of(
                ProblemId.DERIVED_EDGE_DROPPED,
                "the edge from " + edge.upstream() + ", derived from column lineage, is left out: together with the"
                        + " declared dependencies it would make a circle",
                nodes.get(edge.node()).location())));

        Map<String, List<String>> sources = sourcesOfPipelines();
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>();
        nodes.forEach((id, node) -> {
            if (node.value().kind() == NodeKind.TEST) {
                checks.addAll(checks(node.value()));
            } else {
                specs.add(spec(node, derived, lineage, sources));
            }
        });
        return new Result(Definitions.of(specs, checks), problems.stream().sorted().toList());
    }

    private void checkSchema() {
        Located<String> version = dag.schemaVersion();
        try {
            if (Integer.parseInt(version.value()) <= KNOWN_SCHEMA) {
                return;
            }
        } catch (NumberFormatException e) {
            // not a number: as unknown as a newer one
        }
        problems.add(Problem.of(
                ProblemId.NEWER_SCHEMA,
                "the graph has schema_version " + version.value() + ", this library knows up to " + KNOWN_SCHEMA
                        + "; what is new in it is ignored. Update rocky-java",
                version.location()));
    }

    private void indexNodes() {
        for (Located<DagNode> node : dag.nodes()) {
            DagNode value = node.value();
            Located<DagNode> first = nodes.putIfAbsent(value.id(), node);
            // Equal test nodes are a known oddity of the engine (two tests of one type on one column) and harmless here.
            if (first != null && !(value.kind() == NodeKind.TEST && first.value().equals(value))) {
                problems.add(Problem.of(
                        ProblemId.SAME_NODE_ID,
                        "the node id " + value.id() + " is already used in line "
                                + first.location().line() + "; rename one of the two in the project",
                        node.location()));
            }
            checkGranularity(node);
            if (value.kind() == NodeKind.OTHER) {
                problems.add(Problem.of(
                        ProblemId.UNKNOWN_KIND,
                        "the node " + value.id() + " is of the kind '" + value.kindWord()
                                + "', which this library doesn't know; it becomes an asset that can't be materialized",
                        node.location()));
            }
        }
    }

    private void collectDeclaredEdges() {
        nodes.forEach((id, node) -> {
            Set<String> needed = new LinkedHashSet<>();
            for (String dependency : node.value().dependsOn()) {
                if (nodes.containsKey(dependency)) {
                    needed.add(dependency);
                } else {
                    reportUnknownDependency(id, dependency, node.location());
                }
            }
            upstream.put(id, needed);
        });
        for (Located<Snapshot.Edge> edge : dag.edges()) {
            String from = edge.value().from();
            String to = edge.value().to();
            if (nodes.containsKey(from) && nodes.containsKey(to)) {
                upstream.get(to).add(from);
            } else {
                reportUnknownDependency(to, nodes.containsKey(from) ? to : from, edge.location());
            }
        }
    }

    private void reportUnknownDependency(String node, String missing, Location at) {
        problems.add(Problem.of(
                ProblemId.UNKNOWN_DEPENDENCY,
                "the edge to " + node + " names " + missing + ", which is no node of the graph; refresh the snapshot",
                at));
    }

    private void reportCycle(List<String> cycle) {
        problems.add(Problem.of(
                ProblemId.DEPENDENCY_CYCLE,
                "these nodes depend on one another in a circle: " + String.join(", ", cycle)
                        + "; take one depends_on out of the project",
                nodes.get(cycle.get(0)).location()));
    }

    private void translate() {
        Map<AssetKey, List<Located<DagNode>>> byKey = new TreeMap<>();
        nodes.forEach((id, node) -> {
            if (node.value().kind() != NodeKind.TEST) {
                AssetKey key = translator.getDagNodeAssetKey(node.value());
                keys.put(id, key);
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
            }
        });
        byKey.forEach((key, owners) -> {
            if (owners.size() > 1) {
                String names = owners.stream()
                        .map(owner -> owner.value().id() + " (pipeline "
                                + owner.value().pipeline().orElse("unknown") + ")")
                        .collect(Collectors.joining(", "));
                problems.add(Problem.of(
                        ProblemId.SAME_ASSET_KEY,
                        "the asset key " + key + " belongs to several nodes: " + names
                                + "; give them different targets, or a translator that tells them apart",
                        owners.stream()
                                .map(Located::location)
                                .min(Comparator.comparingInt(Location::line).thenComparingInt(Location::column))
                                .orElseThrow()));
            }
        });
    }

    private void stopOnErrors() {
        List<Problem> errors = problems.stream()
                .filter(p -> p.id().severity() == ProblemId.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new SnapshotException(snapshot.name(), errors);
        }
    }

    private Map<String, List<String>> sourcesOfPipelines() {
        if (!snapshot.sourcesByPipeline().isEmpty()) {
            return snapshot.sourcesByPipeline();
        }
        // The peer's writer doesn't say; with a single replication pipeline there is no doubt.
        Set<String> pipelines = new TreeSet<>();
        nodes.values().forEach(node -> {
            if (node.value().kind() == NodeKind.SOURCE) {
                node.value().pipeline().ifPresent(pipelines::add);
            }
        });
        if (pipelines.size() != 1) {
            return Map.of();
        }
        return Map.of(
                pipelines.iterator().next(),
                snapshot.sources().stream().map(Snapshot.Source::id).toList());
    }

    private List<CheckSpec> checks(DagNode test) {
        String prefix = "test:";
        String text = test.id().startsWith(prefix) ? test.id().substring(prefix.length()) : test.label();
        int separator = text.indexOf("::");
        String name = separator < 0 ? text : text.substring(separator + 2);
        return upstream.get(test.id()).stream()
                .filter(keys::containsKey)
                .map(parent -> new CheckSpec(keys.get(parent), name, test.id()))
                .toList();
    }

    private AssetSpec spec(
            Located<DagNode> located, DerivedEdges derived, LineageIndex lineage, Map<String, List<String>> sources) {
        DagNode node = located.value();
        AssetSpec.Builder spec = AssetSpec.builder(
                        keys.get(node.id()), node.id(), node.kind(), node.label(), translator.getDagGroupName(node))
                .pipeline(node.pipeline().orElse(null))
                .target(node.target().orElse(null))
                .strategy(node.strategy().orElse(null))
                .tags(Map.of("rocky/kind", node.kindWord()))
                .kinds(List.of("rocky", node.kindWord()))
                .freshness(node.freshness().orElse(null))
                .partitions(partitions(node).orElse(null))
                .metadata(metadata(node));
        for (String id : upstream.get(node.id())) {
            if (keys.containsKey(id)) {
                spec.dependency(keys.get(id), Dependency.Origin.DECLARED);
            }
        }
        derived.of(node.id()).forEach((id, origin) -> spec.dependency(keys.get(id), origin));
        if (node.kind() == NodeKind.TRANSFORMATION) {
            for (LineageEdge edge : lineage.of(node.label())) {
                for (AssetKey source : lineage.keysOf(edge.sourceModel())) {
                    spec.columnSource(
                            edge.targetColumn(), new ColumnSource(source, edge.sourceColumn(), edge.transform()));
                }
            }
        }
        if (node.kind() == NodeKind.SOURCE || node.kind() == NodeKind.LOAD) {
            node.pipeline().map(p -> sources.getOrDefault(p, List.of())).ifPresent(ids -> spec.sourceFilters(
                    ids.stream().map(id -> new SourceFilter("id=" + id)).toList()));
        }
        return spec.build();
    }

    private static Map<String, String> metadata(DagNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("rocky/node_id", node.id());
        metadata.put("rocky/kind", node.kindWord());
        node.pipeline().ifPresent(pipeline -> metadata.put("rocky/pipeline", pipeline));
        return metadata;
    }

    private static Optional<PartitionsDefinition> partitions(DagNode node) {
        // A microbatch model has a shape too, but the engine ignores partition arguments for it (rocky-contract §7.7).
        if (node.kind() != NodeKind.TRANSFORMATION || node.strategy().orElse("").equals("microbatch")) {
            return Optional.empty();
        }
        return node.partitionShape().flatMap(shape ->
                Grain.ofWord(shape.granularity()).map(grain -> new PartitionsDefinition(grain, shape.firstPartition())));
    }

    private void checkGranularity(Located<DagNode> node) {
        node.value().partitionShape().map(DagNode.PartitionShape::granularity).ifPresent(word -> {
            if (Grain.ofWord(word).isEmpty()) {
                problems.add(Problem.of(
                        ProblemId.UNKNOWN_GRANULARITY,
                        "the node " + node.value().id() + " has partitions of the granularity '" + word
                                + "', which this library doesn't know; it is treated as unpartitioned",
                        node.location()));
            }
        });
    }
}
