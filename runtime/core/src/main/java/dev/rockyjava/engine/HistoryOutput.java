package dev.rockyjava.engine;

import java.util.List;
import java.util.Optional;

/**
 * What {@code rocky history} prints (rocky-contract §2.19): the newest runs that came to an end, successful or not. Loads
 * and seeds are not among them.
 *
 * @param runs newest first, 50 at most
 */
public record HistoryOutput(String version, String command, List<Run> runs) {

    public HistoryOutput {
        version = Absent.orEmpty(version);
        command = Absent.orEmpty(command);
        runs = Absent.orEmpty(runs);
    }

    /** The newest run with a submission id. */
    public Optional<Run> submitted(String submissionId) {
        return runs.stream().filter(run -> run.submissionId().equals(Optional.of(submissionId))).findFirst();
    }

    /**
     * One run of the engine.
     *
     * @param status {@code Success}, {@code PartialFailure}, {@code Failure}, or why it was skipped
     * @param submissionId see {@link CallOptions#submissionId()}
     * @param models what it built or failed to build, tables too
     */
    public record Run(String runId, String status, Optional<String> submissionId, List<ModelRun> models) {

        public Run {
            runId = Absent.orEmpty(runId);
            status = Absent.orEmpty(status);
            submissionId = Absent.orEmpty(submissionId);
            models = Absent.orEmpty(models);
        }
    }

    /**
     * One model or table of a run.
     *
     * @param modelName the last part of its asset key
     * @param status {@code success} if it was built
     */
    public record ModelRun(String modelName, String status) {

        public ModelRun {
            modelName = Absent.orEmpty(modelName);
            status = Absent.orEmpty(status);
        }
    }
}
