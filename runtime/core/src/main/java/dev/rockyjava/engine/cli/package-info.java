/**
 * The real {@code rocky} binary as a subprocess. {@link dev.rockyjava.engine.cli.CliEngine} is all that an
 * application uses.
 *
 * <p>How the binary is called, what it answers and what it refuses is described in ENGINE.md; the classes cite the
 * sections that they follow.
 */
@NullMarked
package dev.rockyjava.engine.cli;

import org.jspecify.annotations.NullMarked;
