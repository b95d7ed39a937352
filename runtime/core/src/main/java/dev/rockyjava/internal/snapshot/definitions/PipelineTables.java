package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Written;
import dev.rockyjava.internal.sql.SchemaTemplate;
import dev.rockyjava.translate.SourceInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables that loads, replications and snapshots write, which the graph doesn't list. */
final class PipelineTables {

    private final Map<String, Written> written;
    private final PipelineOwnership owners;
    private final Map<String, SourceInfo> sources = new HashMap<>();

    PipelineTables(Snapshot snapshot, PipelineOwnership owners) {
        this.written = snapshot.ours().reads().written();
        this.owners = owners;
        snapshot.sources().forEach(source -> sources.putIfAbsent(source.id(), source));
    }

    /** Records the tables that the nodes of a graph write, where each node is a whole pipeline. */
    void ofGraph(GraphAssembler assembly) {
        for (Node node : List.copyOf(assembly.nodes())) {
            Optional<Written> target = node.pipeline().map(written::get);
            if (target.isPresent() && node.kind().has(NodeKind.Trait.WRITES_TARGET)) {
                String pipeline = node.pipeline().get();
                Set<WrittenTable> tables = new HashSet<>();
                filled(node.id(), target.get(), Map.of()).ifPresent(tables::add);
                owners.sourcesOf(pipeline).stream()
                        .map(sources::get)
                        .filter(Objects::nonNull)
                        .forEach(source -> filled(node.id(), target.get(), components(source)).ifPresent(tables::add));
                tables.forEach(assembly::writes);
            }
        }
    }

    /** Records the table that each discovered table is copied to. */
    void ofTables(GraphAssembler assembly, SourceTables tables) {
        for (SourceTables.SourceTable table : tables.all()) {
            for (String pipeline : owners.ofSource(table.source().id())) {
                Optional.ofNullable(written.get(pipeline))
                        .flatMap(target -> filled(table.node().id(), target, components(table.source())))
                        .map(schema -> new WrittenTable(
                                schema.id(), schema.catalog(), schema.schema(), Optional.of(table.table().name())))
                        .ifPresent(assembly::writes);
            }
        }
    }

    private static Map<String, List<String>> components(SourceInfo source) {
        return source.components().stream()
                .collect(Collectors.toMap(SourceInfo.Component::name, SourceInfo.Component::values, (a, b) -> a));
    }

    /** Returns empty if a template needs components that the source doesn't have. */
    private static Optional<WrittenTable> filled(String id, Written target, Map<String, List<String>> components) {
        String catalog = SchemaTemplate.fill(target.catalog(), components, target.separator());
        String schema = SchemaTemplate.fill(target.schema(), components, target.separator());
        return catalog.contains("{") || schema.contains("{")
                ? Optional.empty()
                : Optional.of(new WrittenTable(id, catalog, schema, target.table()));
    }
}
