/**
 * The interface to Rocky: what an engine can be asked to do, and what it answers.
 *
 * <p>An engine executes one {@link dev.rockyjava.engine.RunRequest} at a time and answers with the document that the
 * {@code rocky} binary would print, regardless of the implementation. Whether that document means success is decided
 * elsewhere: an answer is not a verdict.
 */
@NullMarked
package dev.rockyjava.engine;

import org.jspecify.annotations.NullMarked;
