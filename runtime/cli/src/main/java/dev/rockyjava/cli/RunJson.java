package dev.rockyjava.cli;

import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.RunResult;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A finished run as JSON. */
final class RunJson {

    private final Session session;

    RunJson(Session session) {
        this.session = session;
    }

    ObjectNode of(RunResult result) {
        ObjectNode json = session.object()
                .put("run_id", result.runId())
                .put("succeeded", result.succeeded())
                .put("interrupted", result.interrupted())
                .put("exit_status", ExitCodes.of(result))
                .put("started", result.started().toString())
                .put("duration_ms", result.duration().toMillis());
        ArrayNode assets = json.putArray("assets");
        result.outcomes().values().forEach(outcome -> outcome(assets.addObject(), outcome));
        return json;
    }

    private static void outcome(ObjectNode json, AssetOutcome outcome) {
        json.put("key", outcome.key().toString())
                .put("kind", outcome.kind().word())
                .put("status", outcome.status().word());
        outcome.skipCause().ifPresent(cause -> json.put("skip_cause", cause.name().toLowerCase(Locale.ROOT)));
        outcome.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("duration_ms", outcome.duration().toMillis());
        ArrayNode built = json.putArray("materializations");
        outcome.materializations().forEach(materialization -> materialization(built.addObject(), materialization));
        ArrayNode checks = json.putArray("checks");
        outcome.checks().forEach(check -> check(checks.addObject(), check));
    }

    private static void materialization(ObjectNode json, Materialization materialization) {
        json.put("engine_key", String.join(".", materialization.engineKey()));
        materialization.partition().ifPresent(partition -> json.put("partition", partition));
        materialization.rowCount().ifPresent(rows -> json.put("row_count", rows));
        json.put("duration_ms", materialization.duration().toMillis());
        facts(json.putObject("metadata"), materialization.metadata());
    }

    private static void check(ObjectNode json, CheckEvaluation check) {
        json.put("engine_key", String.join(".", check.engineKey()))
                .put("name", check.name())
                .put("passed", check.passed())
                .put("severity", check.severity());
        facts(json.putObject("details"), check.details());
    }

    private static void facts(ObjectNode json, SortedMap<String, Object> facts) {
        facts.forEach(json::putPOJO);
    }
}
