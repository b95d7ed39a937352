package dev.rockyjava.asset;

import java.io.Serial;
import java.util.Collection;
import java.util.stream.Collectors;

/** Thrown when a key names no asset of the definitions. The message has the nearest keys that do exist, if any are near. */
public final class UnknownAssetException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AssetKey key;

    public UnknownAssetException(AssetKey key, Collection<AssetKey> known) {
        super(message(key, known));
        this.key = key;
    }

    /** The key that names nothing. */
    public AssetKey key() {
        return key;
    }

    private static String message(AssetKey key, Collection<AssetKey> known) {
        var near = NearestKeys.of(key, known);
        if (near.isEmpty()) {
            return "there is no asset " + key + " among the " + known.size() + " assets of these definitions";
        }
        return near.stream().map(AssetKey::toString).collect(
                Collectors.joining(", ", "there is no asset " + key + "; did you mean ", "?"));
    }
}
