package dev.rockyjava.internal.run.json;

import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a run's JSON begins with, whoever reads it. */
public final class RunHead {

    private RunHead() {}

    /**
     * Adds everything except the assets.
     *
     * @param exitStatus of the program that ran it
     * @return the object
     */
    public static ObjectNode add(ObjectNode json, RunResult result, int exitStatus) {
        json.put("run_id", result.runId())
                .put("succeeded", result.succeeded())
                .put("interrupted", result.interrupted())
                .put("exit_status", exitStatus)
                .put("started", result.started().toString())
                .put("duration_ms", result.duration().toMillis());
        result.costUsd().ifPresent(cost -> json.put("cost_usd", cost));
        ObjectNode counts = json.putObject("counts");
        for (OutcomeStatus status : OutcomeStatus.values()) {
            counts.put(member(status), result.count(status));
        }
        ObjectNode checks = json.putObject("checks");
        for (CheckStatus status : CheckStatus.values()) {
            checks.put(status.word().replace('-', '_'), result.checks(status).size());
        }
        return json;
    }

    /** Returns the name of a status as a member of an object. */
    public static String member(OutcomeStatus status) {
        return status.word().replace('-', '_');
    }
}
