package dev.rockyjava.asset;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Where {@link Definitions} get their specs from, so that specs are created lazily. Implemented by the reader of
 * generated code's resource; not meant for applications.
 *
 * <p>An implementation is immutable, thread-safe and already validated: keys and node ids are unique, and every
 * dependency and check names an asset.
 */
public interface SpecSource {

    /** Returns the number of specs. */
    int size();

    /**
     * Returns the key of a spec.
     *
     * @param index from 0, in the order of the keys
     */
    AssetKey key(int index);

    /**
     * Returns a spec, equal on each call.
     *
     * @param index from 0, in the order of the keys
     */
    AssetSpec spec(int index);

    /** Returns the index of the spec with a key; negative if there is none. */
    int indexOf(AssetKey key);

    /** Returns the index of the spec with a node id; negative if there is none. */
    int indexOf(String nodeId);

    /** Returns the checks, in any order. */
    Collection<CheckSpec> checks();

    /** Returns {@link Definitions#otherContent()}. */
    SortedMap<String, String> otherContent();

    /** The members of a spec that are loaded only on demand; each is immutable, and equal on each call. */
    interface Details {

        /** Returns {@link AssetSpec#tags()}. */
        SortedMap<String, String> tags();

        /** Returns {@link AssetSpec#kinds()}. */
        SortedSet<String> kinds();

        /** Returns {@link AssetSpec#owners()}. */
        SortedSet<String> owners();

        /** Returns {@link AssetSpec#description()}. */
        Optional<String> description();

        /** Returns {@link AssetSpec#columnLineage()}; the lists are sorted and without duplicates. */
        SortedMap<String, List<ColumnSource>> columnLineage();

        /** Returns {@link AssetSpec#metadata()}. */
        SortedMap<String, String> metadata();

        /** Returns {@link AssetSpec#writes()} of an asset without a {@linkplain AssetSpec#target() target}; otherwise empty. */
        List<Target> writes();

        /** Returns {@link AssetSpec#reads()}. */
        List<Target> reads();

        /** Returns {@link AssetSpec#stated()}. */
        Stated stated();
    }
}
