package dev.rockyjava.run;

/** The names of metadata, as the Python peer writes them, so that one dashboard serves both. */
public final class MetadataKeys {

    /** Rows; a {@link Long}. */
    public static final String ROW_COUNT = "dagster/row_count";
    /** Milliseconds that the engine took; a {@link Long}. */
    public static final String DURATION_MS = "dagster/duration_ms";
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
    /** Why, of an anomaly or an {@link Observation#EXCLUDED}. */
    public static final String REASON = "rocky/reason";
    /** Of an {@link Observation#EXCLUDED}: whether the table is as it was when it was copied last; a {@link Boolean}. */
    public static final String PRUNED_UNCHANGED = "rocky/pruned_unchanged";
    /** {@code true} on an {@link Observation#CONTAINED}; a {@link Boolean}. */
    public static final String CONTAINED = "rocky/contained";
    /** The failed models that are the cause, with commas between. */
    public static final String BLOCKED_BY = "rocky/blocked_by";
    /** What to do about it. */
    public static final String UNBLOCK_HINT = "rocky/unblock_hint";
    /** Of a check that passed or failed without figures of its own: why. */
    public static final String STATUS = "status";
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
