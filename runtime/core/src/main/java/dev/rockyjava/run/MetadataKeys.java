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
