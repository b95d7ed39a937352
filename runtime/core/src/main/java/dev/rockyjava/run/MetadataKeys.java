package dev.rockyjava.run;

/**
 * The names of metadata, as the Python peer writes them, so that one dashboard serves both; what the peer doesn't show
 * has names in its style.
 */
public final class MetadataKeys {

    /** Rows; a {@link Long}. */
    public static final String ROW_COUNT = "dagster/row_count";
    /** Milliseconds that the engine took; a {@link Long}. */
    public static final String DURATION_MS = "dagster/duration_ms";
    /** The same as {@link #ROW_COUNT}, on a single materialization of a model or of a replicated table. */
    public static final String ROWS_COPIED = "dagster-rocky/rows_copied";
    /** The same as {@link #DURATION_MS}, on a single materialization of a model or of a replicated table. */
    public static final String ROCKY_DURATION_MS = "dagster-rocky/duration_ms";
    /** Of a failure: what kind the engine says it is, {@code query-rejected} for example. */
    public static final String FAILURE_KIND = "rocky/failure_kind";
    /** Of a failure: the model. */
    public static final String MODEL_NAME = "rocky/model_name";
    /** Of a check: columns that the target lacks, with commas between, or {@code (none)}. */
    public static final String MISSING_COLUMNS = "missing_columns";
    /** Of a check: columns that only the target has, with commas between, or {@code (none)}. */
    public static final String EXTRA_COLUMNS = "extra_columns";
    /** Of a check: {@code warning}; absent on one whose failure is an error. */
    public static final String SEVERITY = "severity";
    /** The canonical partition key. */
    public static final String PARTITION_KEY = "rocky/partition_key";
    /** How many tables, partitions or files one asset's outcome is made of; a {@link Long}. */
    public static final String MATERIALIZATIONS = "rocky/materializations";
    /** {@code true} on a placeholder for an asset that was not built. */
    public static final String GRAPH_ONLY = "rocky/graph_only";
    /** How it was built: {@code full_refresh}, {@code time_interval}, … */
    public static final String STRATEGY = "dagster-rocky/strategy";
    /** The newest timestamp that a replication has copied. */
    public static final String WATERMARK = "dagster-rocky/watermark";
    /** The dotted name of the table. */
    public static final String TARGET_TABLE = "dagster-rocky/target_table_full_name";
    /** A fingerprint of the SQL that was executed. */
    public static final String SQL_HASH = "dagster-rocky/sql_hash";
    /** Columns of the table; a {@link Long}. */
    public static final String COLUMN_COUNT = "dagster-rocky/column_count";
    /** Milliseconds that the engine took to compile it; a {@link Long}. */
    public static final String COMPILE_TIME_MS = "dagster-rocky/compile_time_ms";
    /** What it cost in US dollars, where the warehouse tells; a {@link Double}. The peer doesn't show it. */
    public static final String COST_USD = "rocky/cost_usd";
    /** Bytes that were read, where the warehouse tells; a {@link Long}. The peer doesn't show it. */
    public static final String BYTES_SCANNED = "rocky/bytes_scanned";
    /** Bytes that were written, where the warehouse tells; a {@link Long}. The peer doesn't show it. */
    public static final String BYTES_WRITTEN = "rocky/bytes_written";
    /** Of an {@link Observation#SCHEMA_DRIFT}: {@code add_columns}, {@code alter_column_types}, {@code drop_and_recreate}. */
    public static final String DRIFT_ACTION = "rocky/drift_action";
    /** Why. */
    public static final String DRIFT_REASON = "rocky/drift_reason";
    /** The dotted name of the target table. */
    public static final String DRIFT_TABLE = "rocky/drift_table";
    /** Tables that the call compared; a {@link Long}. */
    public static final String DRIFT_TABLES_CHECKED = "rocky/drift_tables_checked";
    /** Tables that the call found changed; a {@link Long}. */
    public static final String DRIFT_TABLES_DRIFTED = "rocky/drift_tables_drifted";
    /** Of a {@code row_count_anomaly}: rows now; a {@link Long}. */
    public static final String CURRENT_COUNT = "rocky/current_count";
    /** Rows as they were before, on average; a {@link Double}. */
    public static final String BASELINE_AVG = "rocky/baseline_avg";
    /** How far that is apart, in percent; a {@link Double}. */
    public static final String DEVIATION_PCT = "rocky/deviation_pct";
    /** Why, of an anomaly and of every kind of observation that has no key of its own for it. */
    public static final String REASON = "rocky/reason";
    /** Of an {@link Observation#EXCLUDED}: whether the table is as it was when it was copied last; a {@link Boolean}. */
    public static final String PRUNED_UNCHANGED = "rocky/pruned_unchanged";
    /** {@code true} on an {@link Observation#CONTAINED}; a {@link Boolean}. */
    public static final String CONTAINED = "rocky/contained";
    /** The failed models that are the cause, with commas between. */
    public static final String BLOCKED_BY = "rocky/blocked_by";
    /** What to do about it. */
    public static final String UNBLOCK_HINT = "rocky/unblock_hint";
    /** Of an {@link Observation#QUARANTINE}: {@code split}, {@code tag}, {@code drop}. */
    public static final String QUARANTINE_MODE = "rocky/quarantine_mode";
    /** Whether all of it was done; a {@link Boolean}. */
    public static final String QUARANTINE_OK = "rocky/quarantine_ok";
    /** The dotted name of the table of bad rows. */
    public static final String QUARANTINE_TABLE = "rocky/quarantine_table";
    /** Rows in it, where the warehouse tells; a {@link Long}. */
    public static final String QUARANTINED_ROWS = "rocky/quarantined_rows";
    /** The dotted name of the table of good rows. */
    public static final String VALID_TABLE = "rocky/valid_table";
    /** Rows in it, where the warehouse tells; a {@link Long}. */
    public static final String VALID_ROWS = "rocky/valid_rows";
    /** Of an {@link Observation#BUDGET_BREACH}: {@code max_usd}, {@code max_duration_ms}, {@code max_bytes_scanned}. */
    public static final String BUDGET_LIMIT_TYPE = "rocky/budget_limit_type";
    /** The limit; a {@link Double}. */
    public static final String BUDGET_LIMIT = "rocky/budget_limit";
    /** What it came to; a {@link Double}. */
    public static final String BUDGET_ACTUAL = "rocky/budget_actual";
    /** Of an {@link Observation#OVERRIDE_WARNING}: the rule's place in the project, from 0; a {@link Long}. */
    public static final String OVERRIDE_RULE_INDEX = "rocky/override_rule_index";
    /** {@code zero_match}, {@code connector_match_empty}. */
    public static final String OVERRIDE_KIND = "rocky/override_kind";
    /** The connector that the rule names. */
    public static final String OVERRIDE_CONNECTOR = "rocky/override_connector";
    /** The table that the rule names. */
    public static final String OVERRIDE_TABLE = "rocky/override_table";
    /** The product that an output belongs to. */
    public static final String PRODUCT = "rocky/product";
    /** Rows that an output should have at least; a {@link Long}. */
    public static final String MIN_ROWS = "rocky/min_rows";
    /** Rows that an output should have at most; a {@link Long}. */
    public static final String MAX_ROWS = "rocky/max_rows";
    /** The tables that were read for a build, and how many rows of each, as far as the engine has measured. */
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
    /** Of a check that passed or failed without figures of its own: why. */
    public static final String STATUS = "status";
    /** {@code true} on a check of a contract of which the snapshot has no answer of the compiler; a {@link Boolean}. */
    public static final String COMPILE_MISSING = "rocky/compile_missing";
    /** {@code true} on a check of a contract whose model the compiler didn't find; a {@link Boolean}. */
    public static final String CONTRACT_MODEL_NOT_FOUND = "rocky/contract_model_not_found";
    /**
     * Of a check of a contract: what begins the names of its violations, {@code rocky/violation_0} and so on, and of
     * their number, {@code rocky/violation_count}.
     */
    public static final String CONTRACT_VIOLATION = "rocky/violation";
    /** The same for what the compiler could not compare, as it doesn't know the column's type. */
    public static final String CONTRACT_UNVERIFIED = "rocky/unverified";
    /** Of a {@code compliance_exception}: how many there are for the asset; a {@link Long}. */
    public static final String COMPLIANCE_EXCEPTION_COUNT = "rocky/compliance_exception_count";
    /** Each of them as {@code model.column (environment)}, with semicolons between. */
    public static final String COMPLIANCE_MODELS = "rocky/compliance_models";
    /** The reasons, each once, with semicolons between. */
    public static final String COMPLIANCE_REASONS = "rocky/compliance_reasons";
    /** Classified columns of the project, once per environment; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_CLASSIFIED = "rocky/compliance_total_classified";
    /** Exceptions of the project; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_EXCEPTIONS = "rocky/compliance_total_exceptions";
    /** Those of the classified columns that are masked; a {@link Long}. */
    public static final String COMPLIANCE_TOTAL_MASKED = "rocky/compliance_total_masked";
    /** Of a {@link Observation#RETENTION_DRIFT}: the model. */
    public static final String RETENTION_MODEL = "rocky/retention_model";
    /** Days that the model wants its rows kept; a {@link Long}, absent when it says nothing. */
    public static final String RETENTION_CONFIGURED_DAYS = "rocky/retention_configured_days";
    /** Days that the warehouse keeps them; a {@link Long}, absent when the engine didn't look. */
    public static final String RETENTION_WAREHOUSE_DAYS = "rocky/retention_warehouse_days";
    /** Whether the two are the same; a {@link Boolean}. */
    public static final String RETENTION_IN_SYNC = "rocky/retention_in_sync";

    private MetadataKeys() {}
}
