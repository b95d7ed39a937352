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
 * Which pipeline a source or a model belongs to. Our writer notes it; where it didn't, because the peer wrote the
 * snapshot, the graph may tell.
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
        // The peer's writer doesn't say; with a single replication pipeline there is no doubt.
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

    /** The ids of a replication pipeline's sources; none when they aren't known. */
    List<String> sourcesOf(String pipeline) {
        return sourcesByPipeline.getOrDefault(pipeline, List.of());
    }

    /** The pipelines that replicate a source; none when nobody knows. */
    SortedSet<String> ofSource(String id) {
        return ofSource.getOrDefault(id, new TreeSet<>());
    }

    /** The pipeline that builds a model; of several the first by name, since each builds it alike. */
    Optional<String> ofModel(String name) {
        return Optional.ofNullable(ofModel.get(name)).map(SortedSet::first);
    }
}
