package dev.rockyjava.asset;

/**
 * The physical table or view that an asset is built as.
 *
 * @param catalog may be empty: the engine then writes two-part names
 */
public record Target(String catalog, String schema, String table) {

    /** Returns the dotted name: {@code catalog.schema.table}, or {@code schema.table} without a catalog. */
    @Override
    public String toString() {
        return catalog.isEmpty() ? schema + "." + table : catalog + "." + schema + "." + table;
    }
}
