/** Derives verdicts from answers of the engine, by tables of rules. Internal: not for users; may change at any time. */
@NullMarked
package dev.rockyjava.internal.run.verdict;

import org.jspecify.annotations.NullMarked;
