package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.text.Listing;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/**
 * Thrown when a name in a selection matches several assets, or is also a word of the selection language. The message lists
 * some of the assets.
 */
public final class AmbiguousAssetException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<AssetKey> candidates;

    AmbiguousAssetException(String name, Collection<AssetKey> candidates) {
        this(name, candidates, "write more of the key, or '*/" + name + "' for all");
    }

    private AmbiguousAssetException(String name, Collection<AssetKey> candidates, String hint) {
        this(name, candidates, "the name '" + name + "' could be any of " + candidates.size() + " assets: "
                + Listing.named(candidates), hint);
    }

    private AmbiguousAssetException(String name, Collection<AssetKey> candidates, String what, String hint) {
        super(what + "; " + hint, null, List.of(), hint);
        this.name = name;
        this.candidates = List.copyOf(candidates);
    }

    /** Returns the exception for a word of the language that is also the name of assets. */
    static AmbiguousAssetException ofWord(String word, Collection<AssetKey> named) {
        return new AmbiguousAssetException(
                word,
                named,
                "'" + word + "' is a word of selections and also the name of " + Listing.named(named),
                "write key:" + word + " for the asset, or " + word + ":* for the word");
    }

    /** Returns the name as it was written. */
    public String name() {
        return name;
    }

    /** Returns the keys that end in the name, sorted; at least two, or one if the name is also a word of the language. */
    public List<AssetKey> candidates() {
        return candidates;
    }
}
