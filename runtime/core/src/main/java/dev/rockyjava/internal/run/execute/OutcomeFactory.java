package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.call.FusedCalls;
import dev.rockyjava.internal.run.text.Elapsed;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materialization;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Creates the outcome of a step, and the event for it. */
public record OutcomeFactory(Clock clock, PlannedStep step, Instant started) {

    AssetOutcome of(Verdict verdict) {
        return of(CallResult.none(verdict));
    }

    AssetOutcome of(CallResult result) {
        // Without a verdict, only tests were left to run.
        Verdict verdict = result.verdict().orElseGet(Verdict::doneBefore);
        return new AssetOutcome(
                step.key(),
                step.kind(),
                verdict.status(),
                verdict.reason(),
                verdict.skipCause(),
                verdict.cause(),
                duration(result.built()),
                result.built(),
                result.checks(),
                result.observations(),
                result.attempts(),
                result.planIds(),
                verdict.failure());
    }

    /**
     * Returns the duration; for a model that one call built with others, the one that the engine reports, as the call's
     * time isn't the model's.
     */
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
