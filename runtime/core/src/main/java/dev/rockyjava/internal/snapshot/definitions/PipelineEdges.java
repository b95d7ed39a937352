package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.translate.DagNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds the dependencies of models that follow from their pipelines' dependencies, which the compiler doesn't list for
 * a model. The graph has these edges. Without a graph they follow the engine's rule: the models of a pipeline that
 * depend on no other model of it depend on the upstream pipeline's tables and on those of its models that no other
 * one of it depends on.
 */
final class PipelineEdges {

    private final Snapshot snapshot;
    private final GraphAssembler assembly;
    private final SourceTables tables;
    private final Map<String, Node> models = new HashMap<>();
    private final Map<String, List<String>> copied = new HashMap<>();

    PipelineEdges(Snapshot snapshot, GraphAssembler assembly, SourceTables tables) {
        this.snapshot = snapshot;
        this.assembly = assembly;
        this.tables = tables;
        assembly.nodes().stream()
                .filter(node -> node.kind() == NodeKind.TRANSFORMATION)
                .forEach(node -> models.put(node.id(), node));
    }

    void add() {
        DagProvenance.usable(snapshot).ifPresentOrElse(this::ofGraph, this::ofPipelines);
    }

    private void ofGraph(Dag dag) {
        Map<String, DagNode> nodes = new HashMap<>();
        dag.nodes().forEach(node -> nodes.put(node.value().id(), node.value()));
        dag.nodes().forEach(node -> node.value().dependsOn().forEach(up -> edge(node.value().id(), up, nodes)));
        dag.edges().forEach(edge -> edge(edge.value().to(), edge.value().from(), nodes));
    }

    private void edge(String id, String upstream, Map<String, DagNode> nodes) {
        DagNode other = nodes.get(upstream);
        if (!models.containsKey(id) || other == null) {
            return;
        }
        if (models.containsKey(upstream)) {
            assembly.need(id, upstream);
        } else if (other.kind().has(NodeKind.Trait.HAS_SOURCES)) {
            other.pipeline().ifPresent(pipeline -> copied.computeIfAbsent(pipeline, tables::idsOf)
                    .forEach(table -> assembly.need(id, table)));
        }
    }

    private void ofPipelines() {
        Map<String, Set<String>> needed = new HashMap<>();
        models.keySet().forEach(id -> needed.put(id, Set.copyOf(assembly.upstream(id))));
        Set<String> withDownstream = new HashSet<>();
        needed.forEach((id, upstream) -> upstream.stream()
                .filter(other -> samePipeline(id, other))
                .forEach(withDownstream::add));
        Map<String, List<String>> ends = new HashMap<>();
        needed.forEach((id, upstream) -> {
            if (upstream.stream().noneMatch(other -> samePipeline(id, other))) {
                upstreamPipelines(Objects.requireNonNull(models.get(id))).forEach(pipeline -> ends.computeIfAbsent(
                                pipeline, p -> ends(p, withDownstream))
                        .forEach(end -> assembly.need(id, end)));
            }
        });
    }

    private List<String> upstreamPipelines(Node model) {
        return model.pipeline()
                .map(pipeline -> snapshot.ours().pipelineDependsOn().getOrDefault(pipeline, List.of()))
                .orElse(List.of());
    }

    private boolean samePipeline(String id, String other) {
        return models.containsKey(other) && models.get(other).pipeline().equals(Objects.requireNonNull(models.get(id)).pipeline());
    }

    /** Returns the ends of a pipeline: its tables, and its models that no other one of it depends on. */
    private List<String> ends(String pipeline, Set<String> withDownstream) {
        Stream<String> last = models.values().stream()
                .filter(model -> model.pipeline().filter(pipeline::equals).isPresent())
                .map(Node::id)
                .filter(id -> !withDownstream.contains(id));
        return Stream.concat(tables.idsOf(pipeline).stream(), last).toList();
    }
}
