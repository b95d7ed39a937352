package dev.rockyjava.asset;

/**
 * A reference to a quality pipeline.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record QualityAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static QualityAsset of(String text) {
        return new QualityAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.QUALITY;
    }

    @Override
    public String toString() {
        return text;
    }
}
