package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.run.text.Costs;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The outcome of one selected asset.
 *
 * @param reason why it failed or was skipped, or what is special about a success; empty if there is nothing to say. May
 *     have several lines, as engines quote SQL
 * @param skipCause present exactly when the status is {@link OutcomeStatus#SKIPPED}
 * @param cause the reason in a form that programs can use; empty if there is no special one
 * @param duration the time from when the run turned to the asset until its outcome was known; for an asset that was
 *     {@linkplain Materializer#fused built with others by one call}, the time that the engine reports
 * @param materializations what the engine built for the asset, in the engine's order. A failed asset may have some: the
 *     tables or partitions that were built before or despite the failure
 * @param checks what the engine checked while it built the asset; if a source and a load share one replication, the one
 *     that ran first has them. A materialized asset also has every other declared check, with a reason if it has no
 *     result. In a {@link RunResult} it also has its {@code compliance_exception}, see
 *     {@link Materializer#surfaceCompliance}
 * @param observations what else the engine noticed while it built the asset, attributed as checks are. In a
 *     {@link RunResult} also its retention, see {@link Materializer#surfaceRetentionStatus}
 * @param attempts how often the engine was asked, including retries; with several requests, the maximum of them; 0 if
 *     it wasn't asked
 * @param planIds the plans that were applied or refused in a run with {@link ExecutionMode#PLAN_THEN_APPLY}; otherwise
 *     empty
 * @param failure for a failed asset, what is known besides the reason: {@link MetadataKeys#FAILURE_KIND},
 *     {@link MetadataKeys#MODEL_NAME}, and of a model's SQL {@link MetadataKeys#MODEL_FILE} and
 *     {@link MetadataKeys#MODEL_LINE}; otherwise empty
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

    /** Returns a copy with a check added after its own. */
    public AssetOutcome with(CheckEvaluation check) {
        return with(List.of(check));
    }

    /** Returns a copy with checks added after its own. */
    public AssetOutcome with(List<CheckEvaluation> added) {
        List<CheckEvaluation> more = Stream.concat(checks.stream(), added.stream()).toList();
        return new AssetOutcome(
                key, kind, status, reason, skipCause, cause, duration, materializations, more, observations, attempts, planIds,
                failure);
    }

    /** Returns a copy with an observation added after its own. */
    public AssetOutcome with(Observation observation) {
        List<Observation> more = Stream.concat(observations.stream(), Stream.of(observation)).toList();
        return new AssetOutcome(
                key, kind, status, reason, skipCause, cause, duration, materializations, checks, more, attempts, planIds,
                failure);
    }

    /**
     * Returns the kind of failure that the engine reports (ENGINE.md §3.4): {@code transient}, {@code compile-error},
     * …, {@code unknown} for nearly everything on DuckDB. Empty if the asset hasn't failed, or no error of the engine
     * states a kind.
     */
    public Optional<String> failureKind() {
        return Optional.ofNullable((String) failure.get(MetadataKeys.FAILURE_KIND));
    }

    /** Returns the place of the SQL that failed; empty if the failure isn't one of a model's SQL, or it is unknown. */
    public Optional<SqlLocation> location() {
        return Optional.ofNullable((String) failure.get(MetadataKeys.MODEL_FILE)).map(file -> {
            Long line = (Long) failure.get(MetadataKeys.MODEL_LINE);
            return new SqlLocation(file, line == null ? OptionalInt.empty() : OptionalInt.of(line.intValue()));
        });
    }

    /**
     * Returns whether the asset is materialized, graph-only (see {@link OutcomeStatus#GRAPH_ONLY}) or skipped for a
     * {@linkplain SkipCause#harmless() harmless} cause, and none of its checks has an
     * {@linkplain CheckEvaluation#effect() effect}.
     */
    public boolean good() {
        boolean done = status == OutcomeStatus.MATERIALIZED
                || status == OutcomeStatus.GRAPH_ONLY
                || skipCause.map(SkipCause::harmless).orElse(false);
        return done && checks.stream().allMatch(check -> check.effect() == CheckEffect.NONE);
    }

    /** Returns whether the asset ended, or was not started, because a time limit was reached. */
    public boolean outOfTime() {
        return cause.filter(OutcomeCause.OutOfTime.class::isInstance).isPresent();
    }

    /** Returns whether a test that the run executed prevents the downstream assets from being built. */
    public boolean stopsDownstream() {
        return checks.stream().anyMatch(check -> check.effect() == CheckEffect.STOPS_DOWNSTREAM);
    }

    /**
     * Returns the tables that were written, sorted and without duplicates, as the engine reports them. For the source and the
     * load of a replication, which one call serves, both have the tables that were copied. Before a run, and where the engine
     * reports none, {@link dev.rockyjava.asset.AssetSpec#writes()} has the tables that are expected.
     */
    public List<Target> tables() {
        return materializations.stream().flatMap(built -> built.target().stream()).distinct().sorted().toList();
    }

    /** Returns the canonical keys of the partitions that were built, in the engine's order. */
    public List<String> partitions() {
        return Materialization.partitions(materializations);
    }

    /**
     * Returns facts about the asset as a whole, under the names of {@link MetadataKeys}. A single materialization
     * contributes its own; several contribute the sums of rows, time, cost and bytes, each only if it is known for all
     * of them.
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
