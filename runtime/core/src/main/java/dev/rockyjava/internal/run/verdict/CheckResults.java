package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.Anomaly;
import dev.rockyjava.engine.document.RunOutput.AssetChecks;
import dev.rockyjava.engine.document.RunOutput.CheckResult;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.NotEvaluated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Extracts the checks from an answer. */
public final class CheckResults {

    private static final String ANOMALY = "row_count_anomaly";
    private static final String VOLUME = "volume";
    /** The key for why the engine didn't evaluate a check, whose figures are then placeholders. */
    private static final String NOT_EVALUATED = "not_evaluated";

    private CheckResults() {}

    /** Returns the results that the engine counts as checks, without looking up their assets. */
    public static List<CheckEvaluation> of(RunOutput output) {
        return evaluated(output, Optional.empty()).toList();
    }

    /**
     * Returns the same checks with their assets, and the anomalies, of which dagster-rocky makes failed checks
     * ({@code anomaly_check_results}).
     */
    public static List<CheckEvaluation> of(RunOutput output, EngineKeys keys) {
        boolean none = output.checkResults().isEmpty()
                && output.anomalies().isEmpty()
                && output.anomalyEvaluated().isEmpty()
                && output.materializations().stream().allMatch(built -> built.volume().isEmpty());
        if (none) { // as in most answers of a large run
            return List.of();
        }
        return Stream.concat(
                        evaluated(output, Optional.of(keys)),
                        Stream.concat(
                                output.anomalies().stream()
                                        .map(anomaly -> of(anomaly, keys.ofTable(anomaly.table(), output))),
                                Stream.concat(compared(output, keys), volumes(output, keys))))
                .toList();
    }

    private static Stream<CheckEvaluation> evaluated(RunOutput output, Optional<EngineKeys> keys) {
        return output.checkResults().stream().flatMap(asset -> asset.checks().stream()
                .map(check -> of(asset, check, keys)));
    }

    private static CheckEvaluation of(AssetChecks asset, CheckResult check, Optional<EngineKeys> keys) {
        CheckEvaluation evaluation = new CheckEvaluation(
                keys.flatMap(known -> known.of(asset.assetKey())),
                asset.assetKey(),
                CheckSpec.nameOf(check.name()),
                check.passed(),
                // A check that passed without an evaluation is not an error.
                check.passed() && check.details().get(NOT_EVALUATED) != null
                        ? CheckEvaluation.WARNING
                        : check.severity(),
                details(check));
        return check.details().get(NOT_EVALUATED) instanceof String why
                ? evaluation.notEvaluated(NotEvaluated.DECLINED, why)
                : evaluation;
    }

    /**
     * Returns passed checks for the tables that the engine compared and that have no anomaly; a table with an anomaly
     * is in both lists.
     */
    private static Stream<CheckEvaluation> compared(RunOutput output, EngineKeys keys) {
        return output.anomalyEvaluated().stream()
                .filter(entry -> output.anomalies().stream()
                        .noneMatch(anomaly -> anomaly.table().equals(entry.table())))
                .map(entry -> {
                    EngineKeys.NamedTable table = keys.ofTable(entry.table(), output);
                    CheckEvaluation evaluation = new CheckEvaluation(
                            table.asset(),
                            table.engineKey(),
                            ANOMALY,
                            true,
                            CheckEvaluation.WARNING,
                            new TreeMap<>(Map.of(
                                    MetadataKeys.STATUS, "compared with earlier numbers of rows; no anomaly")));
                    return entry.evaluated()
                            ? evaluation
                            : evaluation.notEvaluated(
                                    NotEvaluated.DECLINED,
                                    entry.notEvaluatedReason().orElse("the engine gives no reason"));
                });
    }

    /** Returns how the numbers of rows of products compare with their limits. */
    private static Stream<CheckEvaluation> volumes(RunOutput output, EngineKeys keys) {
        return output.materializations().stream()
                .flatMap(built -> built.volume().stream().map(volume -> of(built, volume, keys)));
    }

    private static CheckEvaluation of(RunOutput.MaterializedTable built, RunOutput.Volume volume, EngineKeys keys) {
        SortedMap<String, Object> details = new TreeMap<>(Map.of(MetadataKeys.PRODUCT, volume.product()));
        Optional.ofNullable(volume.rowCount()).ifPresent(rows -> details.put(MetadataKeys.CURRENT_COUNT, rows));
        Optional.ofNullable(volume.minRows()).ifPresent(rows -> details.put(MetadataKeys.MIN_ROWS, rows));
        Optional.ofNullable(volume.maxRows()).ifPresent(rows -> details.put(MetadataKeys.MAX_ROWS, rows));
        volume.reason().ifPresent(reason -> details.put(MetadataKeys.REASON, reason));
        boolean counted = !volume.verdict().equals("not_evaluated");
        CheckEvaluation evaluation = new CheckEvaluation(
                keys.of(built.assetKey()),
                built.assetKey(),
                VOLUME,
                volume.verdict().equals("in_range"),
                counted ? volume.severity() : CheckEvaluation.WARNING,
                details);
        return counted
                ? evaluation
                : evaluation.notEvaluated(NotEvaluated.DECLINED, volume.reason().orElse("the engine gives no reason"));
    }

    /** Returns the engine's own details, except those that dagster-rocky names differently ({@code check_metadata}). */
    private static SortedMap<String, Object> details(CheckResult check) {
        SortedMap<String, Object> details = new TreeMap<>(check.details());
        rename(details, "missing", MetadataKeys.MISSING_COLUMNS);
        rename(details, "extra", MetadataKeys.EXTRA_COLUMNS);
        if (check.severity().equals("warning")) {
            details.put(MetadataKeys.SEVERITY, check.severity());
        }
        return details;
    }

    private static void rename(SortedMap<String, Object> details, String name, String peerName) {
        if (details.remove(name) instanceof List<?> columns) {
            String text = columns.stream().map(String::valueOf).collect(Collectors.joining(", "));
            details.put(peerName, text.isEmpty() ? "(none)" : text);
        }
    }

    private static CheckEvaluation of(Anomaly anomaly, EngineKeys.NamedTable table) {
        return new CheckEvaluation(
                table.asset(),
                table.engineKey(),
                ANOMALY,
                false,
                CheckEvaluation.WARNING,
                new TreeMap<>(Map.of(
                        MetadataKeys.CURRENT_COUNT, anomaly.currentCount(),
                        MetadataKeys.BASELINE_AVG, anomaly.baselineAvg(),
                        MetadataKeys.DEVIATION_PCT, anomaly.deviationPct(),
                        MetadataKeys.REASON, anomaly.reason())));
    }
}
