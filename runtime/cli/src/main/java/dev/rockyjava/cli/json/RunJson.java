package dev.rockyjava.cli.json;

import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.run.json.RunHead;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunResult;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a finished run as JSON. */
public final class RunJson {

    private final ToIntFunction<RunResult> exitStatus;

    /** @param exitStatus of the program for a run */
    public RunJson(ToIntFunction<RunResult> exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** Returns the whole run. */
    public ObjectNode of(RunResult result) {
        ObjectNode json = head(JsonNodeFactory.instance.objectNode(), result);
        ArrayNode assets = json.putArray("assets");
        for (AssetOutcome outcome : result.outcomes().values()) {
            ObjectNode asset = assets.addObject().put("key", outcome.key().toString());
            outcome(asset, outcome);
            partitions(asset, result.plan().step(outcome.key()));
        }
        ArrayNode unevaluated = json.putArray("unevaluated_checks");
        result.unevaluatedChecks().forEach(check -> unevaluated(unevaluated.addObject(), check));
        return json;
    }

    /** Adds everything except the assets. */
    ObjectNode head(ObjectNode json, RunResult result) {
        return RunHead.add(json, result, exitStatus.applyAsInt(result));
    }

    /** Adds the partitions of a step; nothing if it has none. */
    public static void partitions(ObjectNode json, PlannedStep step) {
        step.partitions().ifPresent(planned -> {
            ObjectNode node = json.putObject("planned_partitions").put("grain", planned.grain().dagWord());
            planned.first().ifPresent(first -> node.put("first", first));
            node.put("last", planned.last())
                    .put("missing", planned.first().isEmpty())
                    .put("chosen", planned.chosen());
            planned.possible().ifPresent(count -> node.put("possible", count));
            if (!planned.parts().isEmpty()) {
                planned.parts().forEach(node.putArray("parts")::add);
            }
        });
    }

    /** Adds everything except the key. */
    static void outcome(ObjectNode json, AssetOutcome outcome) {
        json.put("kind", outcome.kind().word()).put("status", outcome.status().word());
        outcome.skipCause().ifPresent(cause -> json.put("skip_cause", cause.word()));
        outcome.cause().ifPresent(cause -> json.put("outcome_cause", cause.word()));
        if (outcome.cause().orElse(null) instanceof OutcomeCause.UpstreamNotLoaded notLoaded) {
            notLoaded(json, notLoaded);
        }
        outcome.reason().ifPresent(reason -> json.put("reason", reason));
        outcome.failureKind().ifPresent(kind -> json.put("failure_kind", kind));
        outcome.location().ifPresent(place -> place(json, place));
        json.put("duration_ms", outcome.duration().toMillis()).put("attempts", outcome.attempts());
        if (!outcome.planIds().isEmpty()) {
            outcome.planIds().forEach(json.putArray("plan_ids")::add);
        }
        ArrayNode built = json.putArray("materializations");
        outcome.materializations().forEach(materialization -> materialization(built.addObject(), materialization));
        ArrayNode checks = json.putArray("checks");
        outcome.checks().forEach(check -> check(checks.addObject(), check));
        ArrayNode observations = json.putArray("observations");
        outcome.observations().forEach(observation -> observation(observations.addObject(), observation));
    }

    /** Adds what a failed asset missed, and what to do. */
    public static void notLoaded(ObjectNode json, OutcomeCause.UpstreamNotLoaded cause) {
        cause.upstream().forEach(upstream -> json.withArray("not_loaded").add(upstream.toString()));
        json.put("hint", CommandTexts.hint(cause));
    }

    /** Adds the place of the SQL that failed. */
    public static void place(ObjectNode json, SqlLocation place) {
        json.put("file", place.file());
        place.line().ifPresent(line -> json.put("line", line));
    }

    static void observation(ObjectNode json, Observation observation) {
        json.put("engine_key", String.join(".", observation.engineKey())).put("name", observation.name());
        facts(json.putObject("metadata"), observation.metadata());
    }

    private static void materialization(ObjectNode json, Materialization materialization) {
        json.put("engine_key", String.join(".", materialization.engineKey()));
        materialization.partition().ifPresent(partition -> json.put("partition", partition));
        if (!materialization.batchedWith().isEmpty()) {
            materialization.batchedWith().forEach(json.putArray("batched_with")::add);
        }
        materialization.rowCount().ifPresent(rows -> json.put("row_count", rows));
        json.put("duration_ms", materialization.duration().toMillis());
        facts(json.putObject("metadata"), materialization.metadata());
    }

    static void check(ObjectNode json, CheckEvaluation check) {
        json.put("engine_key", String.join(".", check.engineKey()))
                .put("name", check.name())
                .put("status", check.status().word())
                .put("passed", check.passed())
                .put("severity", check.severity())
                .put("effect", check.effect().word());
        check.cause().ifPresent(cause -> json.put("cause", cause.word()));
        check.reason().ifPresent(reason -> json.put("reason", reason));
        facts(json.putObject("details"), check.details());
    }

    private static void unevaluated(ObjectNode json, CheckEvaluation check) {
        check.asset().ifPresent(key -> json.put("key", key.toString()));
        json.put("name", check.name());
        check.cause().ifPresent(cause -> json.put("cause", cause.word()));
        check.reason().ifPresent(reason -> json.put("reason", reason));
    }

    private static void facts(ObjectNode json, SortedMap<String, Object> facts) {
        facts.forEach(json::putPOJO);
    }
}
