package dev.rockyjava.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one asset without asking the engine.
 *
 * @param key its name; unique within {@link Definitions}
 * @param nodeId the engine's id of the node, {@code transformation:fct_revenue} for example; of a discovered table, which
 *     has none, {@code table:<source>.<table>}. Unique too
 * @param kind what the node is
 * @param label the engine's name for it; of a transformation the model name that {@code rocky run --model} takes, of a
 *     discovered table the text form of the key that the engine reports it under
 * @param pipeline the pipeline that owns it; seeds have none
 * @param target the table it is built as; transformations and seeds have one
 * @param strategy how a transformation is built: {@code full_refresh}, {@code merge}, …
 * @param group the group it is shown in
 * @param tags free labels, sorted by name
 * @param kinds short words for what technology it is, sorted; holds the engine's own word for the node kind
 * @param freshness how old it may become, if the model says so
 * @param partitions how it is cut into partitions; empty for an unpartitioned asset
 * @param dependencies upstream assets, sorted, each once
 * @param sourceFilters of a source or load of a replication: its discovered sources, sorted. Empty when none are known;
 *     the whole pipeline is then run at once
 * @param columnLineage for each column, sorted, the upstream columns it is made of
 * @param metadata further facts by name, sorted
 */
public record AssetSpec(
        AssetKey key,
        String nodeId,
        NodeKind kind,
        String label,
        Optional<String> pipeline,
        Optional<Target> target,
        Optional<String> strategy,
        String group,
        SortedMap<String, String> tags,
        SortedSet<String> kinds,
        Optional<FreshnessPolicy> freshness,
        Optional<PartitionsDefinition> partitions,
        List<Dependency> dependencies,
        List<SourceFilter> sourceFilters,
        SortedMap<String, List<ColumnSource>> columnLineage,
        SortedMap<String, String> metadata) {

    public AssetSpec {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        dependencies = onePerKey(dependencies);
        sourceFilters = sourceFilters.stream().sorted().distinct().toList();
        TreeMap<String, List<ColumnSource>> lineage = new TreeMap<>();
        columnLineage.forEach((column, sources) ->
                lineage.put(column, sources.stream().sorted().distinct().toList()));
        columnLineage = Collections.unmodifiableSortedMap(lineage);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    private static List<Dependency> onePerKey(Collection<Dependency> dependencies) {
        // Sorted by key and then origin, DECLARED first, so the first of a key is the one that wins.
        TreeMap<AssetKey, Dependency> best = new TreeMap<>();
        dependencies.stream().sorted().forEach(d -> best.putIfAbsent(d.key(), d));
        return List.copyOf(best.values());
    }

    /** Whether this is one discovered table, rather than all that a pipeline reads. */
    public boolean isTable() {
        return kind == NodeKind.SOURCE && nodeId.startsWith("table:");
    }

    /** The keys of {@link #dependencies()}, in the same order. */
    public List<AssetKey> upstreamKeys() {
        return dependencies.stream().map(Dependency::key).collect(Collectors.toUnmodifiableList());
    }

    /** Starts a spec with the members that every spec has; all others begin empty. */
    public static Builder builder(AssetKey key, String nodeId, NodeKind kind, String label, String group) {
        return new Builder(key, nodeId, kind, label, group);
    }

    /** Collects the optional members of a spec. Not safe for use by several threads. */
    public static final class Builder {
        private final AssetKey key;
        private final String nodeId;
        private final NodeKind kind;
        private final String label;
        private final String group;
        private @Nullable String pipeline;
        private @Nullable Target target;
        private @Nullable String strategy;
        private final SortedMap<String, String> tags = new TreeMap<>();
        private final SortedSet<String> kinds = new TreeSet<>();
        private @Nullable FreshnessPolicy freshness;
        private @Nullable PartitionsDefinition partitions;
        private final List<Dependency> dependencies = new ArrayList<>();
        private final List<SourceFilter> sourceFilters = new ArrayList<>();
        private final SortedMap<String, List<ColumnSource>> columnLineage = new TreeMap<>();
        private final SortedMap<String, String> metadata = new TreeMap<>();

        private Builder(AssetKey key, String nodeId, NodeKind kind, String label, String group) {
            this.key = key;
            this.nodeId = nodeId;
            this.kind = kind;
            this.label = label;
            this.group = group;
        }

        public Builder pipeline(@Nullable String pipeline) {
            this.pipeline = pipeline;
            return this;
        }

        public Builder target(@Nullable Target target) {
            this.target = target;
            return this;
        }

        public Builder strategy(@Nullable String strategy) {
            this.strategy = strategy;
            return this;
        }

        public Builder tags(Map<String, String> tags) {
            this.tags.putAll(tags);
            return this;
        }

        public Builder kinds(Collection<String> kinds) {
            this.kinds.addAll(kinds);
            return this;
        }

        public Builder freshness(@Nullable FreshnessPolicy freshness) {
            this.freshness = freshness;
            return this;
        }

        public Builder partitions(@Nullable PartitionsDefinition partitions) {
            this.partitions = partitions;
            return this;
        }

        public Builder dependency(AssetKey upstream, Dependency.Origin origin) {
            dependencies.add(new Dependency(upstream, origin));
            return this;
        }

        public Builder sourceFilters(Collection<SourceFilter> filters) {
            sourceFilters.addAll(filters);
            return this;
        }

        public Builder columnSource(String column, ColumnSource source) {
            columnLineage.computeIfAbsent(column, c -> new ArrayList<>()).add(source);
            return this;
        }

        public Builder metadata(Map<String, String> metadata) {
            this.metadata.putAll(metadata);
            return this;
        }

        public AssetSpec build() {
            return new AssetSpec(
                    key,
                    nodeId,
                    kind,
                    label,
                    Optional.ofNullable(pipeline),
                    Optional.ofNullable(target),
                    Optional.ofNullable(strategy),
                    group,
                    tags,
                    kinds,
                    Optional.ofNullable(freshness),
                    Optional.ofNullable(partitions),
                    dependencies,
                    sourceFilters,
                    columnLineage,
                    metadata);
        }
    }
}
