package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The output of {@code rocky history} (ENGINE.md §2.19): the most recent completed runs, successful or not. Loads and
 * seeds are not among them.
 *
 * @param runs newest first, 50 at most
 */
public record HistoryOutput(String version, String command, List<Run> runs) {

    private static final Set<String> OTHER_TABLES = Set.of("shadow", "branch");

    public HistoryOutput {
        runs = MissingFields.orEmpty(runs);
    }

    /**
     * Returns the newest run with a submission id that wrote to the project's own tables, not to those of a branch or
     * a shadow; empty if there is none.
     */
    public Optional<Run> submitted(String submissionId) {
        return runs.stream().filter(run -> run.submissionId().equals(Optional.of(submissionId)))
                .filter(run -> !OTHER_TABLES.contains(run.runScope().orElse("")))
                .findFirst();
    }

    /**
     * One run of the engine.
     *
     * @param status {@code Success}, {@code PartialFailure}, {@code Failure}, or the reason why it was skipped
     * @param submissionId see {@code CallOptions.submissionId}
     * @param runScope which tables it wrote: {@code production}, {@code shadow}, {@code branch}, {@code unrecorded}
     *     or a word of a newer engine; empty with an engine that doesn't report it (1.71)
     * @param models what it built or failed to build, including tables
     */
    public record Run(String runId, String status, Optional<String> submissionId, Optional<String> runScope, List<ModelRun> models) {

        public Run {
            models = MissingFields.orEmpty(models);
        }
    }

    /**
     * One model or table of a run.
     *
     * @param modelName the last part of its asset key
     * @param status {@code success} if it was built
     */
    public record ModelRun(String modelName, String status) {}
}
