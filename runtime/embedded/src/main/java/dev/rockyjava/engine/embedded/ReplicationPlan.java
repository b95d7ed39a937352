package dev.rockyjava.engine.embedded;

import dev.rockyjava.internal.sql.SchemaTemplate;
import dev.rockyjava.internal.toml.PipelineTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The work of a replication pipeline, checked (ENGINE.md §7.2).
 *
 * @param incremental whether to copy newer rows only; otherwise everything
 * @param timestampColumn determines which rows are newer
 * @param createSchemas whether to create missing target schemas
 * @param rowCountCheck whether to compare the row counts afterwards
 */
record ReplicationPlan(
        EmbeddedProject project,
        Path database,
        SchemaPattern pattern,
        String catalogTemplate,
        String schemaTemplate,
        String targetSeparator,
        boolean incremental,
        String timestampColumn,
        boolean createSchemas,
        boolean rowCountCheck) {

    private static final Set<String> PIPELINE_KEYS = Set.of(
            "type", "strategy", "timestamp_column", "source", "target", "checks", "execution", "depends_on", "schedule",
            "prune_unchanged"); // DuckDB has no change marker, so nothing is ever pruned
    private static final Set<String> SOURCE_KEYS = Set.of("adapter", "catalog", "schema_pattern", "discovery");
    private static final Set<String> TARGET_KEYS =
            Set.of("adapter", "catalog_template", "schema_template", "separator", "governance");
    private static final Set<String> CHECK_KEYS =
            Set.of("enabled", "row_count", "anomaly_threshold_pct", "fail_on_error");
    private static final Set<String> EXECUTION_KEYS = Set.of("concurrency", "table_retries", "error_rate_abort_pct");

    /** A schema to copy from, and where its tables go. */
    record Source(String schema, Map<String, List<String>> components, String targetCatalog, String targetSchema) {}

    /** A table to copy. */
    record Copy(TableName source, TableName target, List<String> assetKey) {}

    static ReplicationPlan of(EmbeddedProject project, PipelineTable pipeline) {
        JsonNode body = pipeline.body();
        JsonNode source = body.path("source");
        JsonNode target = body.path("target");
        String at = "pipeline." + pipeline.name();
        Refusal.unlessKnown(body, project.file(), at, PIPELINE_KEYS, EngineWords.REPLICATION);
        Refusal.unlessKnown(source, project.file(), at + ".source", SOURCE_KEYS, EngineWords.REPLICATION_SOURCE);
        Refusal.unlessKnown(target, project.file(), at + ".target", TARGET_KEYS, EngineWords.REPLICATION_TARGET);
        Refusal.unlessKnown(body.path("checks"), project.file(), at + ".checks", CHECK_KEYS, EngineWords.CHECKS);
        Refusal.unlessKnown(body.path("execution"), project.file(), at + ".execution", EXECUTION_KEYS, EngineWords.EXECUTION);
        String strategy = body.path("strategy").asString("incremental");
        if (!strategy.equals("incremental") && !strategy.equals("full_refresh")) {
            throw Refusal.ofWord(
                    strategy, "the replication strategy", project.file(), at + ".strategy",
                    EngineWords.REPLICATION_STRATEGIES);
        }
        Path database = project.targetDatabase(pipeline);
        requireSameDatabase(project, pipeline, database);
        JsonNode schemas = source.path("schema_pattern");
        SchemaPattern pattern = new SchemaPattern(
                schemas.path("prefix").asString(""),
                schemas.path("separator").asString("__"),
                EmbeddedProject.texts(schemas.path("components")));
        if (pattern.components().isEmpty() || pattern.separator().isEmpty()) {
            throw project.problem(at + ".source.schema_pattern needs a separator and at least one component");
        }
        if (pattern.names().contains("id") || pattern.names().contains("table")) {
            throw project.problem(
                    at + ".source.schema_pattern.components must not use the reserved names id and table");
        }
        return new ReplicationPlan(
                project,
                database,
                pattern,
                target.path("catalog_template").asString(""),
                target.path("schema_template").asString(""),
                target.path("separator").asString(pattern.separator()),
                strategy.equals("incremental"),
                body.path("timestamp_column").asString("_fivetran_synced"),
                target.path("governance").path("auto_create_schemas").asBoolean(false),
                !Refusal.isOff(body.path("checks").path("row_count")));
    }

    private static void requireSameDatabase(EmbeddedProject project, PipelineTable pipeline, Path database) {
        String at = "pipeline." + pipeline.name() + ".source";
        JsonNode source = pipeline.body().path("source");
        boolean onlyOne = project.toml().adapters().size() == 1;
        JsonNode discovery = source.path("discovery").path("adapter");
        if (discovery.isMissingNode() && !onlyOne) {
            throw Refusal.of("a replication that names no discovery adapter", project.file(), at + ".discovery");
        }
        for (String key : List.of("adapter", "discovery.adapter")) {
            JsonNode name = source.at("/" + key.replace('.', '/'));
            if (name.isString() && !project.database(name.asString(), pipeline).equals(database)) {
                throw Refusal.of("a source in another database than the target's", project.file(), at + "." + key);
            }
        }
        String catalog = source.path("catalog").asString("");
        if (!catalog.isEmpty() && !catalog.equals(EmbeddedProject.catalogOf(database))) {
            throw Refusal.of("a source in another catalog than the target's", project.file(), at + ".catalog");
        }
    }

    /** Returns the existing source schemas that the filter selects, sorted by name. */
    List<Source> sources(Database open, Optional<FilterArgument> filter) {
        List<Source> sources = new ArrayList<>();
        List<List<String>> schemas = open.rows(
                "SELECT DISTINCT schema_name FROM information_schema.schemata WHERE catalog_name = current_database()"
                        + " AND starts_with(schema_name, ?) ORDER BY schema_name",
                pattern.prefix());
        for (List<String> row : schemas) {
            String schema = row.get(0);
            pattern.parse(schema)
                    .filter(components -> filter.isEmpty() || filter.get().acceptsSource(schema, components))
                    .ifPresent(components -> sources.add(new Source(
                            schema,
                            components,
                            SchemaTemplate.fill(catalogTemplate, components, targetSeparator),
                            SchemaTemplate.fill(schemaTemplate, components, targetSeparator))));
        }
        return sources;
    }

    /**
     * Returns the tables of those sources, sorted.
     *
     * @throws dev.rockyjava.engine.EngineCommandException if two of them have the same target table
     */
    List<Copy> copies(Database open, List<Source> sources, Optional<FilterArgument> filter) {
        List<Copy> copies = new ArrayList<>();
        Map<List<String>, TableName> claimed = new HashMap<>();
        for (Source source : sources) {
            List<List<String>> tables = open.rows(
                    "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database()"
                            + " AND table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name",
                    source.schema());
            for (List<String> row : tables) {
                String table = row.get(0);
                if (filter.isPresent() && !filter.get().acceptsTable(table)) {
                    continue;
                }
                TableName from = new TableName("", source.schema(), table);
                TableName to = new TableName(source.targetCatalog(), source.targetSchema(), table);
                TableName other = claimed.put(
                        to.key().stream().map(part -> part.toLowerCase(Locale.ROOT)).toList(), from);
                if (other != null) {
                    throw project.problem("two sources resolve to the same target table '" + to.display() + "': "
                            + other.display() + " and " + from.display()
                            + "; use a component in schema_template that tells them apart");
                }
                copies.add(new Copy(from, to, assetKey(source, table)));
            }
        }
        return copies;
    }

    private static List<String> assetKey(Source source, String table) {
        List<String> key = new ArrayList<>(List.of("duckdb"));
        key.addAll(SchemaPattern.flat(source.components()));
        key.add(table);
        return key;
    }
}
