package dev.rockyjava.engine.embedded;

import java.util.Set;

/**
 * The words that the real engine knows in a project's files (ENGINE.md §7), as of version 1.71. A word that is in none
 * of these sets, and that this engine doesn't support, is most likely a typo.
 */
final class EngineWords {

    static final Set<String> TOP = Set.of(
            "adapter", "adapters", "ai", "branch", "budget", "cache", "classifications", "cost", "freshness", "fulfill",
            "gc", "hook", "hooks", "imports", "mask", "pipeline", "pipelines", "policy", "portability", "resilience",
            "retry", "reuse", "role", "roles", "run", "schedule", "schema_evolution", "state");
    static final Set<String> RUN =
            Set.of("lag_tolerance_seconds", "skip_rowcount_fallback", "skip_unchanged", "strict_scheduling");

    static final Set<String> ADAPTER_TYPES = Set.of(
            "airbyte", "bigquery", "databricks", "duckdb", "fivetran", "iceberg", "manual", "snowflake", "trino");
    static final Set<String> ADAPTER = Set.of(
            "account", "api_key", "api_secret", "cache", "circuit_breaker", "client_id", "client_secret", "database",
            "destination_id", "extra", "host", "http_path", "kind", "location", "oauth_token", "password", "pat", "path",
            "private_key_path", "project_id", "ratelimit", "retry", "role", "stampede", "timeout_secs", "token", "type",
            "username", "warehouse");

    static final Set<String> PIPELINE_TYPES = Set.of("load", "quality", "replication", "snapshot", "transformation");
    static final Set<String> TRANSFORMATION =
            Set.of("checks", "depends_on", "execution", "models", "schedule", "target", "type");
    static final Set<String> TRANSFORMATION_TARGET = Set.of("adapter", "governance");
    static final Set<String> REPLICATION = Set.of(
            "checks", "depends_on", "execution", "merge_keys", "merge_keys_fallback", "metadata_columns",
            "prune_unchanged", "schedule", "source", "strategy", "table_overrides", "target", "timestamp_column", "type");
    static final Set<String> REPLICATION_STRATEGIES = Set.of("full_refresh", "incremental", "merge");
    static final Set<String> REPLICATION_SOURCE = Set.of("adapter", "catalog", "discovery", "schema_pattern");
    static final Set<String> REPLICATION_TARGET =
            Set.of("adapter", "catalog_template", "governance", "schema_template", "separator");
    static final Set<String> CHECKS = Set.of(
            "anomaly_threshold_pct", "assertions", "column_match", "cross_source_overlap", "custom", "enabled",
            "fail_on_error", "freshness", "null_rate", "quarantine", "row_count");
    static final Set<String> EXECUTION = Set.of("concurrency", "error_rate_abort_pct", "fail_fast", "table_retries");
    static final Set<String> LOAD = Set.of(
            "checks", "contract", "depends_on", "execution", "format", "options", "schedule", "source_dir", "target", "type");
    static final Set<String> LOAD_TARGET = Set.of("adapter", "catalog", "governance", "schema", "table");
    static final Set<String> LOAD_OPTIONS =
            Set.of("batch_size", "create_table", "csv_delimiter", "csv_has_header", "truncate_first");
    static final Set<String> LOAD_FORMATS = Set.of("csv", "json_lines", "parquet");

    static final Set<String> MODEL = Set.of(
            "adapter", "args", "budget", "classification", "depends_on", "format", "format_options", "freshness",
            "governance", "group", "intent", "name", "post_hook", "pre_hook", "retention", "skip", "sources", "strategy",
            "surrogate_key", "tags", "target", "tests", "use_test");
    static final Set<String> DEFAULTS = Set.of("freshness", "intent", "strategy", "target");
    static final Set<String> TABLE = Set.of("catalog", "schema", "table");
    static final Set<String> GROUP = Set.of("enforce", "governance", "schema_template", "strategy", "tags");
    static final Set<String> SEED =
            Set.of("column_types", "name", "post_hook", "pre_hook", "strategy", "target");
    static final Set<String> TEST = Set.of(
            "cmp", "column", "columns", "days", "expression", "filter", "key_expr", "kind", "max", "min", "op", "pattern",
            "severity", "to_column", "to_table", "type", "value", "values");
    static final Set<String> TESTS = Set.of(
            "accepted_values", "aggregate", "composite", "expression", "in_range", "not_in_future", "not_null",
            "older_than_n_days", "regex_match", "relationships", "row_count_range", "unique", "unique_expr");

    private EngineWords() {}
}
