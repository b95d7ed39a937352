package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * The output of {@code rocky seed} (ENGINE.md §2.16).
 *
 * @param durationMs duration in milliseconds
 */
public record SeedOutput(
        String version,
        String command,
        String seedsDir,
        long tablesLoaded,
        long tablesFailed,
        List<SeededTable> tables,
        long durationMs)
        implements EngineDocument {

    public SeedOutput {
        tables = MissingFields.orEmpty(tables);
    }

    /**
     * One seed.
     *
     * @param target dotted name of the table
     * @param columns number of columns
     * @param durationMs duration in milliseconds
     * @param error why it failed; empty if it was loaded
     */
    public record SeededTable(
            String name,
            String target,
            long rows,
            long columns,
            long durationMs,
            Optional<String> error) {}
}
