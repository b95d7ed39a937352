package dev.rockyjava.asset;

/**
 * A reference to a SQL model without partitions; a model with partitions is a {@link PartitionedAsset}.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record TransformationAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static TransformationAsset of(String text) {
        return new TransformationAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.TRANSFORMATION;
    }

    @Override
    public String toString() {
        return text;
    }
}
