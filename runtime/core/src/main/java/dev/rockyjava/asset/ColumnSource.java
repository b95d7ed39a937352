package dev.rockyjava.asset;

import java.util.Optional;

/**
 * An upstream column that a column is derived from.
 *
 * @param key the upstream asset
 * @param column the upstream column's name
 * @param transform the engine's word for the transformation: {@code direct}, {@code cast}, {@code expression},
 *     {@code aggregation: sum}, …
 * @param table the table that has the column, if the asset has no {@linkplain AssetSpec#target() target}, as a load that
 *     writes several tables; otherwise empty
 */
public record ColumnSource(AssetKey key, String column, String transform, Optional<Target> table)
        implements Comparable<ColumnSource> {

    /** Creates a column of an asset that is a single table. */
    public ColumnSource(AssetKey key, String column, String transform) {
        this(key, column, transform, Optional.empty());
    }

    @Override
    public int compareTo(ColumnSource other) {
        int order = key.compareTo(other.key);
        if (order == 0) {
            order = column.compareTo(other.column);
        }
        if (order == 0) {
            order = transform.compareTo(other.transform);
        }
        if (order == 0) {
            order = Boolean.compare(table.isPresent(), other.table.isPresent());
        }
        return order == 0 && table.isPresent() ? table.get().compareTo(other.table.orElseThrow()) : order;
    }
}
