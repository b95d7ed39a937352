package dev.rockyjava.telemetry;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.error.RockyException;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An engine with a span for each call, which the engine receives as its parent. All else is the engine's own. */
record TracedEngine(RockyEngine engine, RockyTraces traces, TracedRuns runs) implements RockyEngine {

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        Context parent = options.run()
                .flatMap(call -> runs.of(call.runId()).map(spans -> spans.asset(call.asset())))
                .orElseGet(traces::here);
        return traced(parent, request.arguments().get(0), request.word(), options, (span, traced) -> {
            EngineReply reply = engine.run(request, traced.withStarted(process -> {
                started(span, process, request);
                options.started().accept(process);
            }));
            span.setAttribute(TraceNames.EXIT_CODE, (long) reply.exitCode());
            if (reply.exitCode() != 0) {
                span.setAttribute(TraceNames.ERROR_TYPE, Integer.toString(reply.exitCode()));
                span.setStatus(StatusCode.ERROR);
            }
            return reply;
        });
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        return traced(traces.here(), request.command(), request.command(), options, (span, traced) -> engine.query(request, traced));
    }

    private interface Call<T> {

        T make(Span span, CallOptions options);
    }

    private <T> T traced(Context parent, String subcommand, String request, CallOptions options, Call<T> call) {
        Span span = traces.tracer()
                .spanBuilder("rocky " + subcommand)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute(TraceNames.REQUEST, request)
                .startSpan();
        Context context = parent.with(span);
        CallOptions traced = options
                .withEnvironment(TraceEnvironment.with(options.environment(), context))
                .withWaits(waits -> {
                    span.addEvent(waits ? TraceNames.WAIT_BEGINS : TraceNames.WAIT_ENDS);
                    options.waits().accept(waits);
                });
        try {
            return context.wrapSupplier(() -> call.make(span, traced)).get();
        } catch (Throwable e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private void started(Span span, ProcessHandle process, RunRequest request) {
        span.setAttribute(TraceNames.PID, process.pid());
        if (span.isRecording()) {
            try {
                List<String> command = engine.commandLine(request); // not the process's own, which has secrets
                span.setAttribute(TraceNames.COMMAND, command);
                span.setAttribute(TraceNames.EXECUTABLE, String.valueOf(Path.of(command.get(0)).getFileName()));
            } catch (RockyException e) {
                // the call itself says what is wrong
            }
        }
    }

    /**
     * Secrets are masked in messages of {@link EngineException}s only, so those of others, and the causes that a stack trace
     * has, are left out.
     */
    private static void failed(Span span, Throwable thrown) {
        String type = thrown.getClass().getName();
        String message = thrown instanceof EngineException ? String.valueOf(thrown.getMessage()) : type;
        span.setAttribute(TraceNames.ERROR_TYPE, type);
        span.addEvent(TraceNames.EXCEPTION, Attributes.of(TraceNames.EXCEPTION_TYPE, type, TraceNames.EXCEPTION_MESSAGE, message));
        span.setStatus(StatusCode.ERROR, message);
    }

    /** The run's span begins here and is current on the run's thread until the claim ends. */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed with the claim, by the same thread
    public Claim claim(String runId, Duration wait, Runnable lost) {
        RunSpans spans = runs.begin(runId, traces.here());
        try {
            Claim claim = engine.claim(runId, wait, lost);
            Scope current = spans.context().makeCurrent();
            return () -> {
                try {
                    claim.close();
                } finally {
                    current.close();
                    runs.end(runId, spans);
                }
            };
        } catch (Throwable e) {
            failed(Span.fromContext(spans.context()), e);
            runs.end(runId, spans);
            throw e;
        }
    }

    @Override
    public EngineInfo info() {
        return engine.info();
    }

    @Override
    public RowEffect effect(RunRequest request) {
        return engine.effect(request);
    }

    @Override
    public boolean remembers(String runId, String unit, Instant begun) {
        return engine.remembers(runId, unit, begun);
    }

    @Override
    public List<LeftEngine> leftAtWork(Supplier<List<EngineProcess>> recorded) {
        return engine.leftAtWork(recorded);
    }

    @Override
    public List<String> commandLine(RunRequest request) {
        return engine.commandLine(request);
    }

    @Override
    public Optional<SqlLocation> locate(String pipeline, String model, String error) {
        return engine.locate(pipeline, model, error);
    }

    @Override
    public List<String> problems() {
        return engine.problems();
    }

    @Override
    public void close() {
        engine.close();
    }
}
