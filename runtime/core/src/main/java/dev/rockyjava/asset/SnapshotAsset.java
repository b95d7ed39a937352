package dev.rockyjava.asset;

/**
 * A reference to a snapshot pipeline.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record SnapshotAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static SnapshotAsset of(String text) {
        return new SnapshotAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.SNAPSHOT;
    }

    @Override
    public String toString() {
        return text;
    }
}
