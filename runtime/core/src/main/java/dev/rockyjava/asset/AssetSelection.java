package dev.rockyjava.asset;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A description of some assets, resolved against {@link Definitions} when it is needed.
 *
 * <p>Selections combine: {@code of(A, B).upstream().minus(kind(SEED))}.
 */
@FunctionalInterface
public interface AssetSelection {

    /**
     * The keys that this selection means.
     *
     * @throws UnknownAssetException if it names an asset that the definitions don't have: a wrong name is never an empty
     *     selection
     */
    SortedSet<AssetKey> resolve(Definitions definitions);

    /** Every asset. */
    static AssetSelection all() {
        return where(spec -> true);
    }

    /** The assets of the given constants. */
    static AssetSelection of(Asset... assets) {
        return ofKeys(Arrays.stream(assets).map(Asset::key).toList());
    }

    /** The assets with the given keys. */
    static AssetSelection ofKeys(Collection<AssetKey> keys) {
        List<AssetKey> wanted = List.copyOf(keys);
        return definitions -> {
            wanted.forEach(definitions::get);
            return Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
        };
    }

    /** The assets of one node kind; none if the project has none. */
    static AssetSelection kind(NodeKind kind) {
        return where(spec -> spec.kind() == kind);
    }

    /** The assets of one group; none if the project has no such group. */
    static AssetSelection group(String group) {
        return where(spec -> spec.group().equals(group));
    }

    /** The assets for which a condition holds. */
    static AssetSelection where(Predicate<AssetSpec> condition) {
        return definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>();
            definitions.specs().stream().filter(condition).map(AssetSpec::key).forEach(keys::add);
            return Collections.unmodifiableSortedSet(keys);
        };
    }

    /** These assets and everything they need. */
    default AssetSelection upstream() {
        return definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().allUpstream(keys));
        };
    }

    /** These assets and everything that needs them. */
    default AssetSelection downstream() {
        return definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().allDownstream(keys));
        };
    }

    /** The assets of this or the other selection. */
    default AssetSelection plus(AssetSelection other) {
        return definitions -> union(resolve(definitions), other.resolve(definitions));
    }

    /** The assets of this and the other selection. */
    default AssetSelection and(AssetSelection other) {
        return definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>(resolve(definitions));
            keys.retainAll(other.resolve(definitions));
            return Collections.unmodifiableSortedSet(keys);
        };
    }

    /** The assets of this selection that are not in the other. */
    default AssetSelection minus(AssetSelection other) {
        return definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>(resolve(definitions));
            keys.removeAll(other.resolve(definitions));
            return Collections.unmodifiableSortedSet(keys);
        };
    }

    private static SortedSet<AssetKey> union(SortedSet<AssetKey> a, SortedSet<AssetKey> b) {
        SortedSet<AssetKey> keys = new TreeSet<>(a);
        keys.addAll(b);
        return Collections.unmodifiableSortedSet(keys);
    }
}
