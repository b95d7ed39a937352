/** Judges an answer of the engine: the tables of verdicts. Not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.verdict;

import org.jspecify.annotations.NullMarked;
