package dev.rockyjava.run;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.internal.run.text.Costs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The result of a run, with the outcome of every selected asset. Immutable. */
public final class RunResult {

    /** {@link #exitStatus()}: all assets are good. */
    public static final int EXIT_SUCCESS = 0;
    /** {@link #exitStatus()}: something failed, and nothing was built. */
    public static final int EXIT_FAILURE = 1;
    /** {@link #exitStatus()}: some assets were built, others failed or were skipped. */
    public static final int EXIT_PARTIAL = 3;
    /** {@link #exitStatus()}: the run was interrupted. */
    public static final int EXIT_INTERRUPTED = 130;

    private final RunPlan plan;
    private final String runId;
    private final Map<AssetKey, AssetOutcome> outcomes;
    private final List<CheckEvaluation> checksOfNoAsset;
    private final List<CheckEvaluation> unevaluatedChecks;
    private final Instant started;
    private final Duration duration;
    private final boolean interrupted;

    /**
     * Creates the result of a run.
     *
     * @param outcomes the outcome of each asset of the plan, in the plan's order
     * @param checksOfNoAsset the checks that aren't about an asset of the run
     * @param unevaluatedChecks the declared checks without a result
     */
    public RunResult(
            RunPlan plan,
            String runId,
            Map<AssetKey, AssetOutcome> outcomes,
            List<CheckEvaluation> checksOfNoAsset,
            List<CheckEvaluation> unevaluatedChecks,
            Instant started,
            Duration duration,
            boolean interrupted) {
        this.plan = plan;
        this.runId = runId;
        this.outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        this.checksOfNoAsset = List.copyOf(checksOfNoAsset);
        this.unevaluatedChecks = List.copyOf(unevaluatedChecks);
        this.started = started;
        this.duration = duration;
        this.interrupted = interrupted;
    }

    /**
     * Returns the run's id: its start in UTC and a random suffix, {@code 20260408-013000250-k3x9ab}. Ids sort by time.
     */
    public String runId() {
        return runId;
    }

    /** Returns the plan that was executed, which names the partitions of each step. */
    public RunPlan plan() {
        return plan;
    }

    /** Returns the outcome of each asset of the plan, in the plan's order. */
    public Map<AssetKey, AssetOutcome> outcomes() {
        return outcomes;
    }

    /** Returns the outcomes with a status, in the plan's order. */
    public List<AssetOutcome> outcomes(OutcomeStatus status) {
        return outcomes.values().stream().filter(outcome -> outcome.status() == status).toList();
    }

    /**
     * Returns the outcome of an asset.
     *
     * @throws UnknownAssetException if it was not part of the run
     */
    public AssetOutcome outcome(AssetKey key) {
        AssetOutcome outcome = outcomes.get(key);
        if (outcome == null) {
            throw UnknownAssetException.inRun(key, outcomes.keySet());
        }
        return outcome;
    }

    /**
     * Returns the outcome of an asset.
     *
     * @throws UnknownAssetException if it was not part of the run
     */
    public AssetOutcome outcome(Asset asset) {
        return outcome(asset.key());
    }

    /** Returns how many assets have a status. */
    public int count(OutcomeStatus status) {
        return outcomes(status).size();
    }

    /**
     * Returns the results of all checks, in execution order: those of the outcomes, then those that aren't about an
     * asset of the run (see {@link Materializer#surfaceCompliance}).
     */
    public List<CheckEvaluation> checks() {
        return Stream.concat(
                        outcomes.values().stream().flatMap(outcome -> outcome.checks().stream()),
                        checksOfNoAsset.stream())
                .toList();
    }

    /** Returns the checks with a status, of any severity, in execution order. */
    public List<CheckEvaluation> checks(CheckStatus status) {
        return checks().stream().filter(check -> check.status() == status).toList();
    }

    /**
     * Returns the checks that were evaluated and failed, of any severity, in execution order. Those of a replication
     * don't fail the run; see {@link CheckEvaluation#effect()}.
     */
    public List<CheckEvaluation> failedChecks() {
        return checks(CheckStatus.FAILED);
    }

    /**
     * Returns the declared checks of the plan's assets that neither passed nor failed in this run, each with the cause, in
     * the plan's order. Besides those of {@link #checks()} without a result, these are the checks of the assets that weren't
     * built ({@link NotEvaluated#NOT_BUILT}).
     */
    public List<CheckEvaluation> unevaluatedChecks() {
        return unevaluatedChecks;
    }

    /** Returns all observations of the outcomes, in execution order. */
    public List<Observation> observations() {
        return outcomes.values().stream()
                .flatMap(outcome -> outcome.observations().stream())
                .toList();
    }

    /**
     * Returns the cost of the run in US dollars, as far as the warehouse reports it: the sum over all materializations.
     * A cost shared by several assets, such as the source and the load of a replication, counts once. Empty if no cost
     * is known, or if the sum is 0 as on DuckDB.
     */
    public Optional<Double> costUsd() {
        double sum = Costs.sum(outcomes.values().stream()
                .flatMap(outcome -> outcome.materializations().stream())
                .distinct()
                .map(built -> built.metadata().get(MetadataKeys.COST_USD))
                .filter(Double.class::isInstance)
                .map(Double.class::cast)
                .toList());
        return sum == 0 ? Optional.empty() : Optional.of(sum);
    }

    /** Returns when the run began. */
    public Instant started() {
        return started;
    }

    /** Returns how long the whole run took. */
    public Duration duration() {
        return duration;
    }

    /** Returns whether the run was ended early, by a cancel, an interrupt of its thread or a signal to the engine. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Returns whether the run wasn't interrupted and every asset is {@linkplain AssetOutcome#good() good}. */
    public boolean succeeded() {
        return !interrupted && outcomes.values().stream().allMatch(AssetOutcome::good);
    }

    /**
     * Returns a status for {@link System#exit}. It is the one with which the command line ends; 2 is wrong usage there,
     * and therefore none of a run.
     *
     * @return one of:
     * <ul>
     *   <li>0 if the run {@link #succeeded()};
     *   <li>130 if it was interrupted;
     *   <li>3 if some assets were materialized and some failed, were skipped for a cause that isn't harmless, or
     *       violate a contract or a test that the run executed;
     *   <li>1 if none was materialized.
     * </ul>
     */
    public int exitStatus() {
        if (interrupted) {
            return EXIT_INTERRUPTED;
        }
        if (succeeded()) {
            return EXIT_SUCCESS;
        }
        return count(OutcomeStatus.MATERIALIZED) > 0 ? EXIT_PARTIAL : EXIT_FAILURE;
    }

    /**
     * Returns the word for an exit status, in metrics and the like.
     *
     * @param exitStatus see {@link #exitStatus()}
     * @return {@code succeeded}, {@code partial}, {@code interrupted}, or {@code failed} for any other
     */
    public static String outcomeWord(int exitStatus) {
        return switch (exitStatus) {
            case EXIT_SUCCESS -> "succeeded";
            case EXIT_PARTIAL -> "partial";
            case EXIT_INTERRUPTED -> "interrupted";
            default -> "failed";
        };
    }

    /**
     * Returns a summary of the run: counts, then each failure with its whole message, below the file and line of the
     * SQL if they are known, each skip with its reason, and each failed check. Long lists are truncated and marked as
     * such; messages are not. Lines end in {@code \n}.
     */
    public String summary() {
        return ResultText.of(this);
    }

    @Override
    public String toString() {
        return ResultText.headline(this);
    }
}
