package dev.rockyjava.openlineage;

import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.toml.PipelineTable;
import dev.rockyjava.internal.toml.ProjectToml;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Names tables as openlineage-dbt does, so that the graphs of a project of either kind join in a catalog. */
final class DatasetNames {

    /** The engine's name of a bare {@code [adapter]}, and of the one that a pipeline uses if it names none. */
    private static final String DEFAULT = "default";

    private static final Warehouse UNKNOWN = new Warehouse("rocky", "rocky", "");

    private final Map<String, Warehouse> adapters = new HashMap<>();
    private final Map<String, Warehouse> targets = new HashMap<>();
    private final Map<String, Warehouse> sources = new HashMap<>();
    private final Warehouse first;

    /**
     * What an adapter connects to.
     *
     * @param type the engine's word, {@code duckdb} for example
     * @param namespace of its tables
     * @param catalog of the tables that are named without one
     */
    record Warehouse(String type, String namespace, String catalog) {

        Dataset dataset(Target table) {
            String database = table.catalog().isEmpty() ? catalog : table.catalog();
            return new Dataset(namespace, Stream.of(database, table.schema(), table.table())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(".")));
        }
    }

    /** The name of a table in a catalog. */
    record Dataset(String namespace, String name) {}

    DatasetNames(ProjectToml project) {
        project.adapters().forEach((name, adapter) -> adapters.put(name, warehouse(adapter)));
        first = project.adapters().keySet().stream().findFirst().map(adapters::get).orElse(UNKNOWN);
        for (PipelineTable pipeline : project.pipelines()) {
            targets.put(pipeline.name(), adapter(pipeline.body().at("/target/adapter")));
            JsonNode source = pipeline.body().path("source");
            sources.put(pipeline.name(), adapter(
                    source.has("adapter") ? source.path("adapter") : source.at("/discovery/adapter")));
        }
    }

    private Warehouse adapter(JsonNode name) {
        return adapters.getOrDefault(name.asString(DEFAULT), first);
    }

    /** Returns what a pipeline writes to; without one, as for seeds, the project's first adapter. */
    Warehouse target(Optional<String> pipeline) {
        return pipeline.map(targets::get).orElse(first);
    }

    /** Returns what a replication reads from. */
    Warehouse source(Optional<String> pipeline) {
        return pipeline.map(sources::get).orElse(first);
    }

    /** Returns a table that the engine names by a dotted text or by a path. */
    static Target table(List<String> name) {
        List<String> parts = name.size() == 1 ? List.of(name.get(0).split("\\.")) : name;
        int from = Math.max(0, parts.size() - 3);
        List<String> three = parts.subList(from, parts.size());
        return switch (three.size()) {
            case 3 -> new Target(three.get(0), three.get(1), three.get(2));
            case 2 -> new Target("", three.get(0), three.get(1));
            default -> new Target("", "", String.join(".", three));
        };
    }

    private static Warehouse warehouse(JsonNode adapter) {
        String type = adapter.path("type").asString("rocky");
        return switch (type) {
            case "duckdb" -> {
                String path = adapter.path("path").asString(":memory:");
                yield new Warehouse(type, "duckdb://" + path, path.equals(":memory:") ? "memory" : stem(path));
            }
            case "snowflake" -> new Warehouse(
                    type,
                    "snowflake://" + snowflakeAccount(adapter.path("account").asString("")),
                    adapter.path("database").asString(""));
            case "bigquery" -> new Warehouse(type, "bigquery", adapter.path("project_id").asString(""));
            case "trino" -> new Warehouse(type, "trino://" + withPort(adapter.path("host").asString("")), "");
            default -> new Warehouse(type, type + "://" + authority(adapter.path("host").asString("")), "");
        };
    }

    /** DuckDB names the catalog of a file like this. */
    private static String stem(String path) {
        Path file = Path.of(path).getFileName();
        String name = file == null ? "" : file.toString();
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * Completes an account's name: one of the form organization-account has no region, the older form has region and cloud,
     * with defaults.
     */
    static String snowflakeAccount(String account) {
        List<String> parts = List.of(account.split("\\.", -1));
        if (parts.get(0).contains("-")) {
            return parts.get(0);
        }
        return switch (parts.size()) {
            case 1 -> account + ".us-west-1.aws";
            case 2 -> account + ".aws";
            default -> account;
        };
    }

    private static String withPort(String url) {
        String authority = authority(url);
        return authority.matches(".*:\\d+") ? authority : authority + (url.startsWith("http://") ? ":80" : ":443");
    }

    /** Returns host and port of a URL or of a host, without a user. */
    private static String authority(String url) {
        String rest = url.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("[/?#].*$", "");
        return rest.substring(rest.lastIndexOf('@') + 1);
    }
}
