package dev.rockyjava.asset;

/**
 * A reference to the source side of a replication pipeline or, without {@code dag_mode}, to one of its discovered
 * tables.
 *
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 */
public record SourceAsset(String text) implements Asset {

    /** Returns a reference to the asset with this key. */
    public static SourceAsset of(String text) {
        return new SourceAsset(text);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.SOURCE;
    }

    @Override
    public String toString() {
        return text;
    }
}
