/**
 * A small stand-in for the {@code rocky} binary: it reads the same project and executes the same requests on the same
 * DuckDB file, inside the JVM. {@link dev.rockyjava.engine.embedded.EmbeddedEngine} is the only entry.
 *
 * <p>It covers what examples and tests need and is bounded on purpose: whatever it doesn't do, and would change what
 * ends up in a table, it refuses by name instead of leaving it out silently.
 */
@NullMarked
package dev.rockyjava.engine.embedded;

import org.jspecify.annotations.NullMarked;
