/**
 * What the files of a project's models say that the engine doesn't tell: above all which tables their SQL reads.
 *
 * <p>Not for users; may change at any time.
 */
@NullMarked
package dev.rockyjava.internal.sql;

import org.jspecify.annotations.NullMarked;
