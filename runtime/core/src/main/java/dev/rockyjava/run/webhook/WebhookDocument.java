package dev.rockyjava.run.webhook;

import dev.rockyjava.internal.run.json.RunHead;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.RunResult;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a webhook's document says. Its size is bounded: at most 50 failures and 50 checks, of 2,000 characters each. */
final class WebhookDocument {

    private static final int MOST = 50;
    private static final int LONGEST = 2_000;

    private WebhookDocument() {}

    static ObjectNode of(String project, RunResult result, @Nullable String report) {
        ObjectNode json = RunHead.add(named(project), result, result.exitStatus()).put("text", about(project) + result);
        List<AssetOutcome> bad = result.outcomes().values().stream().filter(outcome -> !outcome.good()).toList();
        json.put("failures_total", bad.size());
        ArrayNode failures = json.putArray("failures");
        bad.stream().sorted(Comparator.comparing(AssetOutcome::status)).limit(MOST).forEach(outcome -> failure(failures.addObject(), outcome));
        List<CheckEvaluation> failed = result.failedChecks();
        json.put("failed_checks_total", failed.size());
        ArrayNode checks = json.putArray("failed_checks");
        failed.stream().limit(MOST).forEach(check -> checks.addObject()
                .put("engine_key", String.join(".", check.engineKey()))
                .put("name", check.name())
                .put("severity", check.severity()));
        if (report != null) {
            json.put("report", report);
        }
        return json;
    }

    static ObjectNode of(String project, String problem) {
        return named(project)
                .put("succeeded", false)
                .put("interrupted", false)
                .put("exit_status", RunResult.EXIT_FAILURE)
                .put("text", bounded(about(project) + "run failed: " + problem));
    }

    private static ObjectNode named(String project) {
        return JsonNodeFactory.instance.objectNode().put("event", "run_finished").put("project", project);
    }

    private static String about(String project) {
        return project.isEmpty() ? "" : project + ": ";
    }

    private static void failure(ObjectNode json, AssetOutcome outcome) {
        json.put("key", outcome.key().toString())
                .put("kind", outcome.kind().word())
                .put("status", outcome.status().word());
        outcome.reason().ifPresent(reason -> json.put("reason", bounded(reason)));
        outcome.location().ifPresent(place -> {
            json.put("file", place.file());
            place.line().ifPresent(line -> json.put("line", line));
        });
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
