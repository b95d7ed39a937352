package dev.rockyjava.asset;

import java.util.Comparator;

/**
 * A physical table or view: one that an asset is built as, or reads.
 *
 * @param catalog may be empty: the engine then writes two-part names
 */
public record Target(String catalog, String schema, String table) implements Comparable<Target> {

    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::catalog).thenComparing(Target::schema).thenComparing(Target::table);

    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }

    /** Returns the dotted name: {@code catalog.schema.table}, or {@code schema.table} without a catalog. */
    @Override
    public String toString() {
        return catalog.isEmpty() ? schema + "." + table : catalog + "." + schema + "." + table;
    }
}
