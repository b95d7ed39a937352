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

/**
 * Everything that is known about one asset without querying the engine. Two specs are equal if all their members are.
 */
public final class AssetSpec {

    /** Stands for the tenant in the label of a table shared by several tenants. */
    private static final String ANY_TENANT = "*";

    private final AssetKey key;
    private final String nodeId;
    private final NodeKind kind;
    private final boolean table;
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
        table = from.table;
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
        details = from.details != null ? from.details : details(from.given());
    }

    private SpecSource.Details details(Given from) {
        return new KnownDetails(
                SpecCollections.map(from.tags),
                SpecCollections.set(from.kinds),
                SpecCollections.set(from.owners),
                Optional.ofNullable(from.description),
                SpecCollections.lineage(from.columnLineage),
                SpecCollections.map(from.metadata),
                target.isPresent() ? List.of() : List.copyOf(from.writes),
                List.copyOf(from.reads),
                from.stated);
    }

    private record KnownDetails(
            SortedMap<String, String> tags,
            SortedSet<String> kinds,
            SortedSet<String> owners,
            Optional<String> description,
            SortedMap<String, List<ColumnSource>> columnLineage,
            SortedMap<String, String> metadata,
            List<Target> writes,
            List<Target> reads,
            Stated stated)
            implements SpecSource.Details {}

    /** Returns the asset's key; unique within {@link Definitions}. */
    public AssetKey key() {
        return key;
    }

    /**
     * Returns the engine's node id, for example {@code transformation:fct_revenue}; a discovered table, which has no
     * node, gets {@code table:<source>.<table>}. Unique within {@link Definitions}.
     */
    public String nodeId() {
        return nodeId;
    }

    /** Returns the node kind. */
    public NodeKind kind() {
        return kind;
    }

    /**
     * Returns the engine's name for the asset:
     * <ul>
     *   <li>for a transformation, the model name that {@code rocky run --model} takes;
     *   <li>for a discovered table, the text form of the key under which the engine reports it;
     *   <li>for a table shared by several tenants, the same with {@code *} in place of the tenant.
     * </ul>
     */
    public String label() {
        return label;
    }

    /** Returns the pipeline that owns the asset; empty for seeds. */
    public Optional<String> pipeline() {
        return pipeline;
    }

    /** Returns the table that the asset is built as; transformations and seeds have one. For all kinds, see {@link #writes()}. */
    public Optional<Target> target() {
        return target;
    }

    /**
     * Returns the tables that building the asset writes, sorted:
     * <ul>
     *   <li>for an asset with a {@link #target()}, that one;
     *   <li>for a load of a replication, the tables that its sources are copied to: those that were discovered, with the
     *     names that the pipeline's templates give them;
     *   <li>for any other load, those of its tables that models read;
     *   <li>for a discovered table, what it is copied to, by each tenant that has it;
     *   <li>for a snapshot, the table of the history.
     * </ul>
     * Empty if none are known, and for other kinds. What a run has really written is in its {@code Materialization}s.
     */
    public List<Target> writes() {
        return target.isPresent() ? List.of(target.get()) : details.writes();
    }

    /**
     * Returns the tables that building the asset reads, sorted, including those outside of this project. For a model, the
     * tables that its SQL names, if {@link #readsKnown()} all of them; for sources and loads of a replication, and
     * discovered tables, the tables that are copied, with an empty catalog. Empty if none are known.
     */
    public List<Target> reads() {
        return details.reads();
    }

    /** Returns how a transformation is built: {@code full_refresh}, {@code merge}, … */
    public Optional<String> strategy() {
        return strategy;
    }

    /** Returns the group in which the asset is shown. */
    public String group() {
        return group;
    }

    /** Returns the tags, sorted by name. */
    public SortedMap<String, String> tags() {
        return details.tags();
    }

    /** Returns short words that describe the technology, sorted; they include the engine's word for the node kind. */
    public SortedSet<String> kinds() {
        return details.kinds();
    }

    /** Returns the owners, sorted: e-mail addresses, and teams as {@code team:finance}. */
    public SortedSet<String> owners() {
        return details.owners();
    }

    /** Returns the description for users; empty if there is none. */
    public Optional<String> description() {
        return details.description();
    }

    /** Returns how old the data may become; empty if the model sets no limit. */
    public Optional<FreshnessPolicy> freshness() {
        return freshness;
    }

    /** Returns how the asset is partitioned; empty for an unpartitioned asset. */
    public Optional<PartitionsDefinition> partitions() {
        return partitions;
    }

    /** Returns the upstream assets, sorted and without duplicates. */
    public List<Dependency> dependencies() {
        return dependencies;
    }

    /**
     * Returns whether {@link #dependencies()} includes everything in this project that the asset reads. False for a
     * model whose SQL the writer of the snapshot didn't parse or couldn't parse: it may have more dependencies.
     */
    public boolean readsKnown() {
        return readsKnown;
    }

    /**
     * Returns the discovered sources of a replication's source or load, sorted. Empty if none are known; the whole
     * pipeline is then run at once.
     */
    public List<SourceFilter> sourceFilters() {
        return sourceFilters;
    }

    /** Returns, by column name and sorted, the upstream columns that each column is derived from. */
    public SortedMap<String, List<ColumnSource>> columnLineage() {
        return details.columnLineage();
    }

    /** Returns additional metadata by name, sorted. */
    public SortedMap<String, String> metadata() {
        return details.metadata();
    }

    /**
     * Returns what the snapshot states about the asset beyond the other members: the strategy's parameters, and
     * members that this version doesn't know.
     */
    public Stated stated() {
        return details.stated();
    }

    /** Returns whether this is a single discovered table, rather than everything that a pipeline reads. */
    public boolean isTable() {
        return table;
    }

    /**
     * Returns whether a key reported by the engine refers to this discovered table.
     *
     * @param engineKey the key as in the engine's output
     */
    public boolean isReportedAs(List<String> engineKey) {
        List<String> own = AssetKey.parse(label).path();
        boolean same = isTable() && own.size() == engineKey.size();
        for (int i = 0; same && i < own.size(); i++) {
            same = own.get(i).equals(ANY_TENANT) || own.get(i).equals(engineKey.get(i));
        }
        return same;
    }

    /** Returns the keys of {@link #dependencies()}, in the same order. */
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

    /**
     * Returns whether another spec is equal, ignoring {@link VolatileMetadata}, and the names of tables in {@link #reads()}
     * and {@link #writes()}, which follow from what is compared: the model's code, the pipeline and its sources.
     */
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
            key, nodeId, kind, table, label, pipeline, target, strategy, group, tags(), kinds(), owners(),
            description(), freshness, partitions, dependencies, readsKnown, sourceFilters, columnLineage(), facts, stated(),
            withVolatile ? writes() : List.of(), withVolatile ? reads() : List.of()
        };
    }

    @Override
    public String toString() {
        return "AssetSpec[key=" + key + ", nodeId=" + nodeId + ", kind=" + kind + ", isTable=" + table + ", label=" + label
                + ", pipeline=" + pipeline + ", target=" + target + ", strategy=" + strategy + ", group=" + group + ", tags=" + tags()
                + ", kinds=" + kinds() + ", owners=" + owners() + ", description=" + description() + ", freshness=" + freshness
                + ", partitions=" + partitions + ", dependencies=" + dependencies + ", readsKnown=" + readsKnown
                + ", sourceFilters=" + sourceFilters + ", columnLineage=" + columnLineage() + ", metadata=" + metadata()
                + ", writes=" + writes() + ", reads=" + reads() + ", stated=" + stated() + "]";
    }

    /** Returns a builder with the mandatory members; all others are initially empty. */
    public static Builder builder(AssetKey key, String nodeId, NodeKind kind, String label, String group) {
        return new Builder(key, nodeId, kind, label, group);
    }

    /** The members of a builder that another source may have instead: a spec of thousands that are read needs none of these. */
    private static final class Given {
        private final SortedMap<String, String> tags = new TreeMap<>();
        private final SortedSet<String> kinds = new TreeSet<>();
        private final SortedSet<String> owners = new TreeSet<>();
        private @Nullable String description;
        private final SortedMap<String, List<ColumnSource>> columnLineage = new TreeMap<>();
        private final SortedMap<String, String> metadata = new TreeMap<>();
        private final SortedSet<Target> writes = new TreeSet<>();
        private final SortedSet<Target> reads = new TreeSet<>();
        private Stated stated = Stated.NOTHING;
    }

    /** Builds a spec. Not thread-safe. */
    public static final class Builder {
        private final AssetKey key;
        private final String nodeId;
        private final NodeKind kind;
        private final String label;
        private final String group;
        private boolean table;
        private @Nullable String pipeline;
        private @Nullable Target target;
        private @Nullable String strategy;
        private @Nullable FreshnessPolicy freshness;
        private @Nullable PartitionsDefinition partitions;
        private final List<Dependency> dependencies = new ArrayList<>();
        private boolean readsKnown = true;
        private final List<SourceFilter> sourceFilters = new ArrayList<>();
        private @Nullable Given given;
        private SpecSource.@Nullable Details details;

        private Builder(AssetKey key, String nodeId, NodeKind kind, String label, String group) {
            this.key = key;
            this.nodeId = nodeId;
            this.kind = kind;
            this.label = label;
            this.group = group;
        }

        private Given given() {
            Given known = given;
            if (known == null) {
                known = new Given();
                given = known;
            }
            return known;
        }

        /** Sets whether this is one discovered table, see {@link AssetSpec#isTable()}; false by default. */
        public Builder table(boolean table) {
            this.table = table;
            return this;
        }

        /** Sets the pipeline that owns the asset; null, the default, for none. */
        public Builder pipeline(@Nullable String pipeline) {
            this.pipeline = pipeline;
            return this;
        }

        /** Sets the table that the asset is built as; null, the default, for none. */
        public Builder target(@Nullable Target target) {
            this.target = target;
            return this;
        }

        /** Sets how a transformation is built; null, the default, if it isn't one. */
        public Builder strategy(@Nullable String strategy) {
            this.strategy = strategy;
            return this;
        }

        /** Adds tags; a tag of the same name is replaced. */
        public Builder tags(Map<String, String> tags) {
            given().tags.putAll(tags);
            return this;
        }

        /** Adds short words that describe the technology. */
        public Builder kinds(Collection<String> kinds) {
            given().kinds.addAll(kinds);
            return this;
        }

        /** Adds owners: e-mail addresses, and teams as {@code team:finance}. */
        public Builder owners(Collection<String> owners) {
            given().owners.addAll(owners);
            return this;
        }

        /** Sets the description for users; null, the default, for none. */
        public Builder description(@Nullable String description) {
            given().description = description;
            return this;
        }

        /** Sets how old the data may become; null, the default, for no limit. */
        public Builder freshness(@Nullable FreshnessPolicy freshness) {
            this.freshness = freshness;
            return this;
        }

        /** Sets how the asset is partitioned; null, the default, for an unpartitioned asset. */
        public Builder partitions(@Nullable PartitionsDefinition partitions) {
            this.partitions = partitions;
            return this;
        }

        /** Adds an upstream asset; if it is both declared and derived, it counts as declared. */
        public Builder dependency(AssetKey upstream, Dependency.Origin origin) {
            dependencies.add(new Dependency(upstream, origin));
            return this;
        }

        /** Sets whether the dependencies include everything that the asset reads; true by default. */
        public Builder readsKnown(boolean readsKnown) {
            this.readsKnown = readsKnown;
            return this;
        }

        /** Adds discovered sources of a replication's source or load. */
        public Builder sourceFilters(Collection<SourceFilter> filters) {
            sourceFilters.addAll(filters);
            return this;
        }

        /** Adds an upstream column that a column is derived from. */
        public Builder columnSource(String column, ColumnSource source) {
            given().columnLineage.computeIfAbsent(column, c -> new ArrayList<>(1)).add(source);
            return this;
        }

        /** Adds metadata; an entry of the same name is replaced. */
        public Builder metadata(Map<String, String> metadata) {
            given().metadata.putAll(metadata);
            return this;
        }

        /** Adds tables that building the asset writes; ignored if it has a target. */
        public Builder writes(Collection<Target> tables) {
            given().writes.addAll(tables);
            return this;
        }

        /** Adds tables that building the asset reads. */
        public Builder reads(Collection<Target> tables) {
            given().reads.addAll(tables);
            return this;
        }

        /** Sets what the snapshot states beyond the other members; {@link Stated#NOTHING} by default. */
        public Builder stated(Stated stated) {
            given().stated = stated;
            return this;
        }

        /** Takes some members from another source; values set on this builder for the same members are then ignored. */
        public Builder details(SpecSource.Details details) {
            this.details = details;
            return this;
        }

        /** Returns the spec. */
        public AssetSpec build() {
            return new AssetSpec(this);
        }
    }
}
