package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code rocky run} for replication, transformation, quality and snapshot pipelines and for a single
 * model (ENGINE.md §3). Members that the engine left out are empty, never null.
 *
 * @param status {@code Success}, {@code PartialFailure}, {@code Failure}, {@code SkippedIdempotent}, {@code
 *     SkippedInFlight}, or a word of a newer engine. Not reliable by itself
 * @param pipelineType {@code replication} even for a model
 * @param filter the filter requested; an empty string for none
 * @param durationMs duration in milliseconds
 * @param tablesCopied number of tables that a replication copied; 0 for models
 * @param tablesFailed number of tables or models that failed
 * @param materializations what was built
 * @param contained models that were not built because of a failed upstream
 * @param excludedTables tables that were left out on purpose
 * @param checkResults results of checks, by asset
 * @param errors what went wrong; its keys often name no asset (ENGINE.md §3.4)
 * @param anomalies tables whose row count differs greatly from previous runs
 * @param anomalyEvaluated which tables had their row count compared; always empty with an engine that doesn't report
 *     it (1.71)
 * @param drift how a replication handled column changes in its sources; none for models
 * @param modelDecisions what was decided about models that may not need rebuilding, if the project enables that;
 *     otherwise empty
 * @param partitionSummaries how many partitions of each partitioned model there were to build
 * @param execution the engine's own count of what it executed
 * @param tablesSkipped number of models that didn't need rebuilding, or of tables that a resumed run had already
 *     copied
 * @param quarantine what a quality pipeline did with rows that failed its checks, by table
 * @param costSummary what the run cost; empty for quality and snapshot pipelines
 * @param budgetBreaches limits in the project's {@code [budget]} that the run exceeded
 * @param schedulingWarnings models whose order the engine can't determine with certainty, as text to display
 * @param overrideWarnings rules in {@code [[table_overrides]]} that match no table
 * @param checkGateFailed whether the engine failed the run because of its checks, or because the run that it resumed
 *     had failed for that reason; always false before 1.72
 * @param verifyAfterFailed whether columns were added to a target and the checks that should have confirmed it
 *     didn't; always false before 1.72
 * @param resumedFrom the engine's id of the run that this one resumed
 * @param sourceSyncs outcomes of source syncs that the run waited for or started; always empty before 1.72
 * @param volumeWarnings outputs of products with too many or too few rows, as text to display; always empty before
 *     1.72
 * @param interrupted whether a signal ended the run early; {@code status} then still says {@code Success}
 */
public record RunOutput(
        String version,
        String command,
        String status,
        String pipelineType,
        String filter,
        long durationMs,
        long tablesCopied,
        long tablesFailed,
        List<MaterializedTable> materializations,
        List<Contained> contained,
        List<ExcludedTable> excludedTables,
        List<AssetChecks> checkResults,
        List<RunError> errors,
        List<Anomaly> anomalies,
        List<AnomalyEvaluation> anomalyEvaluated,
        Drift drift,
        List<PartitionSummary> partitionSummaries,
        List<ModelDecision> modelDecisions,
        ExecutionSummary execution,
        long tablesSkipped,
        List<Quarantine> quarantine,
        Optional<CostSummary> costSummary,
        List<BudgetBreach> budgetBreaches,
        List<String> schedulingWarnings,
        List<OverrideWarning> overrideWarnings,
        boolean checkGateFailed,
        boolean verifyAfterFailed,
        Optional<String> resumedFrom,
        List<SourceSync> sourceSyncs,
        List<String> volumeWarnings,
        boolean interrupted)
        implements EngineDocument {

    /** Creates an output without the members that follow the errors. */
    public RunOutput(
            String version,
            String command,
            String status,
            String pipelineType,
            String filter,
            long durationMs,
            long tablesCopied,
            long tablesFailed,
            List<MaterializedTable> materializations,
            List<Contained> contained,
            List<ExcludedTable> excludedTables,
            List<AssetChecks> checkResults,
            List<RunError> errors,
            boolean interrupted) {
        this(
                version,
                command,
                status,
                pipelineType,
                filter,
                durationMs,
                tablesCopied,
                tablesFailed,
                materializations,
                contained,
                excludedTables,
                checkResults,
                errors,
                List.of(),
                List.of(),
                Drift.NONE,
                List.of(),
                List.of(),
                new ExecutionSummary(1, materializations.size() + tablesFailed, tablesFailed),
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                false,
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                interrupted);
    }

    public RunOutput {
        materializations = MissingFields.orEmpty(materializations);
        contained = MissingFields.orEmpty(contained);
        excludedTables = MissingFields.orEmpty(excludedTables);
        checkResults = MissingFields.orEmpty(checkResults);
        errors = MissingFields.orEmpty(errors);
        anomalies = MissingFields.orEmpty(anomalies);
        anomalyEvaluated = MissingFields.orEmpty(anomalyEvaluated);
        drift = drift == null ? Drift.NONE : drift;
        partitionSummaries = MissingFields.orEmpty(partitionSummaries);
        modelDecisions = MissingFields.orEmpty(modelDecisions);
        execution = execution == null ? ExecutionSummary.NONE : execution;
        quarantine = MissingFields.orEmpty(quarantine);
        budgetBreaches = MissingFields.orEmpty(budgetBreaches);
        schedulingWarnings = MissingFields.orEmpty(schedulingWarnings);
        overrideWarnings = MissingFields.orEmpty(overrideWarnings);
        sourceSyncs = MissingFields.orEmpty(sourceSyncs);
        volumeWarnings = MissingFields.orEmpty(volumeWarnings);
    }

    /**
     * A table or view that was built, or one partition of it.
     *
     * @param assetKey the engine's key: the target's catalog, schema and table for a model; source type, components
     *     and table for a replicated table
     * @param rowsCopied number of rows; null on DuckDB
     * @param durationMs duration in milliseconds
     * @param partition the partition built; empty for an unpartitioned model
     * @param costUsd cost in US dollars, if the warehouse reports it, otherwise null; 0 on DuckDB
     * @param bytesScanned null if the warehouse doesn't report it; always null on DuckDB
     * @param bytesWritten null if the warehouse doesn't report it; always null on DuckDB
     * @param upstreamReads the tables that were read to build it, as far as the engine has measured; empty if it
     *     hasn't, which doesn't mean that nothing was read. Always empty before 1.72
     * @param volume how its row count compares with what a product declares
     */
    public record MaterializedTable(
            List<String> assetKey,
            @Nullable Long rowsCopied,
            long durationMs,
            Optional<String> startedAt,
            MaterializationMetadata metadata,
            Optional<PartitionInfo> partition,
            @Nullable Double costUsd,
            @Nullable Long bytesScanned,
            @Nullable Long bytesWritten,
            Optional<UpstreamReads> upstreamReads,
            Optional<Volume> volume) {

        /** Creates one with unknown cost and bytes. */
        public MaterializedTable(
                List<String> assetKey,
                @Nullable Long rowsCopied,
                long durationMs,
                Optional<String> startedAt,
                MaterializationMetadata metadata,
                Optional<PartitionInfo> partition) {
            this(assetKey, rowsCopied, durationMs, startedAt, metadata, partition, null, null, null, Optional.empty(), Optional.empty());
        }

        public MaterializedTable {
            assetKey = MissingFields.orEmpty(assetKey);
            metadata = metadata == null ? MaterializationMetadata.NONE : metadata;
        }
    }

    /**
     * A table that was read to build another.
     *
     * @param table its full name
     * @param rowsScanned minimum number of rows read from it; null if unknown
     */
    public record UpstreamRead(String table, @Nullable Long rowsScanned) {}

    /**
     * The tables that were read to build another.
     *
     * @param unattributedScans number of reads of something other than a table, such as a file
     */
    public record UpstreamReads(List<UpstreamRead> reads, long unattributedScans) {

        public UpstreamReads {
            reads = MissingFields.orEmpty(reads);
        }
    }

    /**
     * The row count of a product's output, and its expected range.
     *
     * @param rowCount rows of the whole table; null if they weren't counted
     * @param minRows minimum; null for no such limit
     * @param maxRows maximum; null for no such limit
     * @param severity {@code warning} or {@code error}
     * @param verdict {@code in_range}, {@code below_min}, {@code above_max}, {@code not_evaluated}, or a word of a
     *     newer engine
     * @param reason explanation to display
     */
    public record Volume(
            String product,
            @Nullable Long rowCount,
            @Nullable Long minRows,
            @Nullable Long maxRows,
            String severity,
            String verdict,
            Optional<String> reason) {}

    /**
     * A sync of a source that the run waited for or started.
     *
     * @param id id of the source
     * @param outcome {@code succeeded}, {@code failed}, {@code timeout}, {@code unknown}, {@code interrupted}, {@code
     *     error}, {@code paused}, {@code trigger_failed}, or a word of a newer engine
     * @param waitedSecs time waited, in seconds
     * @param lastSyncAt time of the source's last sync, in the engine's format
     * @param detail explanation to display
     */
    public record SourceSync(
            String id,
            String schema,
            String outcome,
            long waitedSecs,
            Optional<String> lastSyncAt,
            Optional<String> detail) {}

    /**
     * Further facts about a materialization.
     *
     * @param strategy how it was built
     * @param watermark the newest timestamp that a replication has copied
     * @param targetTableFullName dotted name of the table; begins with a dot if there is no catalog
     * @param columnCount number of columns of the table; null if the engine doesn't know its types
     * @param compileTimeMs compile time in milliseconds; null if unknown
     */
    public record MaterializationMetadata(
            Optional<String> strategy,
            Optional<String> watermark,
            Optional<String> targetTableFullName,
            Optional<String> sqlHash,
            @Nullable Long columnCount,
            @Nullable Long compileTimeMs) {

        /** Creates the metadata of a table whose columns are unknown. */
        public MaterializationMetadata(
                Optional<String> strategy,
                Optional<String> watermark,
                Optional<String> targetTableFullName,
                Optional<String> sqlHash) {
            this(strategy, watermark, targetTableFullName, sqlHash, null, null);
        }

        /** Metadata of a table about which nothing is known. */
        public static final MaterializationMetadata NONE = new MaterializationMetadata(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The partition that a materialization built.
     *
     * @param key its canonical key
     */
    public record PartitionInfo(String key, Optional<String> start, Optional<String> end) {}

    /**
     * How many partitions of a model there were to build.
     *
     * @param partitionsPlanned 0 if {@code --missing} found none
     */
    public record PartitionSummary(
            String model, long partitionsPlanned, long partitionsSucceeded, long partitionsFailed) {}

    /**
     * The engine's decision about a model.
     *
     * @param decision {@code build}, {@code skip}, {@code reused}
     * @param reason explanation to display
     */
    public record ModelDecision(String model, String decision, String reason) {}

    /** A model that was not built because of a failed upstream. */
    public record Contained(String model, List<String> blockedBy, String unblockHint) {

        public Contained {
            blockedBy = MissingFields.orEmpty(blockedBy);
        }
    }

    /**
     * A table that was left out on purpose.
     *
     * @param reason {@code missing_from_source}, {@code table_override_disabled}, {@code unchanged_since_last_copy}
     */
    public record ExcludedTable(List<String> assetKey, String sourceSchema, String tableName, String reason) {

        public ExcludedTable {
            assetKey = MissingFields.orEmpty(assetKey);
        }
    }

    /**
     * A table whose row count differs greatly from previous runs.
     *
     * @param table dotted name of the target table
     * @param reason explanation to display
     */
    public record Anomaly(String table, long currentCount, double baselineAvg, double deviationPct, String reason) {}

    /**
     * Whether a table's row count was compared with previous runs.
     *
     * @param table dotted name of the target table
     * @param notEvaluatedReason why it wasn't, to display
     */
    public record AnomalyEvaluation(String table, boolean evaluated, Optional<String> notEvaluatedReason) {}

    /** How many source tables a replication compared with their targets, and what it did about differences. */
    public record Drift(long tablesChecked, long tablesDrifted, List<DriftAction> actionsTaken) {

        static final Drift NONE = new Drift(0, 0, List.of());

        public Drift {
            actionsTaken = MissingFields.orEmpty(actionsTaken);
        }
    }

    /**
     * What was done about one table before it was copied.
     *
     * @param table dotted name of the target table
     * @param action {@code add_columns}, {@code alter_column_types}, {@code drop_and_recreate}
     */
    public record DriftAction(String table, String action, String reason) {}

    /** The checks of one asset. */
    public record AssetChecks(List<String> assetKey, List<CheckResult> checks) {

        public AssetChecks {
            assetKey = MissingFields.orEmpty(assetKey);
            checks = MissingFields.orEmpty(checks);
        }
    }

    /**
     * The result of one check.
     *
     * @param severity {@code error} or {@code warning}
     * @param details the check's own members, such as {@code source_count}; sorted by name
     */
    public record CheckResult(
            String name,
            boolean passed,
            String severity,
            Map<String, Object> details) {

        public CheckResult {
            details = details == null ? Map.of() : new TreeMap<>(details);
        }
    }

    /**
     * An error of the run.
     *
     * @param assetKey may be empty, a model's name, or a word such as {@code <runtime>}
     * @param failureKind {@code unknown} for every failure on DuckDB
     * @param cooldownSeconds how long the engine asks to wait before the next attempt, in seconds; null if it doesn't
     *     ask
     */
    public record RunError(
            List<String> assetKey,
            String error,
            String failureKind,
            @Nullable Long cooldownSeconds) {

        public RunError {
            assetKey = MissingFields.orEmpty(assetKey);
        }
    }

    /**
     * The engine's own count of what it executed.
     *
     * @param concurrency how many tables it processed at once
     * @param tablesFailed excludes models that didn't compile
     */
    public record ExecutionSummary(long concurrency, long tablesProcessed, long tablesFailed) {

        static final ExecutionSummary NONE = new ExecutionSummary(0, 0, 0);
    }

    /**
     * What a quality pipeline did with the rows of one table that failed its checks.
     *
     * @param assetKey catalog, schema and table that were checked
     * @param mode {@code split}, {@code tag}, {@code drop}
     * @param validTable dotted name of the table of valid rows; empty for {@code tag}, which marks them in place
     * @param quarantineTable dotted name of the table of quarantined rows; only for {@code split}
     * @param validRows null if the warehouse doesn't report it
     * @param quarantinedRows null if the warehouse doesn't report it
     * @param ok whether all of it was done. If not, the engine still ends with exit code 0
     * @param error why it wasn't done; empty if it was
     */
    public record Quarantine(
            List<String> assetKey,
            String mode,
            Optional<String> validTable,
            Optional<String> quarantineTable,
            @Nullable Long validRows,
            @Nullable Long quarantinedRows,
            boolean ok,
            Optional<String> error) {

        public Quarantine {
            assetKey = MissingFields.orEmpty(assetKey);
        }
    }

    /**
     * The cost of the whole run, summed over its materializations.
     *
     * @param totalCostUsd US dollars; null if none is known, 0 on DuckDB
     * @param totalDurationMs milliseconds
     * @param totalBytesScanned null if none is known
     * @param adapterType the adapter whose prices were used
     */
    public record CostSummary(
            @Nullable Double totalCostUsd,
            long totalDurationMs,
            @Nullable Long totalBytesScanned,
            String adapterType) {}

    /**
     * A budget limit that the run exceeded. If the project configures it as an error, the exit code is 1.
     *
     * @param limitType {@code max_usd}, {@code max_duration_ms}, {@code max_bytes_scanned}
     */
    public record BudgetBreach(String limitType, double limit, double actual) {}

    /**
     * A rule that matches no table.
     *
     * @param ruleIndex its index in {@code [[table_overrides]]}, from 0
     * @param kind {@code zero_match}, {@code connector_match_empty}
     * @param message explanation to display
     * @param connector the connector that the rule names
     * @param table the table that the rule names
     */
    public record OverrideWarning(
            long ruleIndex, String kind, String message, Optional<String> connector, Optional<String> table) {}
}
