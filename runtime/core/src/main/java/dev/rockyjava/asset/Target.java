package dev.rockyjava.asset;

/**
 * A physical table or view: one that an asset is built as, or reads.
 *
 * @param catalog may be empty: the engine then writes two-part names
 */
public record Target(String catalog, String schema, String table) implements Comparable<Target> {

    @Override
    public int compareTo(Target other) {
        int order = catalog.compareTo(other.catalog);
        if (order == 0) {
            order = schema.compareTo(other.schema);
        }
        return order != 0 ? order : table.compareTo(other.table);
    }

    /** Returns the dotted name: {@code catalog.schema.table}, or {@code schema.table} without a catalog. */
    @Override
    public String toString() {
        return catalog.isEmpty() ? schema + "." + table : catalog + "." + schema + "." + table;
    }
}
