package dev.rockyjava.asset;

/**
 * A reference to a node of a kind that this version of the library doesn't know.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record OtherAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static OtherAsset of(String text) {
        return new OtherAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.OTHER;
    }

    @Override
    public String toString() {
        return text;
    }
}
