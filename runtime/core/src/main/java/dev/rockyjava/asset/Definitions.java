package dev.rockyjava.asset;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All assets of a project and the checks on them. Immutable; two are equal when their specs and checks are.
 */
public final class Definitions {

    private static final Definitions EMPTY = of(List.of(), List.of());

    private final SortedMap<AssetKey, AssetSpec> specs;
    private final Map<String, AssetSpec> byNodeId;
    private final SortedSet<CheckSpec> checks;
    private volatile @Nullable AssetGraph graph;

    private Definitions(
            SortedMap<AssetKey, AssetSpec> specs, Map<String, AssetSpec> byNodeId, SortedSet<CheckSpec> checks) {
        this.specs = specs;
        this.byNodeId = byNodeId;
        this.checks = checks;
    }

    /**
     * Definitions of the given specs and checks, in any order.
     *
     * @throws IllegalArgumentException if two specs share a key or a node id, or if a dependency or a check names an
     *     asset that is not among the specs
     */
    public static Definitions of(Collection<AssetSpec> specs, Collection<CheckSpec> checks) {
        SortedMap<AssetKey, AssetSpec> byKey = new TreeMap<>();
        Map<String, AssetSpec> byNodeId = new HashMap<>();
        for (AssetSpec spec : specs) {
            AssetSpec sameKey = byKey.put(spec.key(), spec);
            if (sameKey != null) {
                throw new IllegalArgumentException("two nodes have the asset key " + spec.key() + ": "
                        + sameKey.nodeId() + " and " + spec.nodeId());
            }
            if (byNodeId.put(spec.nodeId(), spec) != null) {
                throw new IllegalArgumentException("two assets have the node id " + spec.nodeId());
            }
        }
        for (AssetSpec spec : specs) {
            for (Dependency dependency : spec.dependencies()) {
                if (!byKey.containsKey(dependency.key())) {
                    throw new IllegalArgumentException(
                            spec.key() + " depends on " + dependency.key() + ", which is no asset");
                }
            }
        }
        for (CheckSpec check : checks) {
            if (!byKey.containsKey(check.asset())) {
                throw new IllegalArgumentException(
                        "check " + check.nodeId() + " is on " + check.asset() + ", which is no asset");
            }
        }
        return new Definitions(
                Collections.unmodifiableSortedMap(byKey),
                byNodeId,
                Collections.unmodifiableSortedSet(new TreeSet<>(checks)));
    }

    /** Definitions without any asset. */
    public static Definitions empty() {
        return EMPTY;
    }

    /** All specs, sorted by key. */
    public Collection<AssetSpec> specs() {
        return specs.values();
    }

    /** All keys, sorted. */
    public Collection<AssetKey> keys() {
        return specs.keySet();
    }

    /** All checks, sorted by asset and node id. */
    public SortedSet<CheckSpec> checks() {
        return checks;
    }

    /** The spec of a key; empty when there is no such asset. */
    public Optional<AssetSpec> find(AssetKey key) {
        return Optional.ofNullable(specs.get(key));
    }

    /** The spec with the engine's node id; empty when there is no such asset. */
    public Optional<AssetSpec> findByNodeId(String nodeId) {
        return Optional.ofNullable(byNodeId.get(nodeId));
    }

    /**
     * The spec of a key.
     *
     * @throws UnknownAssetException if there is no such asset; the message names the nearest ones
     */
    public AssetSpec get(AssetKey key) {
        AssetSpec spec = specs.get(key);
        if (spec == null) {
            throw new UnknownAssetException(key, keys());
        }
        return spec;
    }

    /**
     * The spec of a typed constant.
     *
     * @throws UnknownAssetException if there is no such asset: the constant was generated from another snapshot
     */
    public AssetSpec get(Asset asset) {
        return get(asset.key());
    }

    /** The graph of the dependencies, declared and derived. */
    public AssetGraph graph() {
        AssetGraph known = graph;
        if (known == null) {
            known = new AssetGraph(this);
            graph = known;
        }
        return known;
    }

    /**
     * What differs between these definitions, say those that were compiled into a program, and later ones, say those of
     * the snapshot that lies there now.
     *
     * @return empty when they are equal
     */
    public DefinitionsDiff verifyAgainst(Definitions later) {
        return DefinitionsDiff.between(this, later);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Definitions that && specs.equals(that.specs) && checks.equals(that.checks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(specs, checks);
    }

    @Override
    public String toString() {
        return "Definitions[" + specs.size() + " assets, " + checks.size() + " checks]";
    }
}
