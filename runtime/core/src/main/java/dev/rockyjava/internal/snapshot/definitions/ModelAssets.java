package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.ModelDetail;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The models that the compiler knows, as assets of discover mode. */
final class ModelAssets {

    /** A model and the compiler's information about it. */
    record ModelAsset(Node node, ModelDetail detail) {}

    private final Snapshot snapshot;
    private final GuardedTranslator translator;
    private final Problems problems;
    private final SortedMap<String, ModelAsset> models = new TreeMap<>();

    ModelAssets(Snapshot snapshot, PipelineOwnership owners, GuardedTranslator translator, Problems problems) {
        this.snapshot = snapshot;
        this.translator = translator;
        this.problems = problems;
        for (Located<ModelDetail> located : snapshot.models().orElse(List.of())) {
            add(located, owners.ofModel(located.value().name()));
        }
    }

    private void add(Located<ModelDetail> located, Optional<String> pipeline) {
        ModelDetail model = located.value();
        String id = model.nodeId();
        ModelAsset first = models.get(id);
        if (first != null) {
            if (!first.detail().equals(model)) {
                problems.add(
                        ProblemId.SAME_NODE_ID,
                        "the node id " + id + " is already used in line " + first.node().at().line()
                                + "; rename one of the two in the project",
                        located.location());
            }
            return;
        }
        Partitions.check(id, model.partitionShape(), located.location(), problems);
        AssetKey key = translator.key(id, located.location(), t -> t.getModelAssetKey(model));
        Node node = new Node(
                id, NodeKind.TRANSFORMATION, model.name(), pipeline, model.target(), key, located.location());
        models.put(id, new ModelAsset(node, model));
    }

    /** Returns the models, sorted by id. */
    Collection<ModelAsset> all() {
        return models.values();
    }

    /** Records the declared dependencies of each model. */
    void addDependencies(GraphAssembler assembly, SourceTables tables) {
        for (ModelAsset model : models.values()) {
            // A name that is no model is that of a table that no pipeline of the project writes.
            model.detail().dependsOn().stream()
                    .map(ModelDetail::nodeId)
                    .filter(models::containsKey)
                    .forEach(upstream -> assembly.need(model.node().id(), upstream));
            Node node = model.node();
            assembly.need(node, translator.ask(node.id(), node.at(), List.of(), t -> t.getModelAssetDeps(model.detail())));
        }
        new PipelineEdges(snapshot, assembly, tables).add();
    }

    private String group(ModelAsset model) {
        return translator.group(model.node().id(), model.node().at(), t -> t.getModelGroupName(model.detail()));
    }

    /** Returns a spec with a model's name, and its partitions, which determine the type of its constant. */
    AssetSpec named(ModelAsset model) {
        Node node = model.node();
        return AssetSpec.builder(node.key(), node.id(), node.kind(), node.label(), group(model))
                .partitions(Partitions.of(model.detail().partitionShape()).orElse(null))
                .build();
    }

    AssetSpec.Builder spec(ModelAsset model, GraphAssembler assembly) {
        Node node = model.node();
        return assembly.spec(node, group(model))
                .strategy(model.detail().strategy().orElse(null))
                .tags(translator.texts(node.id(), node.at(), t -> t.getModelTags(model.detail())))
                .metadata(translator.texts(node.id(), node.at(), t -> t.getModelMetadata(model.detail())))
                .kinds(List.of("rocky", "model"))
                .freshness(model.detail().freshness().orElse(null))
                .partitions(Partitions.of(model.detail().partitionShape()).orElse(null));
    }
}
