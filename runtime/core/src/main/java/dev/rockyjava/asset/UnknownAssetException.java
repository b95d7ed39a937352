package dev.rockyjava.asset;

import java.io.Serial;
import java.util.Collection;
import java.util.List;

/** Thrown when a key names no asset of the definitions. The message has the nearest keys that do exist, if any are near. */
public final class UnknownAssetException extends IllegalArgumentException implements NearestNames {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AssetKey key;
    private final transient List<String> nearest;

    public UnknownAssetException(AssetKey key, Collection<AssetKey> known) {
        this(key, known.size(), NearestKeys.of(key, known).stream().map(AssetKey::toString).toList());
    }

    private UnknownAssetException(AssetKey key, int known, List<String> nearest) {
        super(message(key, known, nearest));
        this.key = key;
        this.nearest = nearest;
    }

    /** The key that names nothing. */
    public AssetKey key() {
        return key;
    }

    @Override
    public List<String> nearest() {
        return nearest;
    }

    private static String message(AssetKey key, int known, List<String> nearest) {
        if (nearest.isEmpty()) {
            return "there is no asset " + key + " among the " + known + " assets of these definitions";
        }
        return "there is no asset " + key + "; did you mean " + String.join(", ", nearest) + "?";
    }
}
