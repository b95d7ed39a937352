package dev.rockyjava.telemetry;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;

/**
 * Shows runs as traces of OpenTelemetry: a span for the run, below it one for each asset, and below that one for each call of
 * the engine. The engine receives the call's span as its parent, so that its own spans hang below ours. Immutable.
 *
 * <pre>{@code
 * RockyTraces traces = RockyTraces.of(openTelemetry);
 * traces.on(component.materializer(definitions, engine)).run();
 * }</pre>
 *
 * <p>The parent of a run's span is the current span of the thread that calls {@link Materializer#run}; a run that {@link
 * Materializer#start} starts has a thread of its own, and thereby no current span.
 */
public final class RockyTraces {

    private final Tracer tracer;
    private final Context parent;

    private RockyTraces(Tracer tracer, Context parent) {
        this.tracer = tracer;
        this.parent = parent;
    }

    /** Returns traces that an instance of OpenTelemetry records, and exports as it is set up to. */
    public static RockyTraces of(OpenTelemetry openTelemetry) {
        String version = Optional.ofNullable(RockyTraces.class.getPackage().getImplementationVersion()).orElse("");
        return new RockyTraces(
                openTelemetry.tracerBuilder("dev.rockyjava").setInstrumentationVersion(version).build(), Context.root());
    }

    /**
     * Returns a copy whose runs continue the trace of what started this program, where there is no current span. That is for
     * programs of one run; in a server all runs would be in one trace.
     *
     * @param environment has that trace as {@code TRACEPARENT} and {@code TRACESTATE}; usually {@link System#getenv()}. It
     *     may lack them
     */
    public RockyTraces continuing(Map<String, String> environment) {
        return new RockyTraces(tracer, TraceEnvironment.parent(environment));
    }

    /**
     * Returns a copy of the materializer whose runs are traced, with their assets and calls.
     *
     * @param materializer none that is traced already, as calls would have two spans
     */
    public Materializer on(Materializer materializer) {
        TracedRuns runs = new TracedRuns(tracer);
        return materializer.throughEngine(engine -> new TracedEngine(engine, this, runs)).listener(runs);
    }

    /**
     * Returns an engine whose calls are traced, below the current span: for refreshes, and for calls of your own. For runs,
     * use {@link #on} instead.
     *
     * @param engine closed with the returned one
     */
    public RockyEngine on(RockyEngine engine) {
        return new TracedEngine(engine, this, new TracedRuns(tracer));
    }

    Tracer tracer() {
        return tracer;
    }

    /** Returns the parent of a span for which no run or asset is one. */
    Context here() {
        Context current = Context.current();
        return Span.fromContext(current).getSpanContext().isValid() ? current : parent;
    }
}
