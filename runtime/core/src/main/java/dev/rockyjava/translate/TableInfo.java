package dev.rockyjava.translate;

import java.util.Optional;

/**
 * A table of a discovered source.
 *
 * @param rowCount number of rows; empty if the adapter doesn't know, as is the case for most
 */
public record TableInfo(String name, Optional<Long> rowCount) {}
