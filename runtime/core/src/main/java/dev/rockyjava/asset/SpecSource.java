package dev.rockyjava.asset;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Where {@link Definitions} take their specs from, so that those which nobody asks for need not be made. What reads the
 * resource of generated code implements it; a program has no use for it.
 *
 * <p>An implementation never changes, may be used by several threads, and has been checked: keys and node ids are unique,
 * and every dependency and check names an asset.
 */
public interface SpecSource {

    /** How many specs there are. */
    int size();

    /**
     * The key of a spec.
     *
     * @param index from 0, in the order of the keys
     */
    AssetKey key(int index);

    /**
     * A spec, an equal one each time.
     *
     * @param index from 0, in the order of the keys
     */
    AssetSpec spec(int index);

    /** The index of the spec with a key; negative when there is none. */
    int indexOf(AssetKey key);

    /** The index of the spec with a node id; negative when there is none. */
    int indexOf(String nodeId);

    /** The checks, in any order. */
    Collection<CheckSpec> checks();

    /** See {@link Definitions#otherContent()}. */
    SortedMap<String, String> otherContent();

    /** The members of a spec that not everybody asks for; each immutable, and an equal one each time. */
    interface Details {

        /** See {@link AssetSpec#tags()}. */
        SortedMap<String, String> tags();

        /** See {@link AssetSpec#kinds()}. */
        SortedSet<String> kinds();

        /** See {@link AssetSpec#owners()}. */
        SortedSet<String> owners();

        /** See {@link AssetSpec#description()}. */
        Optional<String> description();

        /** See {@link AssetSpec#columnLineage()}; the lists sorted, each source once. */
        SortedMap<String, List<ColumnSource>> columnLineage();

        /** See {@link AssetSpec#metadata()}. */
        SortedMap<String, String> metadata();

        /** See {@link AssetSpec#stated()}. */
        Stated stated();
    }
}
