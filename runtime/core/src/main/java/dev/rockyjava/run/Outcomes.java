package dev.rockyjava.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the outcome of a step, and the event for it. */
record Outcomes(Clock clock, PlannedStep step, Instant started) {

    AssetOutcome of(Verdict verdict) {
        return of(verdict, List.of(), List.of(), List.of(), 0, List.of());
    }

    AssetOutcome of(
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
                ? between(started, clock.instant())
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

    /** A clock may be set back while a run goes on; no duration is negative for that. */
    static Duration between(Instant started, Instant ended) {
        return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
    }
}
