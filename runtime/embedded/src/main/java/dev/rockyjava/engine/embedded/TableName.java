package dev.rockyjava.engine.embedded;

import java.util.List;

/**
 * A table's full name as stated in files, not yet checked.
 *
 * @param catalog empty for the database's own
 */
record TableName(String catalog, String schema, String table) {

    /**
     * Returns the name for use in SQL, in two parts if there is no catalog (ENGINE.md §7.1).
     *
     * @throws WorkFailure if a part isn't a valid name
     */
    String sql() {
        String rest = Sql.name(schema) + "." + Sql.name(table);
        return catalog.isEmpty() ? rest : Sql.name(catalog) + "." + rest;
    }

    /** Returns the engine's asset key of the table (ENGINE.md §3.8). */
    List<String> key() {
        return List.of(catalog, schema, table);
    }

    /** Returns the name as in documents: with a leading dot if there is no catalog (ENGINE.md §3.3). */
    String dotted() {
        return catalog + "." + schema + "." + table;
    }

    /** Returns the name as in messages and load documents: without a leading dot. */
    String display() {
        return catalog.isEmpty() ? schema + "." + table : dotted();
    }
}
