package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.run.text.Costs;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of one selected asset.
 *
 * @param reason why it failed or was skipped, or what is special about a success; empty for a plain one. May have
 *     several lines: engines quote SQL
 * @param skipCause present exactly when the status is {@link OutcomeStatus#SKIPPED}
 * @param cause what a program can know of why; empty if there is nothing special to know
 * @param duration from the moment that the run turned to it until its outcome stood; of what was
 *     {@linkplain Materializer#fused built with others by one call}, what the engine says it took
 * @param materializations what the engine built for it, sorted as the engine listed it. A failed asset may have some:
 *     the tables or partitions that were built all the same
 * @param checks what the engine checked while it built the asset; a source and a load that share one replication have
 *     them on the one that ran first. Of a materialized asset every other declared check too, with the reason if it has no
 *     result. In a {@link RunResult} also its {@code compliance_exception}, see
 *     {@link Materializer#surfaceCompliance}
 * @param observations what else the engine noticed while it built the asset, as with checks. In a {@link RunResult} also
 *     its retention, see {@link Materializer#surfaceRetentionStatus}
 * @param attempts how often the engine was asked, retries included, of several requests the most; 0 if it wasn't
 * @param planIds of a run by {@link ExecutionMode#PLAN_THEN_APPLY}: the plans that were applied, or refused
 * @param failure of a failed asset, what the engine says besides the reason: {@link MetadataKeys#FAILURE_KIND},
 *     {@link MetadataKeys#MODEL_NAME}, each a {@link String}, where known; otherwise empty
 */
public record AssetOutcome(
        AssetKey key,
        NodeKind kind,
        OutcomeStatus status,
        Optional<String> reason,
        Optional<SkipCause> skipCause,
        Optional<OutcomeCause> cause,
        Duration duration,
        List<Materialization> materializations,
        List<CheckEvaluation> checks,
        List<Observation> observations,
        int attempts,
        List<String> planIds,
        SortedMap<String, Object> failure) {

    private static final List<String> SUMMED = List.of(
            MetadataKeys.DURATION_MS, MetadataKeys.ROW_COUNT, MetadataKeys.BYTES_SCANNED, MetadataKeys.BYTES_WRITTEN);

    public AssetOutcome {
        materializations = List.copyOf(materializations);
        checks = List.copyOf(checks);
        observations = List.copyOf(observations);
        planIds = List.copyOf(planIds);
        failure = Collections.unmodifiableSortedMap(new TreeMap<>(failure));
    }

    public AssetOutcome with(CheckEvaluation check) {
        return with(List.of(check));
    }

    public AssetOutcome with(List<CheckEvaluation> added) {
        List<CheckEvaluation> more = Stream.concat(checks.stream(), added.stream()).toList();
        return new AssetOutcome(
                key, kind, status, reason, skipCause, cause, duration, materializations, more, observations, attempts, planIds,
                failure);
    }

    public AssetOutcome with(Observation observation) {
        List<Observation> more = Stream.concat(observations.stream(), Stream.of(observation)).toList();
        return new AssetOutcome(
                key, kind, status, reason, skipCause, cause, duration, materializations, checks, more, attempts, planIds,
                failure);
    }

    /**
     * What kind of failure the engine says it is (ENGINE.md §3.4): {@code transient}, {@code compile-error}, …,
     * {@code unknown} for nearly everything on DuckDB. Empty if it hasn't failed, or no error of the engine says so.
     */
    public Optional<String> failureKind() {
        return Optional.ofNullable((String) failure.get(MetadataKeys.FAILURE_KIND));
    }

    /**
     * Whether nothing is wrong with it: materialized, graph-only, or skipped for a harmless cause, and no check of it has
     * an {@linkplain CheckEvaluation#effect() effect}.
     */
    public boolean good() {
        boolean done = status == OutcomeStatus.MATERIALIZED
                || status == OutcomeStatus.GRAPH_ONLY
                || skipCause.map(SkipCause::harmless).orElse(false);
        return done && checks.stream().allMatch(check -> check.effect() == CheckEffect.NONE);
    }

    /** Whether it ended, or was not begun, since a limit of time was reached. */
    public boolean outOfTime() {
        return cause.filter(OutcomeCause.OutOfTime.class::isInstance).isPresent();
    }

    /** Whether a test that the run executed keeps what is downstream from being built. */
    public boolean stopsDownstream() {
        return checks.stream().anyMatch(check -> check.effect() == CheckEffect.STOPS_DOWNSTREAM);
    }

    /** The canonical keys of the partitions that were built, in the engine's order. */
    public List<String> partitions() {
        return Materialization.partitions(materializations);
    }

    /**
     * The facts about the asset as a whole, under the names of {@link MetadataKeys}: of a single materialization its
     * own, of several the sums of rows, time, cost and bytes. There is no sum of what isn't known of each.
     */
    public SortedMap<String, Object> metadata() {
        SortedMap<String, Object> facts = new TreeMap<>(failure);
        if (materializations.size() == 1) {
            facts.putAll(materializations.get(0).metadata());
            return Collections.unmodifiableSortedMap(facts);
        }
        if (status == OutcomeStatus.GRAPH_ONLY) {
            facts.put(MetadataKeys.GRAPH_ONLY, "true");
        }
        if (!materializations.isEmpty()) {
            facts.put(MetadataKeys.MATERIALIZATIONS, (long) materializations.size());
            for (String key : SUMMED) {
                List<Long> known = known(key, Long.class);
                if (known.size() == materializations.size()) {
                    facts.put(key, known.stream().mapToLong(Long::longValue).sum());
                }
            }
            List<Double> costs = known(MetadataKeys.COST_USD, Double.class);
            if (costs.size() == materializations.size()) {
                facts.put(MetadataKeys.COST_USD, Costs.sum(costs));
            }
        }
        return Collections.unmodifiableSortedMap(facts);
    }

    private <T> List<T> known(String key, Class<T> type) {
        return materializations.stream()
                .map(built -> built.metadata().get(key))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
