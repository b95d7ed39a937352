package dev.rockyjava.translate;

import java.util.Optional;

/**
 * A table of a discovered source.
 *
 * @param rowCount how many rows it has; few adapters know
 */
public record TableInfo(String name, Optional<Long> rowCount) {}
