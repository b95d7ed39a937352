package dev.rockyjava.asset;

/**
 * A typed reference to an asset, as held by the generated constants. Its static type gives the node kind and, for a
 * partitioned asset, the partition type, so that misuse doesn't compile.
 *
 * <p>A reference is only a name; {@link Definitions#get(Asset)} returns the asset's description.
 */
public sealed interface Asset
        permits SourceAsset, LoadAsset, TransformationAsset, PartitionedAsset, SeedAsset, QualityAsset, SnapshotAsset,
                OtherAsset {

    /** Returns the key's text form, as read by {@link AssetKey#parse(String)}. */
    String text();

    /** Returns the node kind that the asset had in the snapshot from which the constant was generated. */
    NodeKind kind();

    /** Returns the asset's key. */
    default AssetKey key() {
        return AssetKey.parse(text());
    }
}
