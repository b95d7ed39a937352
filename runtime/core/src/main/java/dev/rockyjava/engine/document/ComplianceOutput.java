package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rocky compliance} prints (ENGINE.md §2.15): where a classified column has no masking.
 *
 * @param summary counts of the project
 * @param exceptions each column and environment without the masking that its classification wants
 */
public record ComplianceOutput(String version, String command, Totals summary, List<ComplianceException> exceptions) {

    /**
     * @throws IllegalArgumentException if the exceptions are absent: that must not be taken for none
     */
    public ComplianceOutput {
        version = MissingFields.orEmpty(version);
        command = MissingFields.orEmpty(command);
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
     * One column that isn't masked in one environment.
     *
     * @param env {@code default} or a name of the project's
     * @param reason for people
     */
    public record ComplianceException(String model, String column, String env, String reason) {

        public ComplianceException {
            model = MissingFields.orEmpty(model);
            column = MissingFields.orEmpty(column);
            env = MissingFields.orEmpty(env);
            reason = MissingFields.orEmpty(reason);
        }
    }
}
