package dev.rockyjava.snapshot;

/**
 * A location in a snapshot.
 *
 * @param line from 1
 * @param column from 1
 * @param pointer the JSON pointer of the value, {@code /dag/nodes/17/kind}; empty for the whole document
 */
public record Location(int line, int column, String pointer) {}
