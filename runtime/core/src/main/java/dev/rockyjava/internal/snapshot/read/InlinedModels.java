package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.Edge;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.internal.snapshot.read.Snapshot.Ours;
import dev.rockyjava.internal.snapshot.read.Snapshot.Reads;
import dev.rockyjava.internal.text.LowerCase;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.ModelDetail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ephemeral models, for an engine that inlines their SQL into the models that read them (ENGINE.md §9). Such a
 * model is never built and is no asset: its readers get its dependencies, as in dagster-rocky
 * ({@code _resolve_through_ephemerals}).
 */
final class InlinedModels {

    private static final String STRATEGY = "ephemeral";

    private final Set<String> names = new HashSet<>();
    /** The names of the other models, in lower case. */
    private final Set<String> others = new HashSet<>();
    /** The dependencies by node id. */
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<String, List<LineageEdge>> lineage = new HashMap<>();
    /** The dotted target in lower case, by name. */
    private final Map<String, String> targets = new TreeMap<>();

    private InlinedModels(Snapshot snapshot) {
        snapshot.dag().stream().flatMap(dag -> dag.nodes().stream()).map(Located::value).forEach(node -> {
            if (node.kind() != NodeKind.TRANSFORMATION) {
                return;
            }
            if (node.strategy().filter(STRATEGY::equals).isPresent()) {
                names.add(node.label());
                targets.put(node.label(), dotted(node.target()));
                need(node.id()).addAll(node.dependsOn());
            } else {
                others.add(LowerCase.of(node.label()));
            }
        });
        snapshot.models().stream().flatMap(List::stream).map(Located::value).forEach(model -> {
            if (model.strategy().filter(STRATEGY::equals).isPresent()) {
                names.add(model.name());
                targets.put(model.name(), dotted(model.target()));
                model.dependsOn().forEach(name -> need(model.nodeId()).add(ModelDetail.nodeId(name)));
            } else {
                others.add(LowerCase.of(model.name()));
            }
        });
        if (names.isEmpty()) {
            return; // as usual; what follows is about inlined models only
        }
        names.forEach(name -> others.remove(LowerCase.of(name)));
        snapshot.dag().stream().flatMap(dag -> dag.edges().stream()).map(Located::value).forEach(edge -> {
            if (needs.containsKey(edge.to())) {
                need(edge.to()).add(edge.from());
            }
        });
        Stream.concat(
                        snapshot.dag().stream().flatMap(dag -> dag.columnLineage().stream()),
                        snapshot.ours().lineage().stream().flatMap(List::stream))
                .filter(edge -> names.contains(edge.targetModel()))
                .forEach(edge -> lineage.computeIfAbsent(edge.targetModel(), name -> new ArrayList<>()).add(edge));
    }

    private static String dotted(Optional<Target> target) {
        return target.map(t -> LowerCase.of(String.join(".", t.catalog(), t.schema(), t.table()))).orElse("");
    }

    private static Reads through(InlinedModels inlined, Reads reads) {
        Map<String, List<String>> tables = new TreeMap<>();
        Map<String, String> unknown = new TreeMap<>(reads.unknown());
        reads.tables().forEach((model, read) -> {
            if (!inlined.names.contains(model)) {
                Set<String> found = new TreeSet<>();
                Set<String> passed = new LinkedHashSet<>();
                read.forEach(table -> inlined.collect(table, reads, found, passed));
                tables.put(model, List.copyOf(found));
                // If what the inlined SQL reads isn't fully known, then neither is what its reader reads.
                passed.stream()
                        .filter(name -> !reads.known(name))
                        .findFirst()
                        .ifPresent(name -> unknown.putIfAbsent(
                                model, "it reads the ephemeral model " + name + ", for which this isn't known"));
            }
        });
        unknown.keySet().removeAll(inlined.names);
        return new Reads(tables, unknown, reads.written());
    }

    private void collect(String table, Reads reads, Set<String> found, Set<String> passed) {
        Optional<String> model = ofTable(table);
        if (model.isEmpty()) {
            found.add(table);
        } else if (passed.add(model.get())) {
            reads.tables().getOrDefault(model.get(), List.of()).forEach(next -> collect(next, reads, found, passed));
        }
    }

    /** Returns the inlined model that a name in SQL refers to; the name may be that of its target. */
    private Optional<String> ofTable(String table) {
        String name = LowerCase.of(table);
        if (others.contains(name)) {
            return Optional.empty(); // a model's name takes precedence over a table's
        }
        return targets.entrySet().stream()
                .filter(target -> target.getKey().equalsIgnoreCase(name) || ("." + target.getValue()).endsWith("." + name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Set<String> need(String node) {
        return needs.computeIfAbsent(node, id -> new LinkedHashSet<>());
    }

    /** Returns the snapshot without its ephemeral models. */
    static Snapshot leftOut(Snapshot snapshot) {
        InlinedModels inlined = new InlinedModels(snapshot);
        if (inlined.names.isEmpty()) {
            return snapshot;
        }
        Ours ours = snapshot.ours();
        return new Snapshot(
                snapshot.name(),
                snapshot.dag().map(inlined::without),
                snapshot.dagStatus(),
                snapshot.dagError(),
                snapshot.discover(),
                snapshot.models().map(inlined::models),
                snapshot.diagnostics(),
                snapshot.recommendations(),
                new Ours(
                        ours.sourcesByPipeline(),
                        ours.modelsByPipeline(),
                        ours.pipelineDependsOn(),
                        ours.contracts(),
                        ours.lineage().map(inlined::through),
                        ours.columns(),
                        through(inlined, ours.reads()),
                        ours.failures()),
                snapshot.contents());
    }

    private Dag without(Dag dag) {
        List<Located<DagNode>> nodes = dag.nodes().stream()
                .filter(node -> !isInlined(node.value().id()) && !isTestOfInlined(node.value()))
                .map(node -> new Located<>(through(node.value()), node.location()))
                .toList();
        Set<String> ids = new HashSet<>();
        nodes.forEach(node -> ids.add(node.value().id()));
        List<Located<Edge>> edges = dag.edges().stream()
                .filter(edge -> !isInlined(edge.value().to()) && (ids.contains(edge.value().to()) || !isInlined(edge.value().from())))
                .flatMap(edge -> through(List.of(edge.value().from())).stream()
                        .map(from -> new Located<>(new Edge(from, edge.value().to()), edge.location())))
                .toList();
        return new Dag(dag.schemaVersion(), nodes, edges, through(dag.columnLineage()), dag.lineageUnavailable());
    }

    private boolean isInlined(String id) {
        return needs.containsKey(id);
    }

    private boolean isTestOfInlined(DagNode node) {
        return node.kind() == NodeKind.TEST && node.dependsOn().stream().anyMatch(this::isInlined);
    }

    private DagNode through(DagNode node) {
        return node.dependsOn().stream().noneMatch(this::isInlined)
                ? node
                : new DagNode(
                        node.id(),
                        node.kindWord(),
                        node.label(),
                        node.pipeline(),
                        node.target(),
                        node.strategy(),
                        node.freshness(),
                        node.partitionShape(),
                        through(node.dependsOn()),
                        node.tags());
    }

    private List<Located<ModelDetail>> models(List<Located<ModelDetail>> models) {
        return models.stream()
                .filter(model -> !names.contains(model.value().name()))
                .map(located -> {
                    ModelDetail model = located.value();
                    List<String> ids = through(model.dependsOn().stream().map(ModelDetail::nodeId).toList());
                    List<String> dependsOn = ids.stream().map(id -> id.substring(ModelDetail.nodeId("").length())).toList();
                    return new Located<>(
                            new ModelDetail(
                                    model.name(),
                                    model.target(),
                                    model.strategy(),
                                    model.tags(),
                                    model.freshness(),
                                    model.partitionShape(),
                                    dependsOn),
                            located.location());
                })
                .toList();
    }

    /** Returns node ids in which each inlined model is replaced by its dependencies, recursively. */
    private List<String> through(Collection<String> ids) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> passed = new HashSet<>();
        ids.forEach(id -> collect(id, found, passed));
        return List.copyOf(found);
    }

    private void collect(String id, Set<String> found, Set<String> passed) {
        if (!isInlined(id)) {
            found.add(id);
        } else if (passed.add(id)) {
            Objects.requireNonNull(needs.get(id)).forEach(upstream -> collect(upstream, found, passed));
        }
    }

    private List<LineageEdge> through(List<LineageEdge> edges) {
        Set<LineageEdge> found = new LinkedHashSet<>();
        edges.stream()
                .filter(edge -> !names.contains(edge.targetModel()))
                .forEach(edge -> collect(edge, edge, found, new HashSet<>()));
        return List.copyOf(found);
    }

    /**
     * Collects the edges that lead to a reader through inlined models.
     *
     * @param edge the edge to follow: it ends in the column in which {@code reader} ends, or in one that leads to it
     */
    private void collect(LineageEdge edge, LineageEdge reader, Set<LineageEdge> found, Set<LineageEdge> passed) {
        Optional<String> model = inlined(edge.sourceModel());
        if (model.isEmpty()) {
            found.add(new LineageEdge(
                    edge.sourceModel(),
                    edge.sourceColumn(),
                    reader.targetModel(),
                    reader.targetColumn(),
                    reader.transform()));
        } else if (passed.add(edge)) {
            lineage.getOrDefault(model.get(), List.of()).stream()
                    .filter(upstream -> upstream.targetColumn().equals(edge.sourceColumn()))
                    .forEach(upstream -> collect(upstream, reader, found, passed));
        }
    }

    private Optional<String> inlined(String name) {
        return Optional.of(name).filter(names::contains);
    }
}
