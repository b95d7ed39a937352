package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code rocky compliance} (ENGINE.md §2.15): which classified columns have no masking.
 *
 * @param summary counts for the project
 * @param exceptions each column and environment that lacks the masking required by its classification
 */
public record ComplianceOutput(String version, String command, Totals summary, List<ComplianceException> exceptions) {

    /**
     * Creates the document, with defaults for missing fields.
     *
     * @throws IllegalArgumentException if the exceptions are missing: that must not be mistaken for none
     */
    public ComplianceOutput {
        summary = summary == null ? new Totals(0, 0, 0) : summary;
        exceptions = required(exceptions);
    }

    private static List<ComplianceException> required(@Nullable List<ComplianceException> exceptions) {
        if (exceptions == null) {
            throw new IllegalArgumentException("a compliance document has no member 'exceptions'");
        }
        return List.copyOf(exceptions);
    }

    /** Counts over each classified column in each environment. */
    public record Totals(long totalClassified, long totalMasked, long totalExceptions) {}

    /**
     * A column that isn't masked in one environment.
     *
     * @param env {@code default} or a name defined by the project
     * @param reason explanation to display
     */
    public record ComplianceException(String model, String column, String env, String reason) {}
}
