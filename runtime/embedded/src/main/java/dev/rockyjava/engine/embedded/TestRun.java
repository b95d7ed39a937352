package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.TestOutput;
import dev.rockyjava.engine.document.TestOutput.TestResult;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.toml.PipelineTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Executes the tests that one model declares (ENGINE.md §2.19, §7.3). */
final class TestRun {

    /** The keys of each type of test in addition to the common ones. */
    private static final Map<String, Set<String>> TYPES = Map.of(
            "not_null", Set.of(),
            "unique", Set.of(),
            "accepted_values", Set.of("values"),
            "relationships", Set.of("to_table", "to_column"),
            "expression", Set.of("expression"),
            "row_count_range", Set.of("min", "max"));

    private static final Set<String> KEYS = Set.of("type", "column", "severity", "filter");

    private final EmbeddedProject project;
    private final ModelFile model;
    private final Path file;
    private final String version;
    private final RunningRequest call;

    TestRun(EmbeddedProject project, RunRequest.Test request, String version, RunningRequest call) {
        PipelineTable pipeline = project.pipeline(request.pipeline(), "transformation");
        this.project = project;
        this.model = ModelRoot.of(project, pipeline).load().stream()
                .filter(found -> found.name().equals(request.model()))
                .findFirst()
                .orElseThrow(() -> project.problem("model '" + request.model() + "' not found"));
        this.file = project.targetDatabase(pipeline);
        this.version = version;
        this.call = call;
        check(model);
    }

    /** @throws dev.rockyjava.engine.UnsupportedByEngineException if a test of the model needs something else */
    static void check(ModelFile model) {
        declared(model).forEach(test -> refuseWhatIsNotDone(model, test));
    }

    private static List<JsonNode> declared(ModelFile model) {
        return model.config().path("tests").valueStream().toList();
    }

    private static void refuseWhatIsNotDone(ModelFile model, JsonNode test) {
        String type = type(test);
        if (!TYPES.containsKey(type)) {
            throw Refusal.ofWord(type, "tests of the type", model.configFile(), "tests", EngineWords.TESTS);
        }
        Set<String> known = new HashSet<>(KEYS);
        known.addAll(TYPES.get(type));
        Refusal.unlessKnown(test, model.configFile(), "tests", known, EngineWords.TEST);
    }

    EngineReply run() {
        TableName target = ModelSpec.targetOf(model, project);
        List<TestResult> results = new ArrayList<>();
        try (Database database = Database.open(file, call)) {
            declared(model).forEach(test -> results.add(result(database, target, test)));
        }
        long passed = results.stream().filter(result -> result.status().equals("pass")).count();
        long errored = results.stream().filter(result -> result.status().equals("error")).count();
        long warned = results.stream()
                .filter(result -> result.status().equals("fail") && result.severity().equals("warning"))
                .count();
        long failed = results.size() - passed - errored - warned;
        TestOutput output = new TestOutput(
                version,
                "test",
                Optional.of(new TestOutput.Declarative(results.size(), passed, failed, warned, errored, results)));
        return new EngineReply(failed + errored == 0 ? 0 : 1, output, call.logTail());
    }

    private TestResult result(Database database, TableName target, JsonNode test) {
        String sql = "";
        try {
            sql = sql(target, test);
            Optional<String> wrong = wrong(test, database.rows(sql));
            return result(target, test, sql, wrong.isEmpty() ? "pass" : "fail", wrong);
        } catch (WorkFailure e) {
            return result(target, test, sql, "error", Optional.of("execution error: " + e.getMessage()));
        }
    }

    private TestResult result(TableName target, JsonNode test, String sql, String status, Optional<String> detail) {
        return new TestResult(
                model.name(),
                target.dotted(),
                type(test),
                Optional.ofNullable(test.path("column").asString(null)),
                status,
                test.path("severity").asString("error"),
                detail,
                sql);
    }

    private static String sql(TableName target, JsonNode test) {
        // Always three parts: without a catalog the engine executes no test (ENGINE.md §2.19).
        String table = Sql.name(target.catalog()) + "." + Sql.name(target.schema()) + "." + Sql.name(target.table());
        String filter = test.path("filter").asString("").strip();
        String where = filter.isEmpty() ? "" : " WHERE (" + filter + ")";
        String and = filter.isEmpty() ? "" : "(" + filter + ") AND ";
        return switch (type(test)) {
            case "not_null" -> "SELECT COUNT(*) FROM " + table + " WHERE " + and + column(test) + " IS NULL";
            case "unique" -> "SELECT " + column(test) + ", COUNT(*) FROM " + table + where + " GROUP BY " + column(test)
                    + " HAVING COUNT(*) > 1";
            case "accepted_values" -> "SELECT DISTINCT " + column(test) + " FROM " + table + " WHERE " + and
                    + column(test) + " NOT IN (" + texts(test) + ")";
            case "relationships" -> "SELECT t." + column(test) + " FROM " + table + " t LEFT JOIN "
                    + dotted(text(test, "to_table")) + " r ON t." + column(test) + " = r." + name(test, "to_column")
                    + " WHERE " + and + "r." + name(test, "to_column") + " IS NULL AND t." + column(test)
                    + " IS NOT NULL";
            case "expression" -> "SELECT COUNT(*) FROM " + table + " WHERE " + and + "NOT ("
                    + text(test, "expression") + ")";
            default -> "SELECT COUNT(*) FROM " + table + where;
        };
    }

    /** Returns what is wrong; empty if the test passes. */
    private static Optional<String> wrong(JsonNode test, List<List<String>> rows) {
        if (!rows.isEmpty() && type(test).equals("row_count_range")) {
            long count = Long.parseLong(rows.get(0).get(0));
            if (!test.has("min") && !test.has("max")) {
                throw new WorkFailure("a row_count_range needs min, max or both");
            }
            boolean in = count >= test.path("min").asLong(Long.MIN_VALUE) && count <= test.path("max").asLong(Long.MAX_VALUE);
            return in ? Optional.empty() : Optional.of("row count " + count + " outside the range");
        }
        boolean counted = type(test).equals("not_null") || type(test).equals("expression");
        long bad = counted ? Long.parseLong(rows.get(0).get(0)) : rows.size();
        return bad == 0 ? Optional.empty() : Optional.of(bad + " rows or values found that the test doesn't allow");
    }

    private static String type(JsonNode test) {
        return test.path("type").asString("");
    }

    private static String column(JsonNode test) {
        return name(test, "column");
    }

    private static String name(JsonNode test, String key) {
        return Sql.name(text(test, key));
    }

    private static String text(JsonNode test, String key) {
        String text = test.path(key).asString("");
        if (text.isBlank()) {
            throw new WorkFailure("a test of the type '" + type(test) + "' needs '" + key + "'");
        }
        return text;
    }

    private static String texts(JsonNode test) {
        List<String> values = EmbeddedProject.texts(test.path("values"));
        if (values.isEmpty()) {
            throw new WorkFailure("accepted_values needs at least one of 'values'");
        }
        return values.stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    private static String dotted(String name) {
        return List.of(name.split("\\.", -1)).stream().map(Sql::name).collect(Collectors.joining("."));
    }
}
