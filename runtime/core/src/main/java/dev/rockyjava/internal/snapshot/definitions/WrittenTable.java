package dev.rockyjava.internal.snapshot.definitions;

import java.util.Optional;

/**
 * A table that a node writes.
 *
 * @param id of the node
 * @param catalog empty for the database's default
 * @param table empty for any table of the schema
 */
record WrittenTable(String id, String catalog, String schema, Optional<String> table) {}
