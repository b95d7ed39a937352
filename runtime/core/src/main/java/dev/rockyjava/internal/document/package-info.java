/**
 * Reads what the engine prints into the records of {@code dev.rockyjava.engine.document}. Not for users; may change
 * at any time.
 */
@NullMarked
package dev.rockyjava.internal.document;

import org.jspecify.annotations.NullMarked;
