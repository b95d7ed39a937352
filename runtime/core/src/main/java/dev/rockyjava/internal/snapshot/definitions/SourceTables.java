package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.config.Tenant;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discover;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discovered;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.TableInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of the discovered sources, as assets. Each is run by its pipeline, filtered to its source. */
final class SourceTables {

    /**
     * A table and its source.
     *
     * @param source for tenants, the one that represents all
     * @param sourceIds for tenants, the ids of all sources that have the table
     */
    record SourceTable(
            Node node, SourceInfo source, TableInfo table, List<String> sourceIds, List<SourceFilter> filters) {

        boolean ofTenants() {
            return node.label().contains(TenantSources.ANY);
        }
    }

    private final GuardedTranslator translator;
    private final Problems problems;
    private final PipelineOwnership owners;
    private final SortedMap<String, SourceTable> tables = new TreeMap<>();

    SourceTables(
            Snapshot snapshot,
            PipelineOwnership owners,
            GuardedTranslator translator,
            Problems problems,
            Optional<Tenant> tenant) {
        this.translator = translator;
        this.problems = problems;
        this.owners = owners;
        Map<String, Located<Discovered>> sources = new LinkedHashMap<>();
        for (Located<Discovered> located : snapshot.discover().map(Discover::sources).orElse(List.of())) {
            String id = located.value().source().id();
            Located<Discovered> first = sources.putIfAbsent(id, located);
            if (first != null && !first.value().equals(located.value())) {
                problems.add(
                        ProblemId.SAME_NODE_ID,
                        "the source " + id + " is described differently in line " + first.location().line()
                                + "; refresh the snapshot",
                        located.location());
            }
        }
        if (tenant.isPresent()) {
            TenantSources.of(sources.values(), tenant.get(), problems).forEach(group -> add(group, tenant.get()));
        } else {
            sources.values().forEach(this::add);
        }
    }

    private void add(Located<Discovered> located) {
        SourceInfo source = located.value().source();
        Optional<String> pipeline = pipeline(located);
        for (TableInfo table : located.value().tables()) {
            add(source, source, table, pipeline, located.location(), List.of(source.id()),
                    List.of(new SourceFilter("id=" + source.id())));
        }
    }

    private void add(TenantSources group, Tenant tenant) {
        Optional<String> pipeline = group.members().stream()
                .map(this::pipeline)
                .flatMap(Optional::stream)
                .sorted()
                .findFirst();
        for (TableInfo table : group.tables()) {
            List<SourceInfo> having = group.having(table);
            List<SourceFilter> filters = having.stream()
                    .map(source -> tenant.perSource()
                            ? "id=" + source.id()
                            : tenant.component() + "=" + source.component(tenant.component()).orElseThrow().text())
                    .map(SourceFilter::new)
                    .toList();
            add(group.source(), group.ofAnyTenant(tenant), table, pipeline, group.members().get(0).location(),
                    having.stream().map(SourceInfo::id).toList(), filters);
        }
    }

    private Optional<String> pipeline(Located<Discovered> located) {
        String source = located.value().source().id();
        SortedSet<String> pipelines = owners.ofSource(source);
        if (pipelines.size() > 1) {
            problems.add(
                    ProblemId.SOURCE_OF_SEVERAL_PIPELINES,
                    "the source " + source + " is replicated by several pipelines: " + String.join(", ", pipelines)
                            + "; its tables are run by " + pipelines.first()
                            + ". Give the pipelines schema patterns that don't overlap, or use dag_mode",
                    located.location());
        }
        return pipelines.stream().findFirst();
    }

    /**
     * Adds a table of a source.
     *
     * @param reported the source as the engine reports it
     */
    private void add(
            SourceInfo source,
            SourceInfo reported,
            TableInfo table,
            Optional<String> pipeline,
            Location at,
            List<String> sourceIds,
            List<SourceFilter> filters) {
        String id = source.nodeId(table);
        if (!tables.containsKey(id)) {
            AssetKey key = translator.key(id, at, t -> t.getAssetKey(source, table));
            String label = engineKey(reported, table).toString();
            Node node = new Node(id, NodeKind.SOURCE, label, pipeline, Optional.empty(), key, at);
            tables.put(id, new SourceTable(node, source, table, sourceIds, filters));
        }
    }

    /** Returns the key under which the engine reports the table in a run, regardless of the translator. */
    private static AssetKey engineKey(SourceInfo source, TableInfo table) {
        List<String> path = new ArrayList<>();
        path.add(source.sourceType());
        source.components().forEach(component -> path.addAll(component.values()));
        path.add(table.name());
        return new AssetKey(path);
    }

    /** Returns the tables, sorted by id. */
    Collection<SourceTable> all() {
        return tables.values();
    }

    /** Returns the ids of the tables that a pipeline writes. */
    List<String> idsOf(String pipeline) {
        List<String> ids = new ArrayList<>();
        tables.forEach((id, table) -> {
            if (owners.ofSource(table.source().id()).contains(pipeline)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Returns the dependencies that the translator gives for a table. */
    List<AssetKey> dependencies(SourceTable table) {
        return translator.ask(
                table.node().id(), table.node().at(), List.of(), t -> t.getAssetDeps(table.source(), table.table()));
    }

    private String group(SourceTable table) {
        return translator.group(table.node().id(), table.node().at(), t -> t.getGroupName(table.source(), table.table()));
    }

    /** Returns a spec with nothing but a table's name. */
    AssetSpec named(SourceTable table) {
        Node node = table.node();
        return AssetSpec.builder(node.key(), node.id(), node.kind(), node.label(), group(table)).table(true).build();
    }

    private Map<String, String> metadata(SourceTable table) {
        Node node = table.node();
        Map<String, String> metadata =
                translator.texts(node.id(), node.at(), t -> t.getMetadata(table.source(), table.table()));
        return table.ofTenants() ? TenantSources.neutral(metadata) : metadata;
    }

    AssetSpec.Builder spec(SourceTable table, GraphAssembler assembly) {
        Node node = table.node();
        AssetSpec.Builder spec = assembly.spec(node, group(table))
                .table(true)
                .tags(translator.texts(node.id(), node.at(), t -> t.getTags(table.source(), table.table())))
                .metadata(metadata(table))
                .kinds(translator.ask(node.id(), node.at(), Set.of(), t -> t.getKinds(table.source(), table.table())))
                .owners(translator.ask(node.id(), node.at(), Set.of(), t -> t.getOwners(table.source(), table.table())))
                .description(translator
                        .ask(node.id(), node.at(), Optional.<String>empty(), t -> t.getDescription(table.source(), table.table()))
                        .orElse(null))
                .sourceFilters(table.filters());
        List<AssetKey> upstream = dependencies(table);
        if (!upstream.isEmpty()) {
            String keys = upstream.stream().map(AssetKey::toString).collect(Collectors.joining(", "));
            spec.metadata(Map.of("rocky/upstream_keys", keys));
        }
        return spec;
    }
}
