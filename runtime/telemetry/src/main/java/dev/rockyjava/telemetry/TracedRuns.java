package dev.rockyjava.telemetry;

import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The runs that are going on, whose engine and listener share their spans. Safe for use by several threads. */
final class TracedRuns implements RunListener {

    private final Tracer tracer;
    private final Map<String, RunSpans> runs = new ConcurrentHashMap<>();
    /** Each run has a thread of its own for its listeners, and events don't name their run. */
    private final ThreadLocal<@Nullable RunSpans> heard = new ThreadLocal<>();

    TracedRuns(Tracer tracer) {
        this.tracer = tracer;
    }

    RunSpans begin(String runId, Context parent) {
        RunSpans spans = new RunSpans(tracer, runId, parent);
        runs.put(runId, spans);
        return spans;
    }

    void end(String runId, RunSpans spans) {
        runs.remove(runId, spans);
        spans.close();
    }

    Optional<RunSpans> of(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            heard.set(runs.get(started.runId()));
        }
        RunSpans spans = heard.get();
        if (spans != null) {
            spans.onEvent(event);
        }
        if (event instanceof RunEvent.RunFinished) {
            heard.remove();
        }
    }
}
