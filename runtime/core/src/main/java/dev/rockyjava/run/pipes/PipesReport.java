package dev.rockyjava.run.pipes;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Reports the events of a run. */
final class PipesReport {

    private static final String WARNING = "warning";
    private static final String ERROR = "error";
    private static final String INFO = "info";

    private final Definitions definitions;
    private final Set<AssetKey> selected;
    private final PipesMessages messages;
    private final Map<AssetKey, Set<String>> declared = new HashMap<>();
    private final Map<AssetKey, Map<String, CheckEvaluation>> results = new LinkedHashMap<>();

    PipesReport(Definitions definitions, PipesContext context, PipesMessages messages) {
        this.definitions = definitions;
        this.selected = Set.copyOf(context.assets());
        this.messages = messages;
        for (CheckSpec check : definitions.checks()) {
            declared.computeIfAbsent(check.asset(), key -> new HashSet<>()).add(check.name());
        }
    }

    /** Returns the grain of the assets that are partitioned; empty if none is. */
    Optional<Grain> grain(List<AssetKey> keys) {
        Set<Grain> grains = keys.stream()
                .filter(definitions.keys()::contains)
                .flatMap(key -> definitions.get(key).partitions().stream())
                .map(partitions -> partitions.grain())
                .collect(Collectors.toSet());
        if (grains.size() > 1) {
            throw PipesParameters.invalid("Dagster's step has selected assets of several grains, " + grains
                    + ", which can't be one partition");
        }
        return grains.stream().findAny();
    }

    void of(RunEvent event) {
        if (event instanceof RunEvent.AssetFinished finished) {
            finished(finished.outcome());
        } else if (event instanceof RunEvent.EngineLog log) {
            messages.log(INFO, log.key() + ": " + log.line());
        } else if (event instanceof RunEvent.AssetRetried retried) {
            messages.log(WARNING, retried.key() + ": attempt " + retried.attempt() + " of " + retried.attempts() + " failed: "
                    + retried.reason());
        } else if (event instanceof RunEvent.AssetObserved observed) {
            messages.log(INFO, observed.key() + ": " + observed.observation().name() + " "
                    + observed.observation().metadata());
        } else if (event instanceof RunEvent.RunFinished finished) {
            end(finished.result());
        }
    }

    private void finished(AssetOutcome outcome) {
        boolean done = outcome.status() == OutcomeStatus.MATERIALIZED || outcome.status() == OutcomeStatus.GRAPH_ONLY;
        if (done && selected.contains(outcome.key())) {
            ObjectNode materialization = PipesMessages.object().put("asset_key", outcome.key().toString());
            materialization.set("metadata", metadata(outcome.metadata()));
            messages.send("report_asset_materialization", materialization.putNull("data_version"));
        } else {
            messages.log(done ? INFO : outcome.good() ? WARNING : ERROR,
                    outcome.key() + " " + outcome.status().word() + outcome.reason().map(why -> ": " + why).orElse(""));
        }
        outcome.checks().forEach(check -> keep(check.asset().orElse(outcome.key()), check));
    }

    /** Keeps the worst result of a check that Dagster expects: several assets' calls may evaluate it, and Dagster takes one. */
    private void keep(AssetKey key, CheckEvaluation check) {
        if (selected.contains(key) && declared.getOrDefault(key, Set.of()).contains(check.name())) {
            results.computeIfAbsent(key, asset -> new LinkedHashMap<>())
                    .merge(check.name(), check, (one, other) -> rank(other) > rank(one) ? other : one);
        } else if (check.status() != CheckStatus.NOT_EVALUATED) {
            messages.log(check.passed() ? INFO : WARNING, check.toString());
        }
    }

    private static int rank(CheckEvaluation check) {
        return switch (check.status()) {
            case NOT_EVALUATED -> 0;
            case PASSED -> 1;
            case FAILED -> 2;
        };
    }

    private void check(AssetKey key, CheckEvaluation check) {
        Map<String, Object> facts = new TreeMap<>(check.details());
        check.reason().ifPresent(reason ->
                facts.put(check.status() == CheckStatus.NOT_EVALUATED ? "not_evaluated" : "status", reason));
        // Dagster has no result for "not evaluated"; dagster-rocky says the same.
        boolean error = check.status() != CheckStatus.NOT_EVALUATED && !CheckEvaluation.WARNING.equals(check.severity());
        ObjectNode report = PipesMessages.object()
                .put("asset_key", key.toString())
                .put("check_name", check.name())
                .put("passed", check.passed())
                .put("severity", error ? "ERROR" : "WARN");
        report.set("metadata", metadata(facts));
        messages.send("report_asset_check", report);
    }

    private void end(RunResult result) {
        result.unevaluatedChecks().forEach(check -> check.asset().ifPresent(key -> keep(key, check)));
        results.forEach((key, checks) -> checks.values().forEach(check -> check(key, check)));
        if (result.succeeded()) {
            messages.closed();
        } else {
            messages.closed("RockyRunFailed", result.summary());
        }
    }

    private static ObjectNode metadata(Map<String, Object> facts) {
        ObjectNode all = PipesMessages.object();
        facts.forEach((name, value) -> {
            ObjectNode typed = all.putObject(name);
            if (value instanceof Long number) {
                typed.put("raw_value", number).put("type", "int");
            } else if (value instanceof Double number && Double.isFinite(number)) {
                typed.put("raw_value", number).put("type", "float");
            } else if (value instanceof Boolean flag) {
                typed.put("raw_value", flag).put("type", "bool");
            } else {
                typed.put("raw_value", String.valueOf(value)).put("type", "text");
            }
        });
        return all;
    }
}
