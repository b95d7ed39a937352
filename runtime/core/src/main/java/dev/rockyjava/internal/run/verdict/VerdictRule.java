package dev.rockyjava.internal.run.verdict;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of a table of verdicts.
 *
 * @param name the row's name in tests and the debug log
 * @param when whether the row applies; may assume that no row above applies
 * @param then the verdict
 */
public record VerdictRule(String name, Predicate<EngineCall> when, Function<EngineCall, Verdict> then) {}
