/**
 * The contract with Rocky: what can be asked of an engine, and what it answers.
 *
 * <p>An engine executes one {@link dev.rockyjava.engine.RunRequest} at a time and answers with the document that the
 * {@code rocky} binary would print, whatever the engine behind it is. Whether that document means success is decided
 * elsewhere: an answer is not a verdict.
 */
@NullMarked
package dev.rockyjava.engine;

import org.jspecify.annotations.NullMarked;
