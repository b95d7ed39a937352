package dev.rockyjava.engine.embedded;

import java.util.List;

/**
 * A table's full name, as files state it; nothing in it has been checked yet.
 *
 * @param catalog empty for the database's own
 */
record TableName(String catalog, String schema, String table) {

    /**
     * As SQL, quoted; two parts when there is no catalog (ENGINE.md §7.1).
     *
     * @throws WorkFailure if a part is no valid name
     */
    String sql() {
        String rest = Sql.name(schema) + "." + Sql.name(table);
        return catalog.isEmpty() ? rest : Sql.name(catalog) + "." + rest;
    }

    /** The engine's key of it (ENGINE.md §3.8). */
    List<String> key() {
        return List.of(catalog, schema, table);
    }

    /** As documents show it: a leading dot when there is no catalog (ENGINE.md §3.3). */
    String dotted() {
        return catalog + "." + schema + "." + table;
    }

    /** As people and load documents write it: no leading dot. */
    String display() {
        return catalog.isEmpty() ? schema + "." + table : dotted();
    }
}
