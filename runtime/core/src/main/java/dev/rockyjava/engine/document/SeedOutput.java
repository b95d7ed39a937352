package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * What {@code rocky seed} prints (ENGINE.md §2.16).
 *
 * @param durationMs milliseconds
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
        version = Absent.orEmpty(version);
        command = Absent.orEmpty(command);
        seedsDir = Absent.orEmpty(seedsDir);
        tables = Absent.orEmpty(tables);
    }

    /**
     * One seed.
     *
     * @param target dotted name of the table
     * @param columns number of columns
     * @param durationMs milliseconds
     * @param error why it failed; empty when it was loaded
     */
    public record SeededTable(
            String name,
            String target,
            long rows,
            long columns,
            long durationMs,
            Optional<String> error) {

        public SeededTable {
            name = Absent.orEmpty(name);
            target = Absent.orEmpty(target);
            error = Absent.orEmpty(error);
        }
    }
}
