/**
 * Facts in a project's model files that the engine doesn't report: above all which tables their SQL reads.
 *
 * <p>Not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.sql;

import org.jspecify.annotations.NullMarked;
