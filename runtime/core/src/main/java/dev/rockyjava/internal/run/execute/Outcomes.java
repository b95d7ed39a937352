package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.call.FusedCalls;
import dev.rockyjava.internal.run.text.Elapsed;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the outcome of a step, and the event for it. */
public record Outcomes(Clock clock, PlannedStep step, Instant started) {

    public AssetOutcome of(Verdict verdict) {
        return of(verdict, List.of(), List.of(), List.of(), 0, List.of());
    }

    public AssetOutcome of(
            Verdict verdict,
            List<Materialization> built,
            List<CheckEvaluation> checks,
            List<Observation> observations,
            int attempts,
            List<String> planIds) {
        return new AssetOutcome(
                step.key(),
                step.kind(),
                verdict.status(),
                verdict.reason(),
                verdict.skipCause(),
                verdict.cause(),
                duration(built),
                built,
                checks,
                observations,
                attempts,
                planIds,
                verdict.failure());
    }

    /** Of a model that one call built with others, what the engine says: the call's time is not the model's. */
    private Duration duration(List<Materialization> built) {
        return FusedCalls.of(step).isEmpty() || built.isEmpty()
                ? Elapsed.between(started, clock.instant())
                : built.stream().map(Materialization::duration).reduce(Duration.ZERO, Duration::plus);
    }

    static RunEvent event(Instant now, AssetOutcome outcome) {
        return switch (outcome.status()) {
            case MATERIALIZED -> new RunEvent.AssetMaterialized(now, outcome);
            case GRAPH_ONLY -> new RunEvent.AssetGraphOnly(now, outcome);
            case FAILED -> new RunEvent.AssetFailed(now, outcome);
            case SKIPPED -> new RunEvent.AssetSkipped(now, outcome);
        };
    }
}
