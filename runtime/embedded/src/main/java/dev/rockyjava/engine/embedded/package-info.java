/**
 * A small substitute for the {@code rocky} binary: it reads the same project and executes the same requests on the
 * same DuckDB file, inside the JVM. {@link dev.rockyjava.engine.embedded.EmbeddedEngine} is the only entry point.
 *
 * <p>It covers what examples and tests need and is limited on purpose: a feature that it doesn't support and that
 * would affect a table's content is refused by name rather than silently left out.
 */
@NullMarked
package dev.rockyjava.engine.embedded;

import org.jspecify.annotations.NullMarked;
