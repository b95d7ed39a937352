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

    private MetadataKeys() {}
}
