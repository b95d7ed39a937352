package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetKey;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An immutable set of keys that were found in their order, so that no tree needs to be built of them. */
final class SortedKeys extends AbstractSet<AssetKey> implements SortedSet<AssetKey> {

    private final List<AssetKey> keys;

    /**
     * Creates a set.
     *
     * @param keys ascending, each once; not changed later
     */
    SortedKeys(List<AssetKey> keys) {
        this.keys = Collections.unmodifiableList(keys);
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public Iterator<AssetKey> iterator() {
        return keys.iterator();
    }

    @Override
    public boolean contains(@Nullable Object other) {
        return other instanceof AssetKey key && Collections.binarySearch(keys, key) >= 0;
    }

    @Override
    public @Nullable Comparator<? super AssetKey> comparator() {
        return null; // the keys' own order
    }

    @Override
    public SortedSet<AssetKey> subSet(AssetKey from, AssetKey to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(from + " comes after " + to);
        }
        return new SortedKeys(keys.subList(position(from), position(to)));
    }

    @Override
    public SortedSet<AssetKey> headSet(AssetKey to) {
        return new SortedKeys(keys.subList(0, position(to)));
    }

    @Override
    public SortedSet<AssetKey> tailSet(AssetKey from) {
        return new SortedKeys(keys.subList(position(from), keys.size()));
    }

    /** Returns the number of keys that are less. */
    private int position(AssetKey key) {
        int found = Collections.binarySearch(keys, key);
        return found < 0 ? -found - 1 : found;
    }

    @Override
    public AssetKey first() {
        return at(0);
    }

    @Override
    public AssetKey last() {
        return at(keys.size() - 1);
    }

    private AssetKey at(int index) {
        if (keys.isEmpty()) {
            throw new NoSuchElementException("no key is selected");
        }
        return keys.get(index);
    }
}
