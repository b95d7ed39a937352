package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Written;
import dev.rockyjava.internal.sql.SchemaTemplate;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.TableInfo;
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

    /** The types of sources whose id is the name of a schema (ENGINE.md §2.1). */
    private static final Set<String> ID_IS_SCHEMA = Set.of("duckdb", "bigquery", "iceberg");

    private final Map<String, Written> written;
    private final PipelineOwnership owners;
    private final Map<String, SourceInfo> sources = new HashMap<>();
    private final Map<String, List<String>> discovered = new HashMap<>();

    PipelineTables(Snapshot snapshot, PipelineOwnership owners) {
        this.written = snapshot.ours().reads().written();
        this.owners = owners;
        snapshot.discover().map(Snapshot.Discover::sources).orElse(List.of()).forEach(found -> {
            SourceInfo source = found.value().source();
            sources.putIfAbsent(source.id(), source);
            discovered.putIfAbsent(source.id(), found.value().tables().stream().map(TableInfo::name).toList());
        });
    }

    /** Records the tables that the nodes of a graph write, where each node is a whole pipeline. */
    void ofGraph(GraphAssembler assembly) {
        for (Node node : List.copyOf(assembly.nodes())) {
            if (node.kind().has(NodeKind.Trait.HAS_SOURCES)) {
                node.pipeline().map(owners::sourcesOf).orElse(List.of()).forEach(id -> copied(node, id, assembly));
            }
            Optional<Written> target = node.pipeline().map(written::get);
            if (target.isPresent() && node.kind().has(NodeKind.Trait.WRITES_TARGET)) {
                String pipeline = node.pipeline().get();
                Set<WrittenTable> tables = new HashSet<>();
                filled(node.id(), target.get(), Map.of()).ifPresent(tables::add);
                owners.sourcesOf(pipeline).stream()
                        .map(sources::get)
                        .filter(Objects::nonNull)
                        .forEach(source -> filled(node.id(), target.get(), components(source)).ifPresent(schema -> {
                            tables.add(schema);
                            tablesOf(source.id()).forEach(table -> assembly.tables().writes(
                                    node.id(), new Target(schema.catalog(), schema.schema(), table)));
                        }));
                tables.forEach(assembly::writes);
            }
        }
    }

    /** Records the table that each discovered table is copied to. */
    void ofTables(GraphAssembler assembly, SourceTables tables) {
        for (SourceTables.SourceTable table : tables.all()) {
            for (String id : table.sourceIds()) {
                SourceInfo source = Objects.requireNonNull(sources.get(id));
                for (String pipeline : owners.ofSource(id)) {
                    Optional.ofNullable(written.get(pipeline))
                            .flatMap(target -> filled(table.node().id(), target, components(source)))
                            .map(schema -> new WrittenTable(
                                    schema.id(), schema.catalog(), schema.schema(), Optional.of(table.table().name())))
                            .ifPresent(assembly::writes);
                }
                raw(source, table.table().name()).ifPresent(read -> assembly.tables().reads(table.node().id(), read));
            }
        }
    }

    private void copied(Node node, String id, GraphAssembler assembly) {
        Optional.ofNullable(sources.get(id)).ifPresent(source -> tablesOf(id).forEach(table ->
                raw(source, table).ifPresent(read -> assembly.tables().reads(node.id(), read))));
    }

    private List<String> tablesOf(String source) {
        return discovered.getOrDefault(source, List.of());
    }

    /** Returns a table of a source; empty if the source's id isn't its schema. */
    private static Optional<Target> raw(SourceInfo source, String table) {
        return ID_IS_SCHEMA.contains(source.sourceType())
                ? Optional.of(new Target("", source.id(), table))
                : Optional.empty();
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
