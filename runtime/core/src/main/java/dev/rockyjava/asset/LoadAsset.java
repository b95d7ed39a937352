package dev.rockyjava.asset;

/**
 * A reference to the output of a replication or load pipeline.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record LoadAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static LoadAsset of(String text) {
        return new LoadAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.LOAD;
    }

    @Override
    public String toString() {
        return text;
    }
}
