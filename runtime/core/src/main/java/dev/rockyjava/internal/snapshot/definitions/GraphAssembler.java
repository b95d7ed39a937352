package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.graph.Cycles;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Reads;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Applies the rules about keys and dependencies that both modes share. Used step by step: all nodes, then all
 * declared edges, then {@link #derive}, then the specs.
 */
final class GraphAssembler {

    private final Problems problems;
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    /** The same, for finding them: the ids have long beginnings in common. */
    private final Map<String, Node> byId = new HashMap<>();
    private final Map<AssetKey, List<Node>> byKey = new HashMap<>();
    private final Map<String, Set<String>> upstream = new HashMap<>();
    private final List<WrittenTable> written = new ArrayList<>();
    private final PhysicalTables tables = new PhysicalTables();
    private Reads reads = Reads.NOTHING;
    private DerivedEdges derived = new DerivedEdges(Map.of(), Map.of(), edge -> false);
    private LineageIndex lineage = new LineageIndex(List.of(), List.of(), reads, List.of());

    GraphAssembler(Problems problems) {
        this.problems = problems;
    }

    void add(Node node) {
        nodes.put(node.id(), node);
        byId.put(node.id(), node);
        byKey.computeIfAbsent(node.key(), key -> new ArrayList<>(1)).add(node);
        upstream.computeIfAbsent(node.id(), id -> new LinkedHashSet<>());
    }

    /** Returns the nodes, sorted by id. */
    Collection<Node> nodes() {
        return nodes.values();
    }

    /** Reports every key of several nodes, and every name in the translator that no node has. */
    void checkKeys(GuardedTranslator translator) {
        translator.checkNames(nodes.keySet());
        SortedMap<AssetKey, List<Node>> several = new TreeMap<>();
        byKey.forEach((key, owners) -> {
            if (owners.size() > 1) {
                several.put(key, owners);
            }
        });
        several.forEach((key, owners) -> {
            String names = owners.stream()
                    .sorted(Comparator.comparing(Node::id))
                    .map(owner -> owner.id() + " (pipeline " + owner.pipeline().orElse("unknown") + ")")
                    .collect(Collectors.joining(", "));
            problems.add(
                    ProblemId.SAME_ASSET_KEY,
                    "the asset key " + key + " belongs to several nodes: " + names
                            + "; give them different targets, or a translator that tells them apart",
                    owners.stream()
                            .map(Node::at)
                            .min(Comparator.comparingInt(Location::line).thenComparingInt(Location::column))
                            .orElseThrow());
        });
    }

    /** Records a declared dependency of a node on another. Either may be one that becomes no asset. */
    void need(String id, String other) {
        upstream.computeIfAbsent(other, o -> new LinkedHashSet<>());
        upstream.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(other);
    }

    /** Records the dependencies of a node that the translator gives. */
    void need(Node node, Collection<AssetKey> keys) {
        for (AssetKey key : keys) {
            List<Node> owners = byKey.getOrDefault(key, List.of());
            if (owners.isEmpty()) {
                problems.add(
                        ProblemId.UNKNOWN_TRANSLATED_DEPENDENCY,
                        "the translator says that " + node.id() + " needs " + key
                                + ", which is not an asset here; the dependency is left out",
                        node.at());
            }
            owners.forEach(owner -> need(node.id(), owner.id()));
        }
    }

    /** Records that a node writes a table other than its target. */
    void writes(WrittenTable table) {
        written.add(table);
        tables.writes(table);
    }

    /** Returns the tables that nodes write and read. */
    PhysicalTables tables() {
        return tables;
    }

    /** Returns the declared dependencies of a node. */
    Set<String> upstream(String id) {
        return upstream.getOrDefault(id, Set.of());
    }

    /**
     * Adds the edges derived from column lineage and the models' SQL. Reports cycles of declared edges, and each
     * derived edge that is dropped.
     *
     * @param place the location of each node, including those that become no asset
     * @throws SnapshotException if there has been any error so far
     */
    void derive(Collection<LineageEdge> edges, Reads reads, Map<String, Location> place) {
        this.reads = reads;
        problems.stopOnErrors();
        Cycles.find(upstream.keySet(), upstream::get)
                .forEach(cycle -> problems.add(
                        ProblemId.DEPENDENCY_CYCLE,
                        "these nodes depend on one another in a cycle: " + String.join(", ", cycle)
                                + "; take one depends_on out of the project",
                        Objects.requireNonNull(place.get(cycle.get(0)))));
        problems.stopOnErrors();
        lineage = new LineageIndex(nodes.values(), edges, reads, written);
        lineage.tables(nodes, tables);
        derived = new DerivedEdges(upstream, lineage.upstreamNodes(), lineage::guessed);
        derived.dropped().forEach(dropped -> problems.add(
                ProblemId.DERIVED_EDGE_DROPPED,
                "the edge from " + dropped.edge().upstream() + " to " + dropped.edge().node() + ", derived from "
                        + (dropped.origin() == Dependency.Origin.SQL ? "what its SQL reads" : "column lineage")
                        + ", is left out: together with the other dependencies it would create a cycle",
                Objects.requireNonNull(place.get(dropped.edge().node()))));
    }

    /** Returns a builder for a node's spec with its kind, names and dependencies. */
    AssetSpec.Builder spec(Node node, String group) {
        AssetSpec.Builder spec = AssetSpec.builder(node.key(), node.id(), node.kind(), node.label(), group)
                .pipeline(node.pipeline().orElse(null))
                .target(node.target().orElse(null))
                .writes(tables.writtenBy(node.id()))
                .reads(tables.readBy(node.id()))
                .readsKnown(node.kind() != NodeKind.TRANSFORMATION || reads.known(node.label()));
        for (String id : upstream(node.id())) {
            Node needed = byId.get(id);
            if (needed != null) {
                spec.dependency(needed.key(), Dependency.Origin.DECLARED);
            }
        }
        derived.of(node.id()).forEach((id, origin) -> spec.dependency(node(id).key(), origin));
        return spec;
    }

    private Node node(String id) {
        return Objects.requireNonNull(byId.get(id));
    }

    /** Adds the column lineage of a model. */
    void columns(Node node, AssetSpec.Builder spec) {
        if (node.kind() == NodeKind.TRANSFORMATION) {
            Map<String, Target> known = new HashMap<>();
            // The columns of a model come from few other models.
            Map<String, List<Node>> sources = new HashMap<>();
            for (LineageEdge edge : lineage.of(node.label())) {
                List<Node> found = sources.get(edge.sourceModel());
                if (found == null) {
                    found = new ArrayList<>(1);
                    for (String id : lineage.idsOf(edge)) {
                        found.add(node(id));
                    }
                    sources.put(edge.sourceModel(), found);
                }
                for (Node source : found) {
                    Optional<Target> table = source.target().isPresent()
                            ? Optional.empty()
                            : Optional.of(known.computeIfAbsent(source.id() + ' ' + edge.sourceModel(), name ->
                                    tables.named(source.id(), SqlNames.parts(edge.sourceModel()), node.target())));
                    spec.columnSource(
                            edge.targetColumn(),
                            new ColumnSource(source.key(), edge.sourceColumn(), edge.transform(), table));
                }
            }
        }
    }
}
