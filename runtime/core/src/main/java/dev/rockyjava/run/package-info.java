/**
 * Execution: a {@link dev.rockyjava.run.Materializer} plans a selection of assets, asks an engine for each of them in
 * dependency order, and derives an outcome from every answer.
 *
 * <p>An answer of the engine isn't an outcome by itself: the rules that turn answers into outcomes are in one place,
 * {@code Verdicts}.
 */
@NullMarked
package dev.rockyjava.run;

import org.jspecify.annotations.NullMarked;
