package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rocky compliance} prints (ENGINE.md §2.15): where a classified column has no masking.
 *
 * @param summary counts of the project
 * @param exceptions each column and environment without the masking that its classification wants
 */
public record ComplianceOutput(String version, String command, Summary summary, List<ComplianceException> exceptions) {

    /**
     * @throws IllegalArgumentException if the exceptions are absent: that must not be taken for none
     */
    public ComplianceOutput {
        version = Absent.orEmpty(version);
        command = Absent.orEmpty(command);
        summary = summary == null ? new Summary(0, 0, 0) : summary;
        exceptions = required(exceptions);
    }

    private static List<ComplianceException> required(@Nullable List<ComplianceException> exceptions) {
        if (exceptions == null) {
            throw new IllegalArgumentException("a compliance document has no member 'exceptions'");
        }
        return List.copyOf(exceptions);
    }

    /** Counts over each classified column in each environment. */
    public record Summary(long totalClassified, long totalMasked, long totalExceptions) {}

    /**
     * One column that isn't masked in one environment.
     *
     * @param env {@code default} or a name of the project's
     * @param reason for people
     */
    public record ComplianceException(String model, String column, String env, String reason) {

        public ComplianceException {
            model = Absent.orEmpty(model);
            column = Absent.orEmpty(column);
            env = Absent.orEmpty(env);
            reason = Absent.orEmpty(reason);
        }
    }
}
