/**
 * Immutable values: asset keys, typed references per node kind, specs, checks and the dependency graph.
 *
 * <p>Nothing here reads a file, parses JSON or starts a process. Everything is thread-safe, except builders.
 */
@NullMarked
package dev.rockyjava.asset;

import org.jspecify.annotations.NullMarked;
