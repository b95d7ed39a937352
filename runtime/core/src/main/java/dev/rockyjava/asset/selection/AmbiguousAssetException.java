package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.text.Listing;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/** Thrown when a name in a selection matches several assets. The message lists some of them. */
public final class AmbiguousAssetException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<AssetKey> candidates;

    AmbiguousAssetException(String name, Collection<AssetKey> candidates) {
        this(name, candidates, "write more of the key, or '*/" + name + "' for all");
    }

    private AmbiguousAssetException(String name, Collection<AssetKey> candidates, String hint) {
        super(
                "the name '" + name + "' could be any of " + candidates.size() + " assets: "
                        + Listing.named(candidates) + "; " + hint,
                null,
                List.of(),
                hint);
        this.name = name;
        this.candidates = List.copyOf(candidates);
    }

    /** Returns the name as it was written. */
    public String name() {
        return name;
    }

    /** Returns the keys that end in the name, sorted; at least two. */
    public List<AssetKey> candidates() {
        return candidates;
    }
}
