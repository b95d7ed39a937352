package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.document.ComplianceOutput;
import dev.rockyjava.engine.document.ComplianceOutput.ComplianceException;
import dev.rockyjava.engine.document.ComplianceOutput.Totals;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.NotEvaluated;
import dev.rockyjava.run.OutcomeStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the answers of {@code rocky compliance} into check results: one per asset, as in dagster-rocky
 * ({@code compliance_check_results} of its observability).
 */
public record ComplianceChecks(Definitions definitions, EngineKeys keys, Map<AssetKey, AssetOutcome> outcomes) {

    static final String NAME = "compliance_exception";
    /**
     * The asset key, the same as in dagster-rocky, under which exceptions of models that aren't assets of the run are
     * shown.
     */
    public static final AssetKey NO_ASSET = AssetKey.of("_compliance");

    private static final String SEVERITY = CheckEvaluation.WARNING;

    /**
     * Returns the exceptions in the engine's order, then a passed check for each good asset on which the check is
     * declared.
     */
    List<CheckEvaluation> of(List<ComplianceOutput> answers) {
        Map<AssetKey, List<ComplianceException>> byAsset = new LinkedHashMap<>();
        for (ComplianceOutput answer : answers) {
            for (ComplianceException exception : answer.exceptions()) {
                AssetKey key = keys.ofModel(exception.model()).filter(outcomes::containsKey).orElse(NO_ASSET);
                byAsset.computeIfAbsent(key, k -> new ArrayList<>()).add(exception);
            }
        }
        Totals total = total(answers);
        List<CheckEvaluation> checks = new ArrayList<>();
        byAsset.forEach((key, exceptions) -> checks.add(failed(key, exceptions, total)));
        declared().filter(key -> !byAsset.containsKey(key)).map(this::passed).forEach(checks::add);
        return checks;
    }

    /**
     * Returns the results of a command that failed: a failed check on each asset, as in dagster-rocky, since a crashed
     * scan proves nothing.
     */
    List<CheckEvaluation> ofFailure(String reason) {
        return declared()
                .map(key -> check(key, false, Map.of(
                        MetadataKeys.STATUS, CheckStatus.NOT_EVALUATED.word(), MetadataKeys.REASON, reason)))
                .toList();
    }

    /** Returns the results if the engine wasn't asked, or doesn't know the command. */
    List<CheckEvaluation> without(NotEvaluated cause, String reason) {
        return declared().map(key -> check(key, false, Map.of()).notEvaluated(cause, reason)).toList();
    }

    /**
     * Returns the assets that receive a result. An asset that wasn't built has none, as the run already reports that.
     */
    private Stream<AssetKey> declared() {
        return definitions.checks().stream()
                .filter(check -> check.name().equals(NAME))
                .map(CheckSpec::asset)
                .filter(key -> Optional.ofNullable(outcomes.get(key))
                        .filter(outcome -> outcome.status() == OutcomeStatus.MATERIALIZED || outcome.good())
                        .isPresent());
    }

    private static CheckEvaluation failed(AssetKey key, List<ComplianceException> exceptions, Totals total) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put(MetadataKeys.COMPLIANCE_EXCEPTION_COUNT, (long) exceptions.size());
        facts.put(MetadataKeys.COMPLIANCE_MODELS, exceptions.stream()
                .map(exception -> exception.model() + "." + exception.column() + " (" + exception.env() + ")")
                .collect(Collectors.joining("; ")));
        facts.put(MetadataKeys.COMPLIANCE_REASONS, exceptions.stream()
                .map(ComplianceException::reason)
                .distinct()
                .collect(Collectors.joining("; ")));
        facts.put(MetadataKeys.COMPLIANCE_TOTAL_CLASSIFIED, total.totalClassified());
        facts.put(MetadataKeys.COMPLIANCE_TOTAL_EXCEPTIONS, total.totalExceptions());
        facts.put(MetadataKeys.COMPLIANCE_TOTAL_MASKED, total.totalMasked());
        boolean known = !key.equals(NO_ASSET);
        List<String> engineKey = known ? List.of(exceptions.get(0).model()) : key.path();
        return new CheckEvaluation(
                known ? Optional.of(key) : Optional.empty(), engineKey, NAME, false, SEVERITY, facts);
    }

    private CheckEvaluation passed(AssetKey key) {
        return check(key, true, Map.of(MetadataKeys.STATUS, "the engine reports no exception"));
    }

    private CheckEvaluation check(AssetKey key, boolean passed, Map<String, Object> facts) {
        return new CheckEvaluation(
                Optional.of(key), List.of(definitions.get(key).label()), NAME, passed, SEVERITY, new TreeMap<>(facts));
    }

    private static Totals total(List<ComplianceOutput> answers) {
        long classified = 0;
        long masked = 0;
        long exceptions = 0;
        for (ComplianceOutput answer : answers) {
            classified += answer.summary().totalClassified();
            masked += answer.summary().totalMasked();
            exceptions += answer.summary().totalExceptions();
        }
        return new Totals(classified, masked, exceptions);
    }
}
