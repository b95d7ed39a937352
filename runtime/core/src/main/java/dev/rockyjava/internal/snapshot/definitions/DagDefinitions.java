package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.ComparedMember.About;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.internal.snapshot.read.SnapshotContents;
import dev.rockyjava.internal.snapshot.read.SnapshotContents.Subject;
import dev.rockyjava.internal.text.Microbatch;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.DagNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Builds definitions in DAG mode: each node of the graph becomes an asset, except that a test becomes a check. */
final class DagDefinitions {

    /** The newest version of the graph's schema that this version of the library knows. */
    private static final int KNOWN_SCHEMA = 1;

    private final Snapshot snapshot;
    private final Dag dag;
    private final Problems problems;
    private final GuardedTranslator translator;
    private final BuildOptions options;
    private final GraphAssembler assembly;
    /** The nodes by id, sorted. A tree would compare the long common beginnings of ids at each look-up. */
    private final Map<String, Located<DagNode>> nodes = new LinkedHashMap<>();
    private final SnapshotContents.Distribution contents;
    private final Map<String, List<Subject>> testsOf = new HashMap<>();
    private final Set<Snapshot.Edge> dangling = new HashSet<>();

    DagDefinitions(Snapshot snapshot, Problems problems, GuardedTranslator translator, BuildOptions options) {
        this.snapshot = snapshot;
        this.dag = DagProvenance.require(snapshot);
        this.problems = problems;
        this.translator = translator;
        this.options = options;
        this.assembly = new GraphAssembler(problems);
        this.contents = snapshot.contents().new Distribution();
    }

    static Definitions namesOnly(Snapshot snapshot, GuardedTranslator translator) {
        Map<AssetKey, AssetSpec> specs = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        snapshot.dag().ifPresent(dag -> dag.nodes().forEach(located -> {
            DagNode node = located.value();
            if (node.kind() != NodeKind.TEST && ids.add(node.id())) {
                AssetKey key = translator.key(node.id(), located.location(), t -> t.getDagNodeAssetKey(node));
                String group = translator.group(node.id(), located.location(), t -> t.getDagGroupName(node));
                specs.putIfAbsent(
                        key,
                        AssetSpec.builder(key, node.id(), node.kind(), node.label(), group)
                                .partitions(partitions(node).orElse(null))
                                .build());
            }
        }));
        return Definitions.of(specs.values(), List.of());
    }

    Definitions build() {
        checkSchema();
        indexNodes();
        problems.stopOnErrors();
        collectDeclaredEdges();
        translate();
        problems.stopOnErrors();
        for (Node node : assembly.nodes()) {
            DagNode value = Objects.requireNonNull(nodes.get(node.id())).value();
            assembly.need(node, translator.ask(node.id(), node.at(), List.of(), t -> t.getDagAssetDeps(value)));
        }
        Map<String, Location> places = new HashMap<>();
        nodes.forEach((id, node) -> places.put(id, node.location()));
        PipelineOwnership owners = new PipelineOwnership(snapshot);
        new PipelineTables(snapshot, owners).ofGraph(assembly);
        assembly.derive(lineage(), snapshot.ours().reads(), places);

        OptimizeFacts optimize = new OptimizeFacts(snapshot.recommendations());
        DeclaredChecks declared = new DeclaredChecks(options, snapshot);
        List<AssetSpec> specs = new ArrayList<>();
        List<CheckSpec> checks = new ArrayList<>(tests());
        for (Node node : assembly.nodes()) {
            specs.add(spec(node, Objects.requireNonNull(nodes.get(node.id())).value(), owners, optimize));
            if (node.kind() == NodeKind.TRANSFORMATION) {
                checks.addAll(declared.ofModel(node.key(), node.label()));
            }
        }
        problems.stopOnErrors();
        return Definitions.of(specs, checks, contents.rest());
    }

    private void checkSchema() {
        Located<String> version = dag.schemaVersion();
        try {
            if (Integer.parseInt(version.value()) <= KNOWN_SCHEMA) {
                return;
            }
        } catch (NumberFormatException e) {
            // not a number: handled like a newer version
        }
        problems.add(
                ProblemId.NEWER_SCHEMA,
                "the graph has schema_version " + version.value() + ", this library knows up to " + KNOWN_SCHEMA
                        + "; what is new in it is ignored. Update rocky-java",
                version.location());
    }

    private void indexNodes() {
        Map<String, Located<DagNode>> byId = new HashMap<>(2 * dag.nodes().size());
        for (Located<DagNode> node : dag.nodes()) {
            DagNode value = node.value();
            Located<DagNode> first = byId.putIfAbsent(value.id(), node);
            // Equal test nodes are a known oddity of the engine (two tests of one type on one column) and harmless
            // here.
            if (first != null && !(value.kind() == NodeKind.TEST && first.value().equals(value))) {
                problems.add(
                        ProblemId.SAME_NODE_ID,
                        "the node id " + value.id() + " is already used in line "
                                + first.location().line() + "; rename one of the two in the project",
                        node.location());
            }
            Partitions.check(value.id(), value.partitionShape(), node.location(), problems);
            if (value.kind() == NodeKind.OTHER) {
                problems.add(
                        ProblemId.UNKNOWN_KIND,
                        "the node " + value.id() + " is of the kind '" + value.kindWord()
                                + "', which this library doesn't know; it becomes an asset that can't be materialized",
                        node.location());
            }
        }
        String[] ids = byId.keySet().toArray(new String[0]);
        Arrays.sort(ids);
        for (String id : ids) {
            nodes.put(id, Objects.requireNonNull(byId.get(id)));
        }
    }

    private void collectDeclaredEdges() {
        nodes.forEach((id, node) -> {
            for (String dependency : node.value().dependsOn()) {
                edge(id, dependency, dependency, node.location());
            }
        });
        for (Located<Snapshot.Edge> edge : dag.edges()) {
            String from = edge.value().from();
            String to = edge.value().to();
            edge(to, from, nodes.containsKey(from) ? to : from, edge.location());
        }
    }

    private void edge(String node, String upstream, String suspect, Location at) {
        if (nodes.containsKey(node) && nodes.containsKey(upstream)) {
            assembly.need(node, upstream);
        } else if (dangling.add(new Snapshot.Edge(upstream, node))) { // listed at the node and among the edges
            problems.add(
                    ProblemId.UNKNOWN_DEPENDENCY,
                    "the edge from " + upstream + " to " + node + " is left out: " + suspect
                            + " is not a node of the graph; refresh the snapshot",
                    at);
        }
    }

    private void translate() {
        nodes.forEach((id, located) -> {
            DagNode node = located.value();
            if (node.kind() != NodeKind.TEST) {
                AssetKey key = translator.key(id, located.location(), t -> t.getDagNodeAssetKey(node));
                assembly.add(new Node(
                        id, node.kind(), node.label(), node.pipeline(), node.target(), key, located.location()));
            }
        });
        assembly.checkKeys(translator);
    }

    private List<LineageEdge> lineage() {
        List<LineageEdge> edges = new ArrayList<>(dag.columnLineage());
        snapshot.ours().lineage().ifPresent(edges::addAll);
        return edges;
    }

    private List<CheckSpec> tests() {
        Map<String, AssetKey> keys = new HashMap<>();
        assembly.nodes().forEach(node -> keys.put(node.id(), node.key()));
        List<CheckSpec> checks = new ArrayList<>();
        nodes.forEach((id, test) -> {
            if (test.value().kind() == NodeKind.TEST) {
                assembly.upstream(id).stream()
                        .filter(keys::containsKey)
                        .forEach(parent -> {
                            checks.add(new CheckSpec(Objects.requireNonNull(keys.get(parent)), testName(test.value()), id));
                            testsOf.computeIfAbsent(parent, p -> new ArrayList<>()).add(new Subject(About.NODE, id));
                        });
            }
        });
        return checks;
    }

    private static String testName(DagNode test) {
        String prefix = "test:";
        String text = test.id().startsWith(prefix) ? test.id().substring(prefix.length()) : test.label();
        int separator = text.indexOf("::");
        return separator < 0 ? text : text.substring(separator + 2);
    }

    private AssetSpec spec(Node node, DagNode value, PipelineOwnership owners, OptimizeFacts optimize) {
        String id = node.id();
        AssetSpec.Builder spec = assembly.spec(node, translator.group(id, node.at(), t -> t.getDagGroupName(value)))
                .strategy(value.strategy().orElse(null))
                .tags(translator.texts(id, node.at(), t -> t.getDagTags(value)))
                .kinds(List.of("rocky", value.kindWord()))
                .freshness(value.freshness().orElse(null))
                .partitions(partitions(value).orElse(null))
                .metadata(translator.texts(id, node.at(), t -> t.getDagMetadata(value)));
        assembly.columns(node, spec);
        if (node.kind() == NodeKind.TRANSFORMATION && options.has(Switch.OPTIMIZE_METADATA)) {
            spec.metadata(optimize.of(node.label()));
        }
        if (node.kind().has(NodeKind.Trait.HAS_SOURCES)) {
            node.pipeline().map(owners::sourcesOf).ifPresent(ids -> spec.sourceFilters(
                    ids.stream().map(source -> new SourceFilter("id=" + source)).toList()));
        }
        return spec.stated(contents.of(subjects(node, owners))).build();
    }

    /**
     * Returns the subjects of the snapshot's statements about a node, including its tests and its pipeline's sources.
     */
    private List<Subject> subjects(Node node, PipelineOwnership owners) {
        List<Subject> subjects = new ArrayList<>(testsOf.getOrDefault(node.id(), List.of()));
        subjects.add(new Subject(About.NODE, node.id()));
        if (node.kind() == NodeKind.TRANSFORMATION) {
            subjects.add(new Subject(About.MODEL, node.label()));
        }
        node.pipeline().ifPresent(pipeline -> subjects.add(new Subject(About.PIPELINE, pipeline)));
        if (node.kind().has(NodeKind.Trait.HAS_SOURCES)) {
            node.pipeline().map(owners::sourcesOf).ifPresent(ids -> ids.forEach(id -> subjects.addAll(contents.source(id))));
        }
        return subjects;
    }

    private static Optional<PartitionsDefinition> partitions(DagNode node) {
        // A microbatch model has a partition shape too, but the engine ignores partition arguments for it
        // (ENGINE.md §7.7).
        boolean taken = node.kind() == NodeKind.TRANSFORMATION && !Microbatch.is(node.strategy());
        return taken ? Partitions.of(node.partitionShape()) : Optional.empty();
    }
}
