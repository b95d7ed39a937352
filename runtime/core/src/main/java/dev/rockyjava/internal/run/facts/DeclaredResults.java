package dev.rockyjava.internal.run.facts;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.verdict.CheckResults;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEffect;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.NotEvaluated;
import dev.rockyjava.run.OutcomeStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives each declared check of a materialized asset a result: that of its contract, or
 * {@link CheckStatus#NOT_EVALUATED} with a reason, so that a check without a result never looks like one that passed.
 * Safe for use by several threads.
 */
public final class DeclaredResults {

    private static final String NO_TESTS = "the run doesn't execute tests; opt in with execute(NodeKind.TEST), or"
            + " --execute test on the command line";
    private static final String NO_COMPLIANCE = "the run doesn't ask for compliance; switch surface_compliance on";
    private static final String SILENT = "the engine's answer says nothing about it";
    private static final String NOT_BUILT = "the asset wasn't built in this run";
    private static final String DONE_BEFORE = "the asset was built before this run was resumed, and is not asked for again";

    private final RunSettings settings;
    private final Map<AssetKey, List<CheckSpec>> declared = new HashMap<>();
    private final Map<AssetKey, Set<String>> reported = new HashMap<>();
    /** The answers of replications, each of which serves several assets, that were read already. */
    private final Set<RunOutput> read = Collections.newSetFromMap(new IdentityHashMap<>());

    public DeclaredResults(Definitions definitions, RunSettings settings) {
        this.settings = settings;
        for (CheckSpec check : definitions.checks()) {
            declared.computeIfAbsent(check.asset(), key -> new ArrayList<>(2)).add(check);
        }
    }

    /** Returns the names of an asset's declared tests. */
    public List<String> testsOf(AssetKey key) {
        return declared.getOrDefault(key, List.of()).stream()
                .filter(CheckSpec::isTest)
                .map(CheckSpec::name)
                .toList();
    }

    /**
     * Returns the checks in an answer. Must be called with each answer before the outcome of an asset that it serves is
     * made.
     *
     * @param own whether the call was made for this asset; if not, no checks are returned, as the asset that it was
     *     made for has them
     */
    public synchronized List<CheckEvaluation> in(EngineCall call, EngineKeys keys, boolean own) {
        if (call.reply() == null || !(call.document() instanceof RunOutput output) || !own && read.contains(output)) {
            return List.of();
        }
        List<CheckEvaluation> checks = CheckResults.of(output, keys);
        if (call.request() instanceof RunRequest.Replication && read.add(output)) {
            checks.forEach(check -> check.asset().ifPresent(
                    key -> reported.computeIfAbsent(key, k -> new HashSet<>()).add(check.name())));
        }
        return own ? checks : List.of();
    }

    /**
     * Returns whether an asset violates its contract, so that it isn't good though it is built and a resume returns to
     * it.
     */
    public boolean violatesContract(AssetSpec spec) {
        return declared.getOrDefault(spec.key(), List.of()).stream().anyMatch(check -> check.contract()
                .filter(report -> ContractResults.of(spec, check, report).effect() != CheckEffect.NONE)
                .isPresent());
    }

    /** Returns the checks to add to those of an outcome. */
    public synchronized List<CheckEvaluation> missing(AssetSpec spec, AssetOutcome outcome, boolean doneBefore) {
        List<CheckSpec> all = declared.getOrDefault(spec.key(), List.of());
        if (all.isEmpty() || outcome.status() != OutcomeStatus.MATERIALIZED) {
            return List.of();
        }
        Set<String> known = new HashSet<>(reported.getOrDefault(spec.key(), Set.of()));
        outcome.checks().stream()
                .filter(check -> check.asset().filter(spec.key()::equals).isPresent())
                .forEach(check -> known.add(check.name()));
        return all.stream()
                .filter(check -> !known.contains(check.name()))
                .filter(check -> settings.complianceOf().isEmpty() || !check.name().equals(ComplianceChecks.NAME))
                .map(check -> check.contract()
                        .map(report -> ContractResults.of(spec, check, report))
                        .orElseGet(() -> without(spec, check, doneBefore)))
                .toList();
    }

    /** Returns the declared checks that neither passed nor failed in a run, in the order of its outcomes. */
    public List<CheckEvaluation> unevaluated(Definitions definitions, Map<AssetKey, AssetOutcome> outcomes) {
        if (declared.isEmpty()) {
            return List.of();
        }
        Map<AssetKey, Map<String, CheckEvaluation>> known = new HashMap<>();
        for (AssetOutcome outcome : outcomes.values()) {
            outcome.checks().forEach(check -> known
                    .computeIfAbsent(check.asset().orElse(outcome.key()), key -> new HashMap<>())
                    .put(check.name(), check));
        }
        List<CheckEvaluation> unevaluated = new ArrayList<>();
        for (AssetOutcome outcome : outcomes.values()) {
            Map<String, CheckEvaluation> results = known.getOrDefault(outcome.key(), Map.of());
            for (CheckSpec check : declared.getOrDefault(outcome.key(), List.of())) {
                CheckEvaluation result = results.getOrDefault(
                        check.name(),
                        none(definitions.get(outcome.key()), check.name(), CheckEvaluation.WARNING)
                                .notEvaluated(NotEvaluated.NOT_BUILT, NOT_BUILT));
                if (result.status() == CheckStatus.NOT_EVALUATED) {
                    unevaluated.add(result);
                }
            }
        }
        return unevaluated;
    }

    private CheckEvaluation without(AssetSpec spec, CheckSpec check, boolean doneBefore) {
        CheckEvaluation none = none(spec, check.name(), CheckEvaluation.WARNING);
        if (check.isTest() && !settings.executed().contains(NodeKind.TEST)) {
            return none.notEvaluated(NotEvaluated.NOT_ASKED, NO_TESTS);
        }
        if (check.name().equals(ComplianceChecks.NAME)) {
            return none.notEvaluated(NotEvaluated.NOT_ASKED, NO_COMPLIANCE);
        }
        return doneBefore
                ? none.notEvaluated(NotEvaluated.NOT_ASKED, DONE_BEFORE)
                : none.notEvaluated(NotEvaluated.NOT_REPORTED, SILENT);
    }

    /** Returns a check without a result, to which the caller adds the cause. */
    static CheckEvaluation none(AssetSpec spec, String name, String severity) {
        return new CheckEvaluation(
                Optional.of(spec.key()), List.of(spec.label()), name, false, severity, new TreeMap<>());
    }
}
