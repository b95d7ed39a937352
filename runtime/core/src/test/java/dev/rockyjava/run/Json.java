package dev.rockyjava.run;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Documents as the engine prints them, made of members. */
final class Json {

    private Json() {}

    /** A {@code run} document; a member that is given again replaces the default. */
    static String run(String... members) {
        return document(
                new String[] {
                    "\"version\":\"1.71.0\"", "\"command\":\"run\"", "\"status\":\"Success\"",
                    "\"filter\":\"\"", "\"duration_ms\":5", "\"tables_copied\":0", "\"tables_failed\":0",
                    "\"materializations\":[]", "\"check_results\":[]", "\"interrupted\":false"
                },
                members);
    }

    static String load(String... members) {
        return document(
                new String[] {
                    "\"version\":\"1.71.0\"", "\"command\":\"load\"", "\"source_dir\":\"data/landing\"",
                    "\"format\":\"auto\"", "\"files_loaded\":0", "\"files_failed\":0", "\"files\":[]"
                },
                members);
    }

    static String seed(String... members) {
        return document(
                new String[] {
                    "\"version\":\"1.71.0\"", "\"command\":\"seed\"", "\"seeds_dir\":\"seeds\"",
                    "\"tables_loaded\":1", "\"tables_failed\":0", "\"tables\":[]"
                },
                members);
    }

    private static String document(String[] defaults, String... members) {
        java.util.Map<String, String> byName = new java.util.LinkedHashMap<>();
        for (String[] group : new String[][] {defaults, members}) {
            for (String member : group) {
                byName.put(member.substring(0, member.indexOf(':')), member);
            }
        }
        return "{" + String.join(",", byName.values()) + "}";
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
            return run(
                    "\"pipeline_type\":\"replication\"",
                    materializations(built("duckdb." + replication.filter().orElse("all") + ".orders")));
        }
        if (request instanceof RunRequest.Load) {
            return load("\"files_loaded\":1", "\"files\":[" + file("a.csv", null) + "]");
        }
        if (request instanceof RunRequest.Seed seed) {
            return seed("\"tables\":[" + seedTable(seed.name(), null) + "]");
        }
        if (request instanceof RunRequest.Quality) {
            return run("\"pipeline_type\":\"quality\"", checks(check("row_count", true, "error")));
        }
        return run("\"pipeline_type\":\"snapshot\"", materializations(built("wh.history.orders")));
    }

    static String file(String name, @org.jspecify.annotations.Nullable String error) {
        return "{\"file\":\"" + name + "\",\"target\":\"landing.a\",\"rows_loaded\":3,\"duration_ms\":2"
                + (error == null ? "" : ",\"error\":\"" + error + "\"") + "}";
    }

    static String seedTable(String name, @org.jspecify.annotations.Nullable String error) {
        return "{\"name\":\"" + name + "\",\"target\":\"seeds." + name + "\",\"rows\":4,\"columns\":2,\"duration_ms\":2"
                + (error == null ? "" : ",\"error\":\"" + error + "\"") + "}";
    }
}
