package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.state.Snapshot.LineageEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells which nodes the names in column lineage mean. A name is a model's (or, as the peer has it, a seed's), or that of
 * the physical table that a node is built as: the compiler calls a table by the text that SQL has for it. The name of a
 * CTE looks the same and means nothing, unless a model is called so too.
 */
final class LineageIndex {

    /** A node that a name means, and how that is known. */
    private record Match(String id, Origin origin) {}

    private final Map<String, AssetKey> keys = new HashMap<>();
    private final Map<String, List<LineageEdge>> byTargetModel = new HashMap<>();
    private final Map<String, String> modelIds = new HashMap<>();
    private final SqlNames models = new SqlNames();
    private final SqlNames seeds = new SqlNames();
    private final SqlNames tables = new SqlNames();
    private final Map<String, List<Match>> known = new HashMap<>();

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
        // A seed may have neither catalog nor schema.
        tables.add(
                Stream.of(target.catalog(), target.schema(), target.table()).filter(p -> !p.isEmpty()).toList(), id);
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
        return match(sourceModel).stream().map(match -> keys.get(match.id)).toList();
    }

    /** For each node the nodes that its columns come from, without itself. */
    Map<String, Map<String, Origin>> upstreamNodes() {
        Map<String, Map<String, Origin>> upstream = new TreeMap<>();
        byTargetModel.forEach((model, edges) -> {
            String target = modelIds.get(model);
            if (target == null) {
                return;
            }
            for (LineageEdge edge : edges) {
                for (Match match : match(edge.sourceModel())) {
                    if (!match.id.equals(target)) {
                        upstream.computeIfAbsent(target, t -> new TreeMap<>())
                                .merge(match.id, match.origin, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                    }
                }
            }
        });
        return upstream;
    }

    private List<Match> match(String name) {
        return known.computeIfAbsent(name, n -> {
            List<String> parts = SqlNames.parts(n);
            Collection<String> named = models.find(parts);
            if (named.isEmpty()) {
                named = seeds.find(parts);
            }
            Origin origin = named.isEmpty() ? Origin.PHYSICAL_TARGET : Origin.COLUMN_LINEAGE;
            return (named.isEmpty() ? tables.find(parts) : named)
                    .stream().map(id -> new Match(id, origin)).toList();
        });
    }
}
