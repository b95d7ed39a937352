package dev.rockyjava.telemetry;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.MetadataKeys;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.SkipCause;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one run and its assets. An asset's span begins with its first call or its first event, whichever comes first:
 * events arrive on another thread than calls.
 */
final class RunSpans {

    private final Tracer tracer;
    private final OpenSpan run;
    private final Context context;
    private final Map<AssetKey, OpenSpan> assets = new HashMap<>();
    private @Nullable Definitions definitions;
    private boolean ended;

    private record OpenSpan(Span span, Instant since) {

        /** Ends the span when an event says, unless the run's clock isn't that of the spans. */
        void end(Instant at) {
            Instant now = Instant.now();
            span.end(at.isBefore(since) || at.isAfter(now) ? now : at);
        }
    }

    RunSpans(Tracer tracer, String runId, Context parent) {
        this.tracer = tracer;
        this.run = begin(tracer.spanBuilder("materialize").setParent(parent).setAttribute(TraceNames.RUN_ID, runId).startSpan());
        this.context = parent.with(run.span());
    }

    private static OpenSpan begin(Span span) {
        return new OpenSpan(span, Instant.now());
    }

    Context context() {
        return context;
    }

    /** Returns the context of the calls for an asset. */
    synchronized Context asset(AssetKey key) {
        return ended ? context : context.with(span(key).span());
    }

    private OpenSpan span(AssetKey key) {
        return assets.computeIfAbsent(key, asset -> begin(tracer.spanBuilder("materialize " + key)
                .setParent(context)
                .setAttribute(TraceNames.ASSET_KEY, key.toString())
                .startSpan()));
    }

    synchronized void onEvent(RunEvent event) {
        if (ended) {
            return;
        }
        if (event instanceof RunEvent.RunStarted started) {
            definitions = started.plan().definitions();
            run.span().setAttribute(TraceNames.RUN_ASSETS, (long) started.plan().steps().size());
        } else if (event instanceof RunEvent.AssetStarted started) {
            span(started.key());
        } else if (event instanceof RunEvent.AssetRetried retried) {
            span(retried.key()).span().addEvent(
                    TraceNames.RETRY,
                    Attributes.of(
                            TraceNames.ATTEMPT, (long) retried.attempt(), TraceNames.REASON, retried.reason()));
        } else if (event instanceof RunEvent.AssetFinished finished) {
            finish(finished);
        } else if (event instanceof RunEvent.RunFinished finished) {
            finish(finished);
        }
    }

    private void finish(RunEvent.AssetFinished event) {
        AssetOutcome outcome = event.outcome();
        boolean nothingDone = outcome.status() == OutcomeStatus.GRAPH_ONLY
                || outcome.cause().filter(OutcomeCause.DoneBefore.class::isInstance).isPresent();
        if (nothingDone && !assets.containsKey(event.key())) {
            return;
        }
        OpenSpan open = span(event.key());
        assets.remove(event.key());
        describe(open.span(), outcome);
        open.end(event.time());
    }

    private void describe(Span span, AssetOutcome outcome) {
        span.setAttribute(TraceNames.ASSET_KIND, outcome.kind().word());
        span.setAttribute(TraceNames.ASSET_STATUS, outcome.status().word());
        span.setAttribute(TraceNames.ATTEMPTS, (long) outcome.attempts());
        if (definitions != null) {
            span.setAttribute(TraceNames.ASSET_GROUP, definitions.get(outcome.key()).group());
        }
        outcome.skipCause().map(SkipCause::word).ifPresent(cause -> span.setAttribute(TraceNames.SKIP_CAUSE, cause));
        if (!outcome.partitions().isEmpty()) {
            span.setAttribute(TraceNames.PARTITIONS, outcome.partitions());
        }
        Map<String, Object> facts = outcome.metadata();
        if (facts.get(MetadataKeys.ROW_COUNT) instanceof Long rows) {
            span.setAttribute(TraceNames.ROWS, rows);
        }
        if (facts.get(MetadataKeys.COST_USD) instanceof Double cost) {
            span.setAttribute(TraceNames.COST, cost);
        }
        outcome.checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILED)
                .forEach(check -> span.addEvent(
                        TraceNames.FAILED_CHECK,
                        Attributes.of(TraceNames.CHECK_NAME, check.name(), TraceNames.CHECK_SEVERITY, check.severity())));
        if (outcome.status() == OutcomeStatus.FAILED) {
            span.setAttribute(TraceNames.ERROR_TYPE, outcome.failureKind().orElseGet(
                    () -> outcome.cause().map(OutcomeCause::word).orElse("_OTHER")));
            span.setStatus(StatusCode.ERROR, outcome.reason().orElse(""));
        } else if (outcome.status() == OutcomeStatus.MATERIALIZED && !outcome.good()) {
            span.setStatus(StatusCode.ERROR, "it was built, but checks that the run must pass failed");
        }
    }

    private void finish(RunEvent.RunFinished event) {
        RunResult result = event.result();
        Span span = run.span();
        span.setAttribute(TraceNames.RUN_OUTCOME, RunResult.outcomeWord(result.exitStatus()));
        span.setAttribute(TraceNames.RUN_MATERIALIZED, (long) result.count(OutcomeStatus.MATERIALIZED));
        span.setAttribute(TraceNames.RUN_FAILED, (long) result.count(OutcomeStatus.FAILED));
        span.setAttribute(TraceNames.RUN_SKIPPED, (long) result.count(OutcomeStatus.SKIPPED));
        result.costUsd().ifPresent(cost -> span.setAttribute(TraceNames.COST, cost));
        if (!result.succeeded()) {
            span.setStatus(StatusCode.ERROR, result.toString());
        }
        assets.values().forEach(open -> open.span().end());
        run.end(event.time());
        ended = true;
    }

    /** Ends what is left, if the run ended without a result, or its listeners are too slow to have it in time. */
    synchronized void close() {
        if (!ended) {
            assets.values().forEach(open -> open.span().end());
            run.span().end();
            ended = true;
        }
    }
}
