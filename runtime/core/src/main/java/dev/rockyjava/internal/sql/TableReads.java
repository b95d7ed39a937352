package dev.rockyjava.internal.sql;

import java.util.Optional;
import java.util.SortedSet;

/**
 * The tables that one model's SQL reads.
 *
 * @param tables dotted names as written, without those of its own CTEs; a part that is no plain word is in double quotes
 * @param unknown why it may read more than these, as the end of a sentence; empty if these are all
 */
public record TableReads(SortedSet<String> tables, Optional<String> unknown) {}
