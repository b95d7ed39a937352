package dev.rockyjava.asset;

import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that is known about one asset without asking the engine. Two are equal when all their members are. */
public final class AssetSpec {

    /** What the label of a table of several tenants has in the tenant's place. */
    private static final String ANY_TENANT = "*";

    private final AssetKey key;
    private final String nodeId;
    private final NodeKind kind;
    private final String label;
    private final Optional<String> pipeline;
    private final Optional<Target> target;
    private final Optional<String> strategy;
    private final String group;
    private final Optional<FreshnessPolicy> freshness;
    private final Optional<PartitionsDefinition> partitions;
    private final List<Dependency> dependencies;
    private final boolean readsKnown;
    private final List<SourceFilter> sourceFilters;
    private final SpecSource.Details details;

    private AssetSpec(Builder from) {
        key = from.key;
        nodeId = from.nodeId;
        kind = from.kind;
        label = from.label;
        pipeline = Optional.ofNullable(from.pipeline);
        target = Optional.ofNullable(from.target);
        strategy = Optional.ofNullable(from.strategy);
        group = from.group;
        freshness = Optional.ofNullable(from.freshness);
        partitions = Optional.ofNullable(from.partitions);
        dependencies = SpecCollections.dependencies(from.dependencies);
        readsKnown = from.readsKnown;
        sourceFilters = SpecCollections.list(from.sourceFilters);
        details = from.details != null
                ? from.details
                : new KnownDetails(
                        SpecCollections.map(from.tags),
                        SpecCollections.set(from.kinds),
                        SpecCollections.set(from.owners),
                        Optional.ofNullable(from.description),
                        SpecCollections.lineage(from.columnLineage),
                        SpecCollections.map(from.metadata),
                        from.stated);
    }

    private record KnownDetails(
            SortedMap<String, String> tags,
            SortedSet<String> kinds,
            SortedSet<String> owners,
            Optional<String> description,
            SortedMap<String, List<ColumnSource>> columnLineage,
            SortedMap<String, String> metadata,
            Stated stated)
            implements SpecSource.Details {}

    /** Its name; unique within {@link Definitions}. */
    public AssetKey key() {
        return key;
    }

    /**
     * The engine's id of the node, {@code transformation:fct_revenue} for example; of a discovered table, which has none,
     * {@code table:<source>.<table>}. Unique too.
     */
    public String nodeId() {
        return nodeId;
    }

    /** What the node is. */
    public NodeKind kind() {
        return kind;
    }

    /**
     * The engine's name for it; of a transformation the model name that {@code rocky run --model} takes, of a discovered
     * table the text form of the key that the engine reports it under, of one of several tenants with {@code *} in the
     * tenant's place.
     */
    public String label() {
        return label;
    }

    /** The pipeline that owns it; seeds have none. */
    public Optional<String> pipeline() {
        return pipeline;
    }

    /** The table it is built as; transformations and seeds have one. */
    public Optional<Target> target() {
        return target;
    }

    /** How a transformation is built: {@code full_refresh}, {@code merge}, … */
    public Optional<String> strategy() {
        return strategy;
    }

    /** The group it is shown in. */
    public String group() {
        return group;
    }

    /** Free labels, sorted by name. */
    public SortedMap<String, String> tags() {
        return details.tags();
    }

    /** Short words for what technology it is, sorted; holds the engine's own word for the node kind. */
    public SortedSet<String> kinds() {
        return details.kinds();
    }

    /** Who answers for it, sorted: e-mail addresses, and teams as {@code team:finance}. */
    public SortedSet<String> owners() {
        return details.owners();
    }

    /** What it is, in words for people. */
    public Optional<String> description() {
        return details.description();
    }

    /** How old it may become, if the model says so. */
    public Optional<FreshnessPolicy> freshness() {
        return freshness;
    }

    /** How it is cut into partitions; empty for an unpartitioned asset. */
    public Optional<PartitionsDefinition> partitions() {
        return partitions;
    }

    /** Upstream assets, sorted, each once. */
    public List<Dependency> dependencies() {
        return dependencies;
    }

    /**
     * Whether {@link #dependencies()} has all that the asset reads of this project. False for a model whose SQL the
     * snapshot's writer didn't read, or couldn't: it may depend on more.
     */
    public boolean readsKnown() {
        return readsKnown;
    }

    /**
     * Of a source or load of a replication: its discovered sources, sorted. Empty when none are known; the whole pipeline
     * is then run at once.
     */
    public List<SourceFilter> sourceFilters() {
        return sourceFilters;
    }

    /** For each column, sorted, the upstream columns it is made of. */
    public SortedMap<String, List<ColumnSource>> columnLineage() {
        return details.columnLineage();
    }

    /** Further facts by name, sorted. */
    public SortedMap<String, String> metadata() {
        return details.metadata();
    }

    /** What the snapshot states of it beyond the other members: the strategy's parameters, and what this version doesn't know. */
    public Stated stated() {
        return details.stated();
    }

    /** Whether this is one discovered table, rather than all that a pipeline reads. */
    public boolean isTable() {
        return kind == NodeKind.SOURCE && nodeId.startsWith("table:");
    }

    /**
     * Whether the engine means this discovered table by a key.
     *
     * @param engineKey as the engine's answer has it
     */
    public boolean isReportedAs(List<String> engineKey) {
        List<String> own = AssetKey.parse(label).path();
        boolean same = isTable() && own.size() == engineKey.size();
        for (int i = 0; same && i < own.size(); i++) {
            same = own.get(i).equals(ANY_TENANT) || own.get(i).equals(engineKey.get(i));
        }
        return same;
    }

    /** The keys of {@link #dependencies()}, in the same order. */
    public List<AssetKey> upstreamKeys() {
        AssetKey[] keys = new AssetKey[dependencies.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = dependencies.get(i).key();
        }
        return List.of(keys);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof AssetSpec that && Arrays.equals(members(true), that.members(true));
    }

    /** Whether another spec is equal but for {@link VolatileMetadata}. */
    public boolean describesTheSame(AssetSpec other) {
        return Arrays.equals(members(false), other.members(false));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(members(true));
    }

    private Object[] members(boolean withVolatile) {
        SortedMap<String, String> facts = withVolatile ? metadata() : VolatileMetadata.without(metadata());
        return new Object[] {
            key, nodeId, kind, label, pipeline, target, strategy, group, tags(), kinds(), owners(), description(),
            freshness, partitions, dependencies, readsKnown, sourceFilters, columnLineage(), facts, stated()
        };
    }

    @Override
    public String toString() {
        return "AssetSpec[key=" + key + ", nodeId=" + nodeId + ", kind=" + kind + ", label=" + label + ", pipeline="
                + pipeline + ", target=" + target + ", strategy=" + strategy + ", group=" + group + ", tags=" + tags()
                + ", kinds=" + kinds() + ", owners=" + owners() + ", description=" + description() + ", freshness=" + freshness
                + ", partitions=" + partitions + ", dependencies=" + dependencies + ", readsKnown=" + readsKnown
                + ", sourceFilters=" + sourceFilters + ", columnLineage=" + columnLineage() + ", metadata=" + metadata()
                + ", stated=" + stated() + "]";
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
        private final SortedSet<String> owners = new TreeSet<>();
        private @Nullable String description;
        private @Nullable FreshnessPolicy freshness;
        private @Nullable PartitionsDefinition partitions;
        private final List<Dependency> dependencies = new ArrayList<>();
        private boolean readsKnown = true;
        private final List<SourceFilter> sourceFilters = new ArrayList<>();
        private final SortedMap<String, List<ColumnSource>> columnLineage = new TreeMap<>();
        private final SortedMap<String, String> metadata = new TreeMap<>();
        private Stated stated = Stated.NOTHING;
        private SpecSource.@Nullable Details details;

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

        public Builder owners(Collection<String> owners) {
            this.owners.addAll(owners);
            return this;
        }

        public Builder description(@Nullable String description) {
            this.description = description;
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

        /** Sets whether the dependencies are all that it reads; true by default. */
        public Builder readsKnown(boolean readsKnown) {
            this.readsKnown = readsKnown;
            return this;
        }

        public Builder sourceFilters(Collection<SourceFilter> filters) {
            sourceFilters.addAll(filters);
            return this;
        }

        public Builder columnSource(String column, ColumnSource source) {
            List<ColumnSource> known = columnLineage.get(column);
            if (known == null) {
                known = new ArrayList<>(1);
                columnLineage.put(column, known);
            }
            known.add(source);
            return this;
        }

        public Builder metadata(Map<String, String> metadata) {
            this.metadata.putAll(metadata);
            return this;
        }

        public Builder stated(Stated stated) {
            this.stated = stated;
            return this;
        }

        /** Takes some members from elsewhere; what this builder is told of them doesn't count then. */
        public Builder details(SpecSource.Details details) {
            this.details = details;
            return this;
        }

        public AssetSpec build() {
            return new AssetSpec(this);
        }
    }
}
