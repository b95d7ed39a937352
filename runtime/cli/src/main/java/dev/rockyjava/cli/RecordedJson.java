package dev.rockyjava.cli;

import dev.rockyjava.cli.json.RunJson;
import dev.rockyjava.internal.run.json.RunHead;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes recorded runs as JSON. */
final class RecordedJson {

    private RecordedJson() {}

    /** Adds a run without its assets. */
    static ObjectNode of(ObjectNode json, RecordedRun run, JournalFolder folder) {
        json.put("run_id", run.runId())
                .put("result", result(run, folder).replace(' ', '_'))
                .put("started", run.started().toString());
        run.finished().ifPresent(time -> json.put("finished", time.toString()));
        json.put("duration_ms", run.duration().toMillis());
        run.exitStatus().ifPresent(status -> json.put("exit_status", status));
        json.put("resumed", run.resumed()).put("resumable", run.resumable());
        ObjectNode counts = json.putObject("counts");
        for (OutcomeStatus status : OutcomeStatus.values()) {
            counts.put(RunHead.member(status), count(run, status));
        }
        json.putObject("checks")
                .put("passed", run.checks().passed())
                .put("failed", run.checks().failed())
                .put("warned", run.checks().warned())
                .put("not_evaluated", run.checks().notEvaluated());
        counts.put("not_done", run.assets().stream().filter(asset -> asset.status().isEmpty()).count());
        return json;
    }

    /** Adds a run with its assets. */
    static ObjectNode whole(ObjectNode json, RecordedRun run, JournalFolder folder) {
        ArrayNode assets = of(json, run, folder).putArray("assets");
        for (RecordedAsset asset : run.assets()) {
            ObjectNode node = assets.addObject()
                    .put("key", asset.key().toString())
                    .put("kind", asset.kind().word());
            if (asset.status().isPresent()) {
                ended(node, asset);
            } else {
                node.put("status", asset.outcomeUnknown() ? "unknown" : "not-done").put("good", false);
            }
        }
        return json;
    }

    /** Adds what is known about an asset that has an outcome. */
    static void ended(ObjectNode json, RecordedAsset asset) {
        asset.status().ifPresent(status -> json.put("status", status.word()));
        json.put("good", asset.good())
                .put("outcome_unknown", asset.outcomeUnknown())
                .put("time", asset.time().toString())
                .put("duration_ms", asset.duration().toMillis());
        asset.reason().ifPresent(reason -> json.put("reason", reason));
        asset.location().ifPresent(place -> RunJson.place(json, place));
        asset.notLoaded().ifPresent(cause -> RunJson.notLoaded(json, cause));
        asset.partitions().forEach(json.putArray("partitions")::add);
        asset.submissionIds().forEach(json.putArray("submission_ids")::add);
    }

    static long count(RecordedRun run, OutcomeStatus status) {
        return run.assets().stream().filter(asset -> asset.status().filter(status::equals).isPresent()).count();
    }

    /** Returns the outcome of a run in words. */
    static String result(RecordedRun run, JournalFolder folder) {
        if (run.exitStatus().isEmpty()) {
            return folder.goesOn(run.runId()) ? "going on" : "ended without a word";
        }
        return switch (run.exitStatus().get()) {
            case RunResult.EXIT_SUCCESS -> "succeeded";
            case RunResult.EXIT_PARTIAL -> "partly failed";
            case RunResult.EXIT_INTERRUPTED -> "interrupted";
            default -> "failed";
        };
    }
}
