package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Reads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The dependencies of models that follow from column lineage and from the tables that their SQL reads. Column lineage
 * contains names as they are in the SQL, where the name of a CTE looks the same as a table's. Such a name is ignored
 * if the SQL is known and reads no such table, or if no model has the name.
 */
final class LineageIndex {

    private final Map<String, List<LineageEdge>> byTargetModel = new HashMap<>();
    private final Map<String, Node> models = new LinkedHashMap<>();
    private final NodeNames names = new NodeNames();
    private final Reads reads;
    private final Map<String, NodeNames.NameMatch> byName = new HashMap<>();
    private final Set<DerivedEdges.Edge> guessed = new HashSet<>();

    /**
     * Creates the index.
     *
     * @param written the tables that nodes write in addition to their targets
     */
    LineageIndex(
            Collection<Node> nodes, Collection<LineageEdge> edges, Reads reads, Collection<WrittenTable> written) {
        this.reads = reads;
        String model = null;
        List<LineageEdge> ofModel = List.of();
        for (LineageEdge edge : edges) {
            // The edges of a model usually follow one another.
            if (!edge.targetModel().equals(model)) {
                model = edge.targetModel();
                ofModel = byTargetModel.computeIfAbsent(model, m -> new ArrayList<>());
            }
            ofModel.add(edge);
        }
        for (Node node : nodes) {
            if (node.kind() == NodeKind.TRANSFORMATION) {
                models.put(node.label(), node);
            }
            names.add(node);
        }
        written.forEach(names::add);
    }

    /** Returns the lineage edges that end in a model. */
    List<LineageEdge> of(String model) {
        return byTargetModel.getOrDefault(model, List.of());
    }

    /** Returns the nodes that the source of an edge refers to; none for a table outside the project's graph. */
    Collection<String> idsOf(LineageEdge edge) {
        return source(edge.targetModel(), edge.sourceModel()).ids();
    }

    /**
     * Records the tables that the models' SQL reads. A load that isn't known to write any, as its files aren't in the
     * snapshot, writes those of its schema that models read.
     */
    void tables(Map<String, Node> nodes, PhysicalTables tables) {
        Map<String, Set<Target>> more = new HashMap<>();
        models.forEach((model, node) -> {
            for (String text : reads.tables().getOrDefault(model, List.of())) {
                List<String> parts = SqlNames.parts(text);
                Collection<String> ids = names.find(parts, node.target()).ids();
                if (ids.isEmpty() && parts.size() <= 3) {
                    tables.reads(node.id(), PhysicalTables.named(parts, node.target()));
                }
                for (String id : ids) {
                    Optional<Target> target = Objects.requireNonNull(nodes.get(id)).target();
                    Target table = target.orElseGet(() -> tables.named(id, parts, node.target()));
                    tables.reads(node.id(), table);
                    if (target.isEmpty() && !tables.isListed(id)) {
                        more.computeIfAbsent(id, i -> new HashSet<>()).add(table);
                    }
                }
            }
        });
        more.forEach((id, found) -> found.forEach(table -> tables.writes(id, table)));
    }

    /** Returns, for each node, the nodes that its columns come from or that its SQL reads, without itself. */
    Map<String, Map<String, Origin>> upstreamNodes() {
        Map<String, Map<String, Origin>> upstream = new HashMap<>();
        models.forEach((model, node) -> {
            Map<String, Origin> needed = new TreeMap<>();
            addSources(model, needed);
            for (String table : reads.tables().getOrDefault(model, List.of())) {
                NodeNames.NameMatch found = names.find(SqlNames.parts(table), node.target());
                for (String id : found.ids()) {
                    DerivedEdges.Edge edge = new DerivedEdges.Edge(node.id(), id);
                    if (needed.putIfAbsent(id, Origin.SQL) == null && found.guessed()) {
                        guessed.add(edge);
                    } else if (!found.guessed()) {
                        guessed.remove(edge);
                    }
                }
            }
            needed.remove(node.id());
            if (!needed.isEmpty()) {
                upstream.put(node.id(), needed);
            }
        });
        return upstream;
    }

    private void addSources(String model, Map<String, Origin> needed) {
        // A model has many columns, which come from few other models.
        Set<String> seen = new HashSet<>();
        for (LineageEdge edge : of(model)) {
            if (seen.add(edge.sourceModel())) {
                NodeNames.NameMatch found = source(model, edge.sourceModel());
                Origin origin = found.byName() ? Origin.COLUMN_LINEAGE : Origin.PHYSICAL_TARGET;
                found.ids().forEach(id -> needed.merge(id, origin, (a, b) -> a.compareTo(b) <= 0 ? a : b));
            }
        }
    }

    /** Returns whether an edge depends on a connection's defaults, which aren't known. */
    boolean guessed(DerivedEdges.Edge edge) {
        return guessed.contains(edge);
    }

    private NodeNames.NameMatch source(String model, String source) {
        NodeNames.NameMatch known = byName.get(source);
        if (known != null && !reads.known(model)) {
            return known;
        }
        List<String> parts = SqlNames.parts(source);
        if (parts.size() == 1 && reads.known(model)) {
            boolean table = Objects.requireNonNull(reads.tables().get(model)).stream()
                    .map(SqlNames::parts)
                    .anyMatch(read -> read.size() == 1 && read.get(0).equalsIgnoreCase(parts.get(0)));
            if (!table) {
                return NodeNames.NameMatch.NOTHING; // a CTE
            }
        }
        if (parts.size() > 1) {
            Node node = models.get(model);
            return names.find(parts, node == null ? Optional.empty() : node.target());
        }
        if (known == null) {
            known = names.named(parts);
            byName.put(source, known);
        }
        return known;
    }
}
