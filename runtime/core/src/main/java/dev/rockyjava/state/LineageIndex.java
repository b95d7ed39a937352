package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.state.Snapshot.LineageEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells which nodes the names in column lineage mean. A name is a model's (or, as the peer has it, a seed's), or that of
 * the physical table that a node is built as: the compiler calls a table by the text that SQL has for it. The name of a
 * CTE looks the same and means nothing, unless a model is called so too.
 */
final class LineageIndex {

    /**
     * What a name means.
     *
     * @param ids of nodes, sorted
     * @param keys of the same nodes
     * @param origin how that is known
     */
    private record Match(List<String> ids, List<AssetKey> keys, Origin origin) {}

    private final Map<String, AssetKey> keys = new HashMap<>();
    private final Map<String, List<LineageEdge>> byTargetModel = new HashMap<>();
    private final Map<String, String> modelIds = new HashMap<>();
    private final SqlNames models = new SqlNames();
    private final SqlNames seeds = new SqlNames();
    private final SqlNames tables = new SqlNames();
    private final Map<String, Match> known = new HashMap<>();

    LineageIndex(Collection<Node> nodes, Collection<LineageEdge> edges) {
        for (LineageEdge edge : edges) {
            byTargetModel.computeIfAbsent(edge.targetModel(), m -> new ArrayList<>()).add(edge);
        }
        for (Node node : nodes) {
            keys.put(node.id(), node.key());
            if (node.kind() == NodeKind.TRANSFORMATION) {
                modelIds.put(node.label(), node.id());
                models.add(SqlNames.parts(node.label()), node.id());
            } else if (node.kind() == NodeKind.SEED) {
                seeds.add(SqlNames.parts(node.label()), node.id());
            }
            node.target().ifPresent(target -> addTable(target, node.id()));
        }
    }

    private void addTable(Target target, String id) {
        List<String> parts = List.of(target.catalog(), target.schema(), target.table());
        if (parts.contains("")) {
            // A seed may have neither catalog nor schema.
            tables.add(parts.stream().filter(part -> !part.isEmpty()).toList(), id);
        } else {
            tables.add(parts, id);
        }
        if (!target.catalog().isEmpty()) {
            tables.add(List.of(target.schema(), target.table()), id);
        }
    }

    /** The lineage edges that end in a model. */
    List<LineageEdge> of(String model) {
        return byTargetModel.getOrDefault(model, List.of());
    }

    /** The assets that a name means; none for a table outside the project's graph. */
    Collection<AssetKey> keysOf(String sourceModel) {
        return match(sourceModel).keys;
    }

    /** For each node the nodes that its columns come from, without itself. */
    Map<String, Map<String, Origin>> upstreamNodes() {
        Map<String, Map<String, Origin>> upstream = new TreeMap<>();
        for (Map.Entry<String, List<LineageEdge>> entry : byTargetModel.entrySet()) {
            String target = modelIds.get(entry.getKey());
            if (target != null) {
                Map<String, Origin> needed = upstreamOf(target, entry.getValue());
                if (!needed.isEmpty()) {
                    upstream.put(target, needed);
                }
            }
        }
        return upstream;
    }

    private Map<String, Origin> upstreamOf(String target, List<LineageEdge> edges) {
        // A model has many columns, which come from few others.
        Set<String> names = new HashSet<>();
        Map<String, Origin> needed = new TreeMap<>();
        for (LineageEdge edge : edges) {
            if (names.add(edge.sourceModel())) {
                Match match = match(edge.sourceModel());
                for (String id : match.ids) {
                    if (!id.equals(target)) {
                        needed.merge(id, match.origin, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                    }
                }
            }
        }
        return needed;
    }

    private Match match(String name) {
        Match match = known.get(name);
        if (match == null) {
            List<String> parts = SqlNames.parts(name);
            Collection<String> named = models.find(parts);
            if (named.isEmpty()) {
                named = seeds.find(parts);
            }
            Origin origin = named.isEmpty() ? Origin.PHYSICAL_TARGET : Origin.COLUMN_LINEAGE;
            List<String> ids = List.copyOf(named.isEmpty() ? tables.find(parts) : named);
            match = new Match(ids, ids.stream().map(keys::get).toList(), origin);
            known.put(name, match);
        }
        return match;
    }
}
