package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.ModelDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the tags of models to the nodes of the graph: they are in the output of the engine's compiler, but not in its
 * graph.
 */
final class ModelTags {

    private final Map<String, List<ModelDetail>> byName = new HashMap<>();

    private ModelTags(List<Located<ModelDetail>> models) {
        models.stream().map(Located::value).forEach(model -> byName.computeIfAbsent(
                        model.name(), name -> new ArrayList<>(1))
                .add(model));
    }

    /** Returns the graph with each model node carrying the model's tags. */
    static Dag on(Dag dag, List<Located<ModelDetail>> models) {
        if (models.stream().allMatch(model -> model.value().tags().isEmpty())) {
            return dag;
        }
        ModelTags tags = new ModelTags(models);
        List<Located<DagNode>> nodes = dag.nodes().stream().map(tags::on).toList();
        return new Dag(dag.schemaVersion(), nodes, dag.edges(), dag.columnLineage(), dag.lineageUnavailable());
    }

    private Located<DagNode> on(Located<DagNode> located) {
        DagNode node = located.value();
        Map<String, String> tags = node.kind() == NodeKind.TRANSFORMATION ? of(node) : Map.of();
        return tags.isEmpty() ? located : new Located<>(node.withTags(tags), located.location());
    }

    /**
     * Folders of models are compiled separately, so two may have a model of the same name. The target distinguishes
     * them; if it doesn't, only tags that all of them have are added, regardless of their order.
     */
    private Map<String, String> of(DagNode node) {
        List<ModelDetail> namesakes = byName.getOrDefault(node.label(), List.of());
        List<ModelDetail> built = namesakes.stream()
                .filter(model -> model.target().equals(node.target()))
                .toList();
        return common(built.isEmpty() ? namesakes : built);
    }

    private static Map<String, String> common(List<ModelDetail> models) {
        if (models.isEmpty()) {
            return Map.of();
        }
        Map<String, String> tags = new HashMap<>(models.get(0).tags());
        models.forEach(model -> tags.entrySet().retainAll(model.tags().entrySet()));
        return tags;
    }
}
