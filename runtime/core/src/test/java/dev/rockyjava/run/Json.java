package dev.rockyjava.run;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents as the engine prints them, made of members. */
final class Json {

    private Json() {}

    /**
     * A {@code run} document with all the members that the engine always prints. One that is given replaces the
     * default, and the counts that follow from others are right.
     */
    static String run(String... members) {
        ObjectNode document = document("""
                {"version":"1.71.0","command":"run","status":"Success","pipeline_type":"replication","filter":"",
                 "duration_ms":5,"tables_copied":0,"tables_failed":0,"materializations":[],"check_results":[],
                 "permissions":{"grants_added":0,"grants_revoked":0,"catalogs_created":0,"schemas_created":0},
                 "drift":{"tables_checked":0,"tables_drifted":0,"actions_taken":[]},"interrupted":false}""", members);
        // Copies alone count as executed, and they are what an error without a key is about.
        int failed = 0;
        for (JsonNode error : document.path("errors")) {
            failed += error.path("asset_key").isEmpty() ? 1 : 0;
        }
        int processed = document.path("tables_copied").asInt() + failed;
        if (!document.has("execution")) {
            document.putObject("execution")
                    .put("concurrency", 1).put("tables_processed", processed).put("tables_failed", failed);
        }
        document.putObject("metrics")
                .put("tables_processed", processed).put("tables_failed", failed).put("error_rate_pct", 0.0)
                .put("statements_executed", 0).put("retries_attempted", 0).put("retries_succeeded", 0)
                .put("anomalies_detected", 0).put("table_duration_p50_ms", 0).put("table_duration_p95_ms", 0)
                .put("table_duration_max_ms", 0).put("query_duration_p50_ms", 0).put("query_duration_p95_ms", 0)
                .put("query_duration_max_ms", 0);
        return document.toString();
    }

    /** Of a quality pipeline. */
    static String quality(String... members) {
        return run(with("\"pipeline_type\":\"quality\"", members));
    }

    /** Of a snapshot pipeline. */
    static String snapshot(String... members) {
        return run(with("\"pipeline_type\":\"snapshot\"", members));
    }

    static String load(String... members) {
        return document("""
                {"version":"1.71.0","command":"load","source_dir":"data/landing","format":"auto","files_loaded":0,
                 "files_failed":0,"total_rows":0,"total_bytes":0,"files":[],"duration_ms":5}""", members).toString();
    }

    /** With the counts that the tables make, unless others are given. */
    static String seed(String... members) {
        ObjectNode document = document("""
                {"version":"1.71.0","command":"seed","seeds_dir":"seeds","tables":[],"duration_ms":5}""", members);
        int failed = document.path("tables").findValues("error").size();
        for (Map.Entry<String, Integer> count :
                Map.of("tables_failed", failed, "tables_loaded", document.path("tables").size() - failed).entrySet()) {
            if (!document.has(count.getKey())) {
                document.put(count.getKey(), count.getValue());
            }
        }
        return document.toString();
    }

    private static String[] with(String first, String... others) {
        return Stream.concat(Stream.of(first), Arrays.stream(others)).toArray(String[]::new);
    }

    /** @param members each one or several of an object */
    private static ObjectNode document(String defaults, String... members) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode document = (ObjectNode) mapper.readTree(defaults);
        for (String member : members) {
            document.setAll((ObjectNode) mapper.readTree("{" + member + "}"));
        }
        return document;
    }

    /** The members that say which tables a replication copied; keys as in {@link #built}. */
    static String copied(String... keys) {
        return "\"tables_copied\":" + keys.length + ","
                + materializations(Arrays.stream(keys).map(Json::built).toArray(String[]::new));
    }

    static String status(String word) {
        return "\"status\":\"" + word + "\"";
    }

    static String tablesFailed(int count) {
        return "\"tables_failed\":" + count;
    }

    static String materializations(String... entries) {
        return "\"materializations\":[" + String.join(",", entries) + "]";
    }

    /** An entry of {@code materializations}; the key's segments are joined by dots. */
    static String built(String key) {
        return entry(key, "full_refresh", "");
    }

    static String ephemeral(String key) {
        return entry(key, "ephemeral", "");
    }

    static String partition(String assetKey, String key) {
        return entry(assetKey, "time_interval", ",\"partition\":{\"key\":\"" + key + "\"}");
    }

    static String batch(String assetKey, String key, String start, String end) {
        return entry(assetKey, "time_interval", ",\"partition\":{\"key\":\"" + key + "\",\"start\":\"" + start
                + "\",\"end\":\"" + end + "\"}");
    }

    private static String entry(String key, String strategy, String more) {
        return "{\"asset_key\":" + path(key) + ",\"rows_copied\":null,\"duration_ms\":7,"
                + "\"started_at\":\"2026-01-01T00:00:00Z\",\"metadata\":{\"strategy\":\"" + strategy
                + "\",\"target_table_full_name\":\"" + key + "\",\"sql_hash\":\"abc\"}" + more + "}";
    }

    static String errors(String... entries) {
        return "\"errors\":[" + String.join(",", entries) + "]";
    }

    /** @param key segments joined by dots; empty for an empty key */
    static String error(String key, String message) {
        return "{\"asset_key\":" + path(key) + ",\"error\":\"" + message + "\",\"failure_kind\":\"unknown\"}";
    }

    static String excluded(String... tableAndReason) {
        return "\"excluded_tables\":[" + Arrays.stream(tableAndReason)
                .map(text -> text.split(" "))
                .map(parts -> "{\"asset_key\":[\"duckdb\",\"" + parts[0] + "\"],\"source_schema\":\"raw__shop\","
                        + "\"table_name\":\"" + parts[0] + "\",\"reason\":\"" + parts[1] + "\"}")
                .collect(Collectors.joining(",")) + "]";
    }

    static String checks(String... checks) {
        return "\"check_results\":[{\"asset_key\":[\"wh\",\"marts\",\"fct\"],\"checks\":["
                + String.join(",", checks) + "]}]";
    }

    static String check(String name, boolean passed, String severity) {
        return "{\"name\":\"" + name + "\",\"passed\":" + passed + ",\"severity\":\"" + severity
                + "\",\"source_count\":5}";
    }

    private static String path(String key) {
        return key.isEmpty()
                ? "[]"
                : Arrays.stream(key.split("\\.", -1)).collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    static String success(RunRequest request) {
        if (request instanceof RunRequest.Model model) {
            if (model.partitions() instanceof PartitionChoice.One one) {
                return run(materializations(partition(model.model(), one.key())));
            }
            return run(materializations(built(model.model())));
        }
        if (request instanceof RunRequest.Replication replication) {
            return run(copied("duckdb." + replication.filter().orElse("all") + ".orders"));
        }
        if (request instanceof RunRequest.Load) {
            return load("\"files_loaded\":1", "\"files\":[" + file("a.csv", null) + "]");
        }
        if (request instanceof RunRequest.Seed seed) {
            return seed("\"tables\":[" + seedTable(seed.name(), null) + "]");
        }
        if (request instanceof RunRequest.Quality) {
            return quality(checks(check("row_count", true, "error")));
        }
        if (request instanceof RunRequest.Test test) {
            return tests(test(test.model(), "not_null", "id", "pass", "error"));
        }
        return snapshot(copied("wh.history.orders"));
    }

    /** What {@code test --declarative} prints. */
    static String tests(String... results) {
        return "{\"version\":\"1.71.0\",\"command\":\"test\",\"total\":0,\"passed\":0,\"failed\":0,\"failures\":[],"
                + "\"declarative\":{\"total\":" + results.length + ",\"passed\":0,\"failed\":0,\"warned\":0,"
                + "\"errored\":0,\"results\":[" + String.join(",", results) + "]}}";
    }

    static String test(String model, String type, String column, String status, String severity) {
        return "{\"model\":\"" + model + "\",\"table\":\"wh.marts." + model + "\",\"test_type\":\"" + type + "\","
                + (column.isEmpty() ? "" : "\"column\":\"" + column + "\",")
                + "\"status\":\"" + status + "\",\"severity\":\"" + severity + "\","
                + (status.equals("pass") ? "" : "\"detail\":\"" + status + "ed\",")
                + "\"sql\":\"SELECT 1\"}";
    }

    static String file(String name, @org.jspecify.annotations.Nullable String error) {
        return "{\"file\":\"" + name + "\",\"target\":\"landing.a\",\"rows_loaded\":3,\"bytes_read\":30,"
                + "\"duration_ms\":2"
                + (error == null ? "" : ",\"error\":\"" + error + "\"") + "}";
    }

    static String seedTable(String name, @org.jspecify.annotations.Nullable String error) {
        return "{\"name\":\"" + name + "\",\"target\":\"seeds." + name + "\",\"rows\":4,\"columns\":2,\"duration_ms\":2"
                + (error == null ? "" : ",\"error\":\"" + error + "\"") + "}";
    }
}
