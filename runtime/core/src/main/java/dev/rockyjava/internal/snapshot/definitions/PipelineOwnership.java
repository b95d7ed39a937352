package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.SourceInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Resolves the pipeline that a source or a model belongs to. This library's writer records it; in a snapshot that
 * dagster-rocky wrote, the graph may give it.
 */
final class PipelineOwnership {

    private final Map<String, List<String>> sourcesByPipeline;
    private final Map<String, SortedSet<String>> ofSource = new HashMap<>();
    private final Map<String, SortedSet<String>> ofModel = new HashMap<>();

    PipelineOwnership(Snapshot snapshot) {
        Optional<Dag> dag = DagProvenance.usable(snapshot);
        sourcesByPipeline = sources(snapshot, dag);
        sourcesByPipeline.forEach((pipeline, ids) -> ids.forEach(id -> add(ofSource, id, pipeline)));
        nodes(dag)
                .filter(node -> node.kind() == NodeKind.TRANSFORMATION)
                .forEach(node -> node.pipeline().ifPresent(pipeline -> add(ofModel, node.label(), pipeline)));
        if (ofModel.isEmpty()) {
            snapshot.ours().modelsByPipeline().forEach(
                    (pipeline, models) -> models.forEach(model -> add(ofModel, model, pipeline)));
        }
    }

    private static Map<String, List<String>> sources(Snapshot snapshot, Optional<Dag> dag) {
        if (!snapshot.ours().sourcesByPipeline().isEmpty()) {
            return snapshot.ours().sourcesByPipeline();
        }
        // dagster-rocky doesn't record it; with a single replication pipeline there is no ambiguity.
        SortedSet<String> pipelines = new TreeSet<>();
        nodes(dag)
                .filter(node -> node.kind() == NodeKind.SOURCE)
                .forEach(node -> node.pipeline().ifPresent(pipelines::add));
        return pipelines.size() == 1
                ? Map.of(pipelines.first(), snapshot.sources().stream().map(SourceInfo::id).toList())
                : Map.of();
    }

    private static Stream<DagNode> nodes(Optional<Dag> dag) {
        return dag.stream().map(Dag::nodes).flatMap(Collection::stream).map(Located::value);
    }

    private static void add(Map<String, SortedSet<String>> owners, String name, String pipeline) {
        owners.computeIfAbsent(name, n -> new TreeSet<>()).add(pipeline);
    }

    /** Returns the ids of a replication pipeline's sources; none if they aren't known. */
    List<String> sourcesOf(String pipeline) {
        return sourcesByPipeline.getOrDefault(pipeline, List.of());
    }

    /** Returns the pipelines that replicate a source; none if they aren't known. */
    SortedSet<String> ofSource(String id) {
        return ofSource.getOrDefault(id, new TreeSet<>());
    }

    /**
     * Returns the pipeline that builds a model; the first by name if there are several, since each builds it in the
     * same way.
     */
    Optional<String> ofModel(String name) {
        return Optional.ofNullable(ofModel.get(name)).map(SortedSet::first);
    }
}
