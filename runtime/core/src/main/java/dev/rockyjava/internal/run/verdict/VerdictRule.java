package dev.rockyjava.internal.run.verdict;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the table of verdicts.
 *
 * @param name for tests and the debug log
 * @param when whether the row applies; may rely on all rows above not applying
 * @param then the verdict
 */
public record VerdictRule(String name, Predicate<EngineCall> when, Function<EngineCall, Verdict> then) {}
