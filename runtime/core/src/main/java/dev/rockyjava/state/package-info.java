/**
 * The state snapshot: reading and writing it, what can be wrong with it, and how it becomes definitions.
 *
 * <p>The file is the one that the Python peer writes and reads: one JSON object with the slots {@code discover},
 * {@code compile}, {@code optimize}, {@code dag}, {@code dag_status} and {@code dag_error}. A slot {@code rocky_java}
 * of our own, which the peer ignores, keeps which source belongs to which pipeline.
 */
@NullMarked
package dev.rockyjava.state;

import org.jspecify.annotations.NullMarked;
