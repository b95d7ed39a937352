package dev.rockyjava.telemetry;

import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that are going on, whose engine and listener share their spans. Safe for use by several threads. */
final class TracedRuns implements RunListener {

    private final Tracer tracer;
    private final Map<String, RunSpans> runs = new ConcurrentHashMap<>();
    /** Each run has a thread of its own for its listeners, and events don't name their run. */
    private final Map<Thread, RunSpans> listening = Collections.synchronizedMap(new WeakHashMap<>());

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
            of(started.runId()).ifPresent(spans -> listening.put(Thread.currentThread(), spans));
        }
        RunSpans spans = listening.get(Thread.currentThread());
        if (spans != null) {
            spans.onEvent(event);
        }
        if (event instanceof RunEvent.RunFinished) {
            listening.remove(Thread.currentThread());
        }
    }
}
