package dev.rockyjava.run;

/**
 * The names of metadata, as dagster-rocky writes them, so that one dashboard serves both. Metadata that dagster-rocky
 * doesn't show has names in the same style.
 */
public final class MetadataKeys {

    /** The number of rows; a {@link Long}. */
    public static final String ROW_COUNT = "dagster/row_count";
    /** How long the engine took, in milliseconds; a {@link Long}. */
    public static final String DURATION_MS = "dagster/duration_ms";
    /** The same as {@link #ROW_COUNT}, on a single materialization of a model or of a replicated table. */
    public static final String ROWS_COPIED = "dagster-rocky/rows_copied";
    /** The same as {@link #DURATION_MS}, on a single materialization of a model or of a replicated table. */
    public static final String ROCKY_DURATION_MS = "dagster-rocky/duration_ms";
    /** For a failure: its kind as reported by the engine, {@code query-rejected} for example. */
    public static final String FAILURE_KIND = "rocky/failure_kind";
    /** For a failure: the model. */
    public static final String MODEL_NAME = "rocky/model_name";
    /** For a failure of a model's SQL: its file, relative to the project. Not shown by dagster-rocky. */
    public static final String MODEL_FILE = "rocky/model_file";
    /** For a failure of a model's SQL: the line in its file, from 1, if known; a {@link Long}. Not shown by dagster-rocky. */
    public static final String MODEL_LINE = "rocky/model_line";
    /** For a check: the columns that the target lacks, separated by commas, or {@code (none)}. */
    public static final String MISSING_COLUMNS = "missing_columns";
    /** For a check: the columns that only the target has, separated by commas, or {@code (none)}. */
    public static final String EXTRA_COLUMNS = "extra_columns";
    /** For a check: {@code warning}; absent on a check whose failure is an error. */
    public static final String SEVERITY = "severity";
    /**
     * For a check of several tables: their number; a {@link Long}. The facts of each are under the table's name and a dot.
     * Not shown by dagster-rocky.
     */
    public static final String CHECKED_TABLES = "rocky/checked_tables";
    /** For a check of several tables, behind the name of each: {@code passed}, {@code failed} or {@code not-evaluated}. */
    public static final String RESULT = "result";
    /** The canonical partition key. */
    public static final String PARTITION_KEY = "rocky/partition_key";
    /** How many tables, partitions or files were built for one asset; a {@link Long}. */
    public static final String MATERIALIZATIONS = "rocky/materializations";
    /** {@code true} on a placeholder for an asset that was not built. */
    public static final String GRAPH_ONLY = "rocky/graph_only";
    /** The strategy that it was built with: {@code full_refresh}, {@code time_interval}, … */
    public static final String STRATEGY = "dagster-rocky/strategy";
    /** The newest timestamp that a replication has copied. */
    public static final String WATERMARK = "dagster-rocky/watermark";
    /** The dotted name of the table. */
    public static final String TARGET_TABLE = "dagster-rocky/target_table_full_name";
    /** A fingerprint of the SQL that was executed. */
    public static final String SQL_HASH = "dagster-rocky/sql_hash";
    /** The number of columns of the table; a {@link Long}. */
    public static final String COLUMN_COUNT = "dagster-rocky/column_count";
    /** How long the engine took to compile it, in milliseconds; a {@link Long}. */
    public static final String COMPILE_TIME_MS = "dagster-rocky/compile_time_ms";
    /** The cost in US dollars, if the warehouse reports it; a {@link Double}. Not shown by dagster-rocky. */
    public static final String COST_USD = "rocky/cost_usd";
    /** The number of bytes read, if the warehouse reports it; a {@link Long}. Not shown by dagster-rocky. */
    public static final String BYTES_SCANNED = "rocky/bytes_scanned";
    /** The number of bytes written, if the warehouse reports it; a {@link Long}. Not shown by dagster-rocky. */
    public static final String BYTES_WRITTEN = "rocky/bytes_written";
    /**
     * For an {@link Observation#SCHEMA_DRIFT}: {@code add_columns}, {@code alter_column_types} or
     * {@code drop_and_recreate}.
     */
    public static final String DRIFT_ACTION = "rocky/drift_action";
    /** The reason for the {@link #DRIFT_ACTION}. */
    public static final String DRIFT_REASON = "rocky/drift_reason";
    /** The dotted name of the target table. */
    public static final String DRIFT_TABLE = "rocky/drift_table";
    /** The number of tables that the call compared; a {@link Long}. */
    public static final String DRIFT_TABLES_CHECKED = "rocky/drift_tables_checked";
    /** The number of tables that the call found changed; a {@link Long}. */
    public static final String DRIFT_TABLES_DRIFTED = "rocky/drift_tables_drifted";
    /** For a {@code row_count_anomaly}: the current number of rows; a {@link Long}. */
    public static final String CURRENT_COUNT = "rocky/current_count";
    /** The average number of rows before; a {@link Double}. */
    public static final String BASELINE_AVG = "rocky/baseline_avg";
    /** The deviation of the current number from that average, in percent; a {@link Double}. */
    public static final String DEVIATION_PCT = "rocky/deviation_pct";
    /** The reason, for an anomaly and for every kind of observation without a key of its own for it. */
    public static final String REASON = "rocky/reason";
    /**
     * For an {@link Observation#EXCLUDED}: whether the table is unchanged since it was last copied; a {@link Boolean}.
     */
    public static final String PRUNED_UNCHANGED = "rocky/pruned_unchanged";
    /** {@code true} on an {@link Observation#CONTAINED}; a {@link Boolean}. */
    public static final String CONTAINED = "rocky/contained";
    /** The failed models that are the cause, separated by commas. */
    public static final String BLOCKED_BY = "rocky/blocked_by";
    /** What to do to unblock the model. */
    public static final String UNBLOCK_HINT = "rocky/unblock_hint";
    /** For an {@link Observation#QUARANTINE}: {@code split}, {@code tag} or {@code drop}. */
    public static final String QUARANTINE_MODE = "rocky/quarantine_mode";
    /** Whether the quarantine was completed; a {@link Boolean}. */
    public static final String QUARANTINE_OK = "rocky/quarantine_ok";
    /** The dotted name of the table of bad rows. */
    public static final String QUARANTINE_TABLE = "rocky/quarantine_table";
    /** The number of rows in that table, if the warehouse reports it; a {@link Long}. */
    public static final String QUARANTINED_ROWS = "rocky/quarantined_rows";
    /** The dotted name of the table of good rows. */
    public static final String VALID_TABLE = "rocky/valid_table";
    /** The number of rows in that table, if the warehouse reports it; a {@link Long}. */
    public static final String VALID_ROWS = "rocky/valid_rows";
    /**
     * For an {@link Observation#BUDGET_BREACH}: {@code max_usd}, {@code max_duration_ms} or {@code max_bytes_scanned}.
     */
    public static final String BUDGET_LIMIT_TYPE = "rocky/budget_limit_type";
    /** The limit; a {@link Double}. */
    public static final String BUDGET_LIMIT = "rocky/budget_limit";
    /** The actual value; a {@link Double}. */
    public static final String BUDGET_ACTUAL = "rocky/budget_actual";
    /** For an {@link Observation#OVERRIDE_WARNING}: the rule's position in the project, from 0; a {@link Long}. */
    public static final String OVERRIDE_RULE_INDEX = "rocky/override_rule_index";
    /** The kind of override warning: {@code zero_match} or {@code connector_match_empty}. */
    public static final String OVERRIDE_KIND = "rocky/override_kind";
    /** The connector that the rule names. */
    public static final String OVERRIDE_CONNECTOR = "rocky/override_connector";
    /** The table that the rule names. */
    public static final String OVERRIDE_TABLE = "rocky/override_table";
    /** The product that an output belongs to. */
    public static final String PRODUCT = "rocky/product";
    /** The minimum number of rows of an output; a {@link Long}. */
    public static final String MIN_ROWS = "rocky/min_rows";
    /** The maximum number of rows of an output; a {@link Long}. */
    public static final String MAX_ROWS = "rocky/max_rows";
    /** The tables that were read for a build, with the number of rows of each as far as the engine has measured it. */
    public static final String UPSTREAM_READS = "rocky/upstream_reads";
    /** A table that was read for a build. */
    public static final String UPSTREAM_TABLE = "rocky/upstream_table";
    /** The id of a source. */
    public static final String SOURCE_ID = "rocky/source_id";
    /** How the wait for a source's sync ended. */
    public static final String SOURCE_SYNC_OUTCOME = "rocky/source_sync_outcome";
    /** How long the engine waited for it, in seconds; a {@link Long}. */
    public static final String SOURCE_SYNC_WAITED = "rocky/source_sync_waited_seconds";
    /** When a source was last synced. */
    public static final String SOURCE_LAST_SYNC_AT = "rocky/source_last_sync_at";
    /** For a check that passed or failed without figures of its own: the reason. */
    public static final String STATUS = "status";
    /**
     * {@code true} on a check of a contract for which the snapshot has no answer of the compiler; a {@link Boolean}.
     */
    public static final String COMPILE_MISSING = "rocky/compile_missing";
    /** {@code true} on a check of a contract whose model the compiler didn't find; a {@link Boolean}. */
    public static final String CONTRACT_MODEL_NOT_FOUND = "rocky/contract_model_not_found";
    /**
     * For a check of a contract: the prefix of the names of its violations, {@code rocky/violation_0} and so on, and of
     * their number, {@code rocky/violation_count}.
     */
    public static final String CONTRACT_VIOLATION = "rocky/violation";
    /** The same prefix for what the compiler couldn't compare because it doesn't know the column's type. */
    public static final String CONTRACT_UNVERIFIED = "rocky/unverified";
    /** For a {@code compliance_exception}: the number of exceptions of the asset; a {@link Long}. */
    public static final String COMPLIANCE_EXCEPTION_COUNT = "rocky/compliance_exception_count";
    /** The exceptions, each as {@code model.column (environment)}, separated by semicolons. */
    public static final String COMPLIANCE_MODELS = "rocky/compliance_models";
    /** The distinct reasons of the exceptions, separated by semicolons. */
    public static final String COMPLIANCE_REASONS = "rocky/compliance_reasons";
    /** The number of classified columns of the project, counted once per environment; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_CLASSIFIED = "rocky/compliance_total_classified";
    /** The number of exceptions of the project; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_EXCEPTIONS = "rocky/compliance_total_exceptions";
    /** The number of classified columns that are masked; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_MASKED = "rocky/compliance_total_masked";
    /** For a {@link Observation#RETENTION_DRIFT}: the model. */
    public static final String RETENTION_MODEL = "rocky/retention_model";
    /** The retention that the model configures, in days; a {@link Long}, absent if it configures none. */
    public static final String RETENTION_CONFIGURED_DAYS = "rocky/retention_configured_days";
    /** The retention of the warehouse, in days; a {@link Long}, absent if the engine didn't look. */
    public static final String RETENTION_WAREHOUSE_DAYS = "rocky/retention_warehouse_days";
    /** Whether the configured retention and the warehouse's are the same; a {@link Boolean}. */
    public static final String RETENTION_IN_SYNC = "rocky/retention_in_sync";

    private MetadataKeys() {}
}
