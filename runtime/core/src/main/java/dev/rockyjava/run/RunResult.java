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

/** What became of every selected asset. Immutable. */
public final class RunResult {

    /** {@link #exitStatus()}: all assets are good. */
    public static final int EXIT_SUCCESS = 0;
    /** {@link #exitStatus()}: something failed, and nothing was built. */
    public static final int EXIT_FAILURE = 1;
    /** {@link #exitStatus()}: some assets were built, others failed or were skipped. */
    public static final int EXIT_PARTIAL = 2;
    /** {@link #exitStatus()}: the run was interrupted. */
    public static final int EXIT_INTERRUPTED = 130;

    private final RunPlan plan;
    private final String runId;
    private final Map<AssetKey, AssetOutcome> outcomes;
    private final List<CheckEvaluation> checksOfNoAsset;
    private final Instant started;
    private final Duration duration;
    private final boolean interrupted;

    public RunResult(
            RunPlan plan,
            String runId,
            Map<AssetKey, AssetOutcome> outcomes,
            List<CheckEvaluation> checksOfNoAsset,
            Instant started,
            Duration duration,
            boolean interrupted) {
        this.plan = plan;
        this.runId = runId;
        this.outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        this.checksOfNoAsset = List.copyOf(checksOfNoAsset);
        this.started = started;
        this.duration = duration;
        this.interrupted = interrupted;
    }

    /** The run's name: its start in UTC and something random, {@code 20260408-013000250-k3x9ab}. Names sort by time. */
    public String runId() {
        return runId;
    }

    /** What was executed. It names the partitions that each step was for. */
    public RunPlan plan() {
        return plan;
    }

    /** The outcome of each asset of the plan, in the plan's order. */
    public Map<AssetKey, AssetOutcome> outcomes() {
        return outcomes;
    }

    /** The outcomes with one status, in the plan's order. */
    public List<AssetOutcome> outcomes(OutcomeStatus status) {
        return outcomes.values().stream().filter(outcome -> outcome.status() == status).toList();
    }

    /**
     * The outcome of one asset.
     *
     * @throws UnknownAssetException if it was not part of the run
     */
    public AssetOutcome outcome(AssetKey key) {
        AssetOutcome outcome = outcomes.get(key);
        if (outcome == null) {
            throw new UnknownAssetException(key, outcomes.keySet());
        }
        return outcome;
    }

    /**
     * The outcome of one asset.
     *
     * @throws UnknownAssetException if it was not part of the run
     */
    public AssetOutcome outcome(Asset asset) {
        return outcome(asset.key());
    }

    /** How many assets have a status. */
    public int count(OutcomeStatus status) {
        return outcomes(status).size();
    }

    /**
     * The results of all checks, in execution order: those of the outcomes, then those that are about no asset of the run
     * (see {@link Materializer#surfaceCompliance}).
     */
    public List<CheckEvaluation> checks() {
        return Stream.concat(
                        outcomes.values().stream().flatMap(outcome -> outcome.checks().stream()),
                        checksOfNoAsset.stream())
                .toList();
    }

    /** The checks with one status, of whatever severity, in execution order. */
    public List<CheckEvaluation> checks(CheckStatus status) {
        return checks().stream().filter(check -> check.status() == status).toList();
    }

    /**
     * The checks that were evaluated and failed, of whatever severity, in execution order. Those of a replication don't
     * fail the run; see {@link CheckEvaluation#effect()}.
     */
    public List<CheckEvaluation> failedChecks() {
        return checks(CheckStatus.FAILED);
    }

    /** Everything that the engine noticed, in execution order. */
    public List<Observation> observations() {
        return outcomes.values().stream()
                .flatMap(outcome -> outcome.observations().stream())
                .toList();
    }

    /**
     * What the run cost in US dollars, as far as the warehouse tells: the sum over all materializations. What several
     * assets share, as the source and the load of a replication do, counts once. Empty where nothing is known, or where
     * it is 0 as on DuckDB.
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

    /** When the run began. */
    public Instant started() {
        return started;
    }

    /** How long the whole run took. */
    public Duration duration() {
        return duration;
    }

    /** Whether the run was ended early, by a cancel, an interrupt of its thread or a signal to the engine. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Whether the run came to its end and every asset is {@linkplain AssetOutcome#good() good}. */
    public boolean succeeded() {
        return !interrupted && outcomes.values().stream().allMatch(AssetOutcome::good);
    }

    /**
     * A status for {@link System#exit}, with the engine's own meanings (ENGINE.md §1.7).
     *
     * @return 0 when the run {@link #succeeded()}; 130 when it was interrupted; 2 when some assets were materialized
     *     and some failed, were skipped for a cause that isn't harmless, or violate a contract or a test that the run
     *     executed; 1 when none was materialized
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
     * The run in a few lines: counts, then each failure with the first line of its message, each skip with its reason,
     * each failed check. Long lists are cut off, and say so. Lines end in {@code \n}.
     */
    public String summary() {
        return ResultText.of(this);
    }

    @Override
    public String toString() {
        return ResultText.headline(this);
    }
}
