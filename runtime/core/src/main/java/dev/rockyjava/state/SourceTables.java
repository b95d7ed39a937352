package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.state.Snapshot.Discover;
import dev.rockyjava.state.Snapshot.Discovered;
import dev.rockyjava.state.Snapshot.Located;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.TableInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of the discovered sources as assets. Each is run by its pipeline, narrowed down to its source. */
final class SourceTables {

    /** A table and the source that has it. */
    record SourceTable(Node node, SourceInfo source, TableInfo table) {}

    private final GuardedTranslator translator;
    private final Problems problems;
    private final Owners owners;
    private final SortedMap<String, SourceTable> tables = new TreeMap<>();

    SourceTables(Snapshot snapshot, Owners owners, GuardedTranslator translator, Problems problems) {
        this.translator = translator;
        this.problems = problems;
        this.owners = owners;
        Map<String, Located<Discovered>> sources = new HashMap<>();
        for (Located<Discovered> located : snapshot.discover().map(Discover::sources).orElse(List.of())) {
            String id = located.value().source().id();
            Located<Discovered> first = sources.putIfAbsent(id, located);
            if (first == null) {
                add(located);
            } else if (!first.value().equals(located.value())) {
                problems.add(
                        ProblemId.SAME_NODE_ID,
                        "the source " + id + " is described in line " + first.location().line()
                                + " too, and otherwise; refresh the snapshot",
                        located.location());
            }
        }
    }

    private void add(Located<Discovered> located) {
        SourceInfo source = located.value().source();
        Location at = located.location();
        SortedSet<String> pipelines = owners.ofSource(source.id());
        if (pipelines.size() > 1) {
            problems.add(
                    ProblemId.SOURCE_OF_SEVERAL_PIPELINES,
                    "the source " + source.id() + " is replicated by several pipelines: " + String.join(", ", pipelines)
                            + "; its tables are run by " + pipelines.first()
                            + ". Give the pipelines schema patterns that don't overlap, or use dag_mode",
                    at);
        }
        Optional<String> pipeline = pipelines.stream().findFirst();
        for (TableInfo table : located.value().tables()) {
            String id = source.nodeId(table);
            if (!tables.containsKey(id)) {
                AssetKey key = translator.key(id, at, t -> t.getAssetKey(source, table));
                String label = engineKey(source, table).toString();
                Node node = new Node(id, NodeKind.SOURCE, label, pipeline, Optional.empty(), key, at);
                tables.put(id, new SourceTable(node, source, table));
            }
        }
    }

    /** What the engine calls the table in the answer to a run, whatever the translator calls it. */
    private static AssetKey engineKey(SourceInfo source, TableInfo table) {
        List<String> path = new ArrayList<>();
        path.add(source.sourceType());
        source.components().forEach(component -> path.addAll(component.values()));
        path.add(table.name());
        return new AssetKey(path);
    }

    /** The tables, sorted by id. */
    Collection<SourceTable> all() {
        return tables.values();
    }

    /** The ids of the tables that a pipeline writes. */
    List<String> idsOf(String pipeline) {
        List<String> ids = new ArrayList<>();
        tables.forEach((id, table) -> {
            if (owners.ofSource(table.source().id()).contains(pipeline)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** What the translator says that a table needs. */
    List<AssetKey> dependencies(SourceTable table) {
        return translator.ask(
                table.node().id(), table.node().at(), List.of(), t -> t.getAssetDeps(table.source(), table.table()));
    }

    private String group(SourceTable table) {
        return translator.group(table.node().id(), table.node().at(), t -> t.getGroupName(table.source()));
    }

    /** A table's name and nothing else. */
    AssetSpec named(SourceTable table) {
        Node node = table.node();
        return AssetSpec.builder(node.key(), node.id(), node.kind(), node.label(), group(table)).build();
    }

    AssetSpec.Builder spec(SourceTable table, Assembly assembly) {
        Node node = table.node();
        AssetSpec.Builder spec = assembly.spec(node, group(table))
                .tags(translator.texts(node.id(), node.at(), t -> t.getTags(table.source(), table.table())))
                .metadata(translator.texts(node.id(), node.at(), t -> t.getMetadata(table.source(), table.table())))
                .kinds(List.of("rocky", table.source().sourceType()))
                .sourceFilters(List.of(new SourceFilter("id=" + table.source().id())));
        List<AssetKey> upstream = dependencies(table);
        if (!upstream.isEmpty()) {
            String keys = upstream.stream().map(AssetKey::toString).collect(Collectors.joining(", "));
            spec.metadata(Map.of("rocky/upstream_keys", keys));
        }
        return spec;
    }
}
