package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.state.Snapshot.Dag;
import dev.rockyjava.state.Snapshot.LineageEdge;
import dev.rockyjava.state.Snapshot.Located;
import dev.rockyjava.translate.DagNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which nodes the names in column lineage mean. A name is a model's (or, as the peer has it, a seed's), or the
 * dotted name of the physical table that a node is built as: the compiler calls a qualified name in SQL by its text.
 */
final class LineageIndex {

    /** A node that a name means, and how that is known. */
    private record Match(String id, Origin origin) {}

    private final Map<String, AssetKey> keys;
    private final Map<String, List<LineageEdge>> byTargetModel = new HashMap<>();
    private final Map<String, String> modelIds = new HashMap<>();
    private final Map<String, String> seedIds = new HashMap<>();
    private final Map<String, List<String>> idsByTable = new HashMap<>();

    LineageIndex(Map<String, Located<DagNode>> nodes, Map<String, AssetKey> keys, Dag dag) {
        this.keys = keys;
        for (LineageEdge edge : dag.columnLineage()) {
            byTargetModel.computeIfAbsent(edge.targetModel(), m -> new ArrayList<>()).add(edge);
        }
        nodes.values().forEach(node -> {
            DagNode value = node.value();
            if (value.kind() == NodeKind.TRANSFORMATION) {
                modelIds.put(value.label(), value.id());
            } else if (value.kind() == NodeKind.SEED) {
                seedIds.put(value.label(), value.id());
            }
            value.target().ifPresent(target -> addTable(target, value.id()));
        });
    }

    private void addTable(Target target, String id) {
        idsByTable.computeIfAbsent(target.toString(), t -> new ArrayList<>()).add(id);
        if (!target.catalog().isEmpty()) {
            idsByTable.computeIfAbsent(target.schema() + "." + target.table(), t -> new ArrayList<>()).add(id);
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
        String model = modelIds.getOrDefault(name, seedIds.get(name));
        if (model != null) {
            return List.of(new Match(model, Origin.COLUMN_LINEAGE));
        }
        return idsByTable.getOrDefault(name, List.of()).stream()
                .map(id -> new Match(id, Origin.PHYSICAL_TARGET))
                .toList();
    }
}
