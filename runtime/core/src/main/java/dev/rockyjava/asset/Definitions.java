package dev.rockyjava.asset;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All assets of a project and the checks on them. Immutable; two are equal if their specs, checks and other content
 * are.
 */
public final class Definitions {

    private final SpecSource source;
    private volatile @Nullable SortedSet<CheckSpec> checks;
    private volatile @Nullable AssetGraph graph;

    private Definitions(SpecSource source) {
        this.source = source;
    }

    /**
     * Returns definitions with the given specs and checks, in any order.
     *
     * @throws IllegalArgumentException if two specs share a key or a node id, or if a dependency or a check names an
     *     asset that is not among the specs
     */
    public static Definitions of(Collection<AssetSpec> specs, Collection<CheckSpec> checks) {
        return of(specs, checks, Collections.emptySortedMap());
    }

    /**
     * Returns definitions with the given specs, checks and {@link #otherContent()}.
     *
     * @throws IllegalArgumentException as {@link #of(Collection, Collection)}
     */
    public static Definitions of(
            Collection<AssetSpec> specs, Collection<CheckSpec> checks, SortedMap<String, String> otherContent) {
        return of(new KnownSpecs(specs, checks, otherContent));
    }

    /** Returns definitions whose specs are created lazily. */
    public static Definitions of(SpecSource source) {
        return new Definitions(source);
    }

    /** Returns definitions without any assets. */
    public static Definitions empty() {
        return of(List.of(), List.of());
    }

    /** Returns all specs, sorted by key. */
    public Collection<AssetSpec> specs() {
        return list();
    }

    private List<AssetSpec> list() {
        return new Specs(source);
    }

    /** Returns all keys, sorted. */
    public Collection<AssetKey> keys() {
        return new Keys(source);
    }

    private static final class Specs extends AbstractList<AssetSpec> {

        private final SpecSource source;

        Specs(SpecSource source) {
            this.source = source;
        }

        @Override
        public AssetSpec get(int index) {
            return source.spec(index);
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public boolean contains(@Nullable Object other) {
            int index = other instanceof AssetSpec spec ? source.indexOf(spec.key()) : -1;
            return index >= 0 && source.spec(index).equals(other);
        }
    }

    private static final class Keys extends AbstractList<AssetKey> {

        private final SpecSource source;

        Keys(SpecSource source) {
            this.source = source;
        }

        @Override
        public AssetKey get(int index) {
            return source.key(index);
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public boolean contains(@Nullable Object other) {
            return other instanceof AssetKey key && source.indexOf(key) >= 0;
        }
    }

    /** Returns all checks, sorted by asset and node id. */
    public SortedSet<CheckSpec> checks() {
        SortedSet<CheckSpec> known = checks;
        if (known == null) {
            known = Collections.unmodifiableSortedSet(new TreeSet<>(source.checks()));
            checks = known;
        }
        return known;
    }

    /**
     * Returns the content of the snapshot that belongs to no asset, by slot and member, such as
     * {@code discover.checks}. A text is given as it is, any other value as JSON, and a long value as a digest that
     * begins with {@code #}. Empty for definitions that were not read from a snapshot.
     */
    public SortedMap<String, String> otherContent() {
        return source.otherContent();
    }

    /** Returns the spec of a key; empty if there is no such asset. */
    public Optional<AssetSpec> find(AssetKey key) {
        return at(source.indexOf(key));
    }

    /** Returns the spec with the engine's node id; empty if there is no such asset. */
    public Optional<AssetSpec> findByNodeId(String nodeId) {
        return at(source.indexOf(nodeId));
    }

    private Optional<AssetSpec> at(int index) {
        return index < 0 ? Optional.empty() : Optional.of(source.spec(index));
    }

    /**
     * Returns the spec of a key.
     *
     * @throws UnknownAssetException if there is no such asset; the message suggests the nearest keys
     */
    public AssetSpec get(AssetKey key) {
        int index = source.indexOf(key);
        if (index < 0) {
            throw new UnknownAssetException(key, keys());
        }
        return source.spec(index);
    }

    /**
     * Returns the spec of a typed constant.
     *
     * @throws UnknownAssetException if there is no such asset: the constant was generated from another snapshot
     */
    public AssetSpec get(Asset asset) {
        return get(asset.key());
    }

    /** Returns the graph of the declared and derived dependencies. */
    public AssetGraph graph() {
        AssetGraph known = graph;
        if (known == null) {
            known = new AssetGraph(this);
            graph = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Definitions that
                && list().equals(that.list())
                && checks().equals(that.checks())
                && otherContent().equals(that.otherContent());
    }

    @Override
    public int hashCode() {
        return Objects.hash(specs(), checks(), otherContent());
    }

    @Override
    public String toString() {
        return "Definitions[" + source.size() + " assets, " + checks().size() + " checks]";
    }
}
