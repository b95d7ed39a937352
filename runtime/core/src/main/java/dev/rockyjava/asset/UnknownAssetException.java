package dev.rockyjava.asset;

import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.text.DidYouMean;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/** Thrown when a key names no asset of the definitions. The message suggests the nearest existing keys, if any. */
public final class UnknownAssetException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AssetKey key;

    /**
     * Creates an exception.
     *
     * @param key the key that names no asset
     * @param known the keys that exist, from which the nearest are suggested
     */
    public UnknownAssetException(AssetKey key, Collection<AssetKey> known) {
        this(key, known.size(), NearestKeys.of(key, known).stream().map(AssetKey::toString).toList());
    }

    private UnknownAssetException(AssetKey key, int known, List<String> nearest) {
        super(message(key, known, nearest), null, nearest, null);
        this.key = key;
    }

    /** Returns the key that names no asset. */
    public AssetKey key() {
        return key;
    }

    private static String message(AssetKey key, int known, List<String> nearest) {
        return "there is no asset " + key
                + DidYouMean.of(nearest, " among the " + known + " assets of these definitions");
    }
}
