package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * The output of {@code rocky test --declarative} (ENGINE.md §2.19).
 *
 * @param declarative the results; empty if the engine didn't execute tests of this kind
 */
public record TestOutput(String version, String command, Optional<Declarative> declarative)
        implements EngineDocument {

    /** Returns the results; those of one model are in the order in which its configuration declares its tests. */
    public List<TestResult> results() {
        return declarative.map(Declarative::results).orElse(List.of());
    }

    /**
     * The tests that models declare as {@code [[tests]]}.
     *
     * @param failed number of failures with severity {@code error}
     * @param warned number of failures with severity {@code warning}
     * @param errored number of tests that could not be executed
     */
    public record Declarative(
            long total, long passed, long failed, long warned, long errored, List<TestResult> results) {

        public Declarative {
            results = MissingFields.orEmpty(results);
        }
    }

    /**
     * The result of one test.
     *
     * @param table dotted name of the tested table
     * @param testType {@code not_null}, {@code unique}, …
     * @param column the tested column; empty for a test of the whole table
     * @param status {@code pass}, {@code fail}, or {@code error} if it could not be executed
     * @param severity {@code error} or {@code warning}
     * @param detail what was found, or why it could not be executed
     * @param sql the query executed
     */
    public record TestResult(
            String model,
            String table,
            String testType,
            Optional<String> column,
            String status,
            String severity,
            Optional<String> detail,
            String sql) {}
}
