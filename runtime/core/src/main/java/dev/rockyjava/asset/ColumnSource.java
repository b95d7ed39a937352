package dev.rockyjava.asset;

/**
 * An upstream column that a column is derived from.
 *
 * @param key the upstream asset
 * @param column the upstream column's name
 * @param transform the engine's word for the transformation: {@code direct}, {@code cast}, {@code expression},
 *     {@code aggregation: sum}, …
 */
public record ColumnSource(AssetKey key, String column, String transform) implements Comparable<ColumnSource> {

    @Override
    public int compareTo(ColumnSource other) {
        int order = key.compareTo(other.key);
        if (order == 0) {
            order = column.compareTo(other.column);
        }
        return order != 0 ? order : transform.compareTo(other.transform);
    }
}
