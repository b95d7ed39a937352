package dev.rockyjava.asset;

/**
 * A reference to a seed.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record SeedAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static SeedAsset of(String text) {
        return new SeedAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.SEED;
    }

    @Override
    public String toString() {
        return text;
    }
}
