package dev.rockyjava.asset;

/**
 * A typed reference to an asset, as the generated constants hold it. Its static type tells the node kind, and for a
 * partitioned asset the type of its partitions, so that a wrong use doesn't compile.
 *
 * <p>A reference is a name, not the asset's description: {@link Definitions#get(Asset)} has that.
 */
public sealed interface Asset
        permits SourceAsset, LoadAsset, TransformationAsset, PartitionedAsset, SeedAsset, QualityAsset, SnapshotAsset,
                OtherAsset {

    /** The key's text form, as {@link AssetKey#parse(String)} reads it. */
    String text();

    /** The kind that the snapshot gave this asset when the constant was generated. */
    NodeKind kind();

    /** The asset's key. */
    default AssetKey key() {
        return AssetKey.parse(text());
    }
}
