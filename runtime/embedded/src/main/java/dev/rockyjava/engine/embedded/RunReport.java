package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.document.RunOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what a run did and creates the engine's document about it (ENGINE.md §3). */
final class RunReport {

    /** The engine's word for a project that can't be compiled; every other failure on DuckDB is {@code unknown}. */
    static final String COMPILE_ERROR = "compile-error";

    static final String UNKNOWN = "unknown";

    private final RunningRequest call;
    private final String version;
    private final String filter;
    private final long begin = System.nanoTime();
    private final List<RunOutput.MaterializedTable> materializations = new ArrayList<>();
    private final List<RunOutput.AssetChecks> checks = new ArrayList<>();
    private final List<RunOutput.RunError> errors = new ArrayList<>();

    RunReport(RunningRequest call, String version, String filter) {
        this.call = call;
        this.version = version;
        this.filter = filter;
    }

    /** When a piece of work began. */
    record Begin(Instant time, long nanos) {

        static Begin now() {
            return new Begin(Instant.now(), System.nanoTime());
        }

        long elapsedMs() {
            return (System.nanoTime() - nanos) / 1_000_000;
        }
    }

    void materialized(
            List<String> assetKey,
            TableName target,
            String strategy,
            @Nullable String watermark,
            RunOutput.@Nullable PartitionInfo partition,
            Begin begin) {
        call.log(target.display() + (partition == null ? "" : " partition " + partition.key()) + ": " + strategy
                + " done in " + begin.elapsedMs() + " ms");
        materializations.add(new RunOutput.MaterializedTable(
                assetKey,
                null, // the engine doesn't count rows on DuckDB either (ENGINE.md §3.3)
                begin.elapsedMs(),
                Optional.of(begin.time().toString()),
                new RunOutput.MaterializationMetadata(
                        Optional.of(strategy),
                        Optional.ofNullable(watermark),
                        Optional.of(target.dotted()),
                        Optional.empty()),
                Optional.ofNullable(partition)));
    }

    void checked(List<String> assetKey, String name, boolean passed, Map<String, Object> details) {
        checks.add(new RunOutput.AssetChecks(
                assetKey, List.of(new RunOutput.CheckResult(name, passed, "error", details))));
    }

    void failed(List<String> assetKey, String error, String kind) {
        call.log("failed: " + error);
        errors.add(new RunOutput.RunError(assetKey, error, kind, null));
    }

    /**
     * Returns the reply. Status and exit code are derived as in the engine (ENGINE.md §3.2); the pipeline type is
     * {@code replication} even for a single model (§2.7).
     *
     * @param tablesCopied number of tables that a replication copied
     */
    EngineReply reply(long tablesCopied) {
        boolean progress = !materializations.isEmpty();
        boolean problem = !errors.isEmpty();
        String status = !problem ? "Success" : progress ? "PartialFailure" : "Failure";
        RunOutput output = new RunOutput(
                version,
                "run",
                status,
                "replication",
                filter,
                (System.nanoTime() - begin) / 1_000_000,
                tablesCopied,
                errors.size(),
                materializations,
                List.of(),
                List.of(),
                checks,
                errors,
                false);
        return new EngineReply(!problem ? 0 : progress ? 2 : 1, output, call.logTail());
    }
}
