package dev.rockyjava.temporal;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** Answers as a test tells it. */
final class TestEngine implements RockyEngine {

    final List<RunRequest> asked = new CopyOnWriteArrayList<>();
    final List<CallOptions> options = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    private volatile BiFunction<RunRequest, CallOptions, EngineReply> answers = (request, options) -> built(request);

    TestEngine answering(BiFunction<RunRequest, CallOptions, EngineReply> other) {
        answers = other;
        return this;
    }

    /** Returns an answer that says that a request did all of its work. */
    static EngineReply built(RunRequest request) {
        return reply(0, "Success", request, "");
    }

    static EngineReply reply(int exitCode, String status, RunRequest request, String more) {
        String name = request instanceof RunRequest.Model model ? model.model() : request.word();
        return new EngineReply(exitCode, EngineDocuments.parse("""
                {"version": "1.71.0", "command": "run", "status": "%s", "pipeline_type": "transformation", "duration_ms": 5,
                 "tables_copied": 1, "tables_failed": 0%s,
                 "materializations": [{"asset_key": ["%s"], "duration_ms": 5, "metadata": {"strategy": "full_refresh"}}]}
                """.formatted(status, more, name)), List.of("a last line"));
    }

    /** Waits until the call is ended, as an engine's process would. */
    static EngineReply forEver(CountDownLatch ended) {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("never");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.countDown();
            throw new EngineInterruptedException("interrupted; the process and its children are ended", e);
        }
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("test", "1");
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions chosen) {
        asked.add(request);
        options.add(chosen);
        return answers.apply(request, chosen);
    }

    @Override
    public String query(QueryRequest request, CallOptions chosen) {
        return "{\"command\": \"" + request.command() + "\"}";
    }

    @Override
    public void close() {
        closed = true;
    }
}
