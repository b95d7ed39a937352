package dev.rockyjava.asset;

import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.text.DidYouMean;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/**
 * Thrown when a key names no asset of the definitions, or of a run. The message suggests the nearest existing keys, or
 * otherwise says when a new model becomes an asset.
 */
public final class UnknownAssetException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AssetKey key;

    /**
     * Creates an exception for a key that definitions don't have.
     *
     * @param key the key that names no asset
     * @param known the keys that exist, from which the nearest are suggested
     */
    public UnknownAssetException(AssetKey key, Collection<AssetKey> known) {
        this(key, nearest(key, known), "; the snapshot that was read or compiled in has " + count(known)
                + ". A new model is an asset after a refresh");
    }

    private UnknownAssetException(AssetKey key, List<String> nearest, String otherwise) {
        super("there is no asset " + key + DidYouMean.of(nearest, otherwise), null, nearest, null);
        this.key = key;
    }

    /**
     * Returns the exception for a key that isn't part of a run or its plan.
     *
     * @param key the key that names none of its assets
     * @param known the keys of its assets, from which the nearest are suggested
     */
    public static UnknownAssetException inRun(AssetKey key, Collection<AssetKey> known) {
        return new UnknownAssetException(key, nearest(key, known), " in this run of " + count(known));
    }

    /** Returns the key that names no asset. */
    public AssetKey key() {
        return key;
    }

    private static List<String> nearest(AssetKey key, Collection<AssetKey> known) {
        return NearestKeys.of(key, known).stream().map(AssetKey::toString).toList();
    }

    private static String count(Collection<AssetKey> known) {
        return known.size() + (known.size() == 1 ? " asset" : " assets");
    }
}
