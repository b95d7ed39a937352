/**
 * The real {@code rocky} binary as a subprocess. {@link dev.rockyjava.engine.cli.CliEngine} is all that a program uses.
 *
 * <p>How the binary is called, what it answers and where it refuses is in ENGINE.md; the classes name the section
 * that they follow.
 */
@NullMarked
package dev.rockyjava.engine.cli;

import org.jspecify.annotations.NullMarked;
