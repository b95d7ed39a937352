package dev.rockyjava.internal.sql;

import java.util.Optional;
import java.util.SortedSet;

/**
 * The tables that a model's SQL reads.
 *
 * @param tables dotted names as written, excluding the model's own CTEs; a part that isn't a plain word is in double
 *     quotes
 * @param unknown why it may read more tables, as the end of a sentence; empty if these are all
 */
public record TableReads(SortedSet<String> tables, Optional<String> unknown) {}
