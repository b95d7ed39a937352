/**
 * Pure values: asset keys, typed assets per node kind, specs, the graph of them and selections of it.
 *
 * <p>Nothing here reads a file, parses JSON or starts a process. Everything is immutable and safe to share between
 * threads.
 */
@NullMarked
package dev.rockyjava.asset;

import org.jspecify.annotations.NullMarked;
