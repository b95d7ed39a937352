/**
 * Execution: a {@link dev.rockyjava.run.Materializer} plans a selection of assets, asks an engine for each of them in
 * dependency order, and judges every answer.
 *
 * <p>An answer of the engine is not a verdict: one table, {@code Verdicts}, turns answers into outcomes.
 */
@NullMarked
package dev.rockyjava.run;

import org.jspecify.annotations.NullMarked;
