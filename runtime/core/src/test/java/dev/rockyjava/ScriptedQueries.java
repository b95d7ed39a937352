package dev.rockyjava;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Answers questions as it is told to, and notes them. */
final class ScriptedQueries implements RockyEngine {

    final List<QueryRequest> asked = new CopyOnWriteArrayList<>();
    private final Map<QueryRequest, Supplier<String>> answers = new HashMap<>();

    /** Single quotes are written as double ones. */
    ScriptedQueries on(QueryRequest request, String json) {
        return onCall(request, () -> json.replace('\'', '"'));
    }

    ScriptedQueries onThrow(QueryRequest request, RuntimeException thrown) {
        return onCall(request, () -> {
            throw thrown;
        });
    }

    ScriptedQueries onCall(QueryRequest request, Supplier<String> answer) {
        answers.put(request, answer);
        return this;
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        asked.add(request);
        Supplier<String> answer = answers.get(request);
        if (answer == null) {
            throw new AssertionError("nobody expected " + request);
        }
        return answer.get();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("scripted", "1.71.0");
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        throw new AssertionError("a refresh must run nothing");
    }

    @Override
    public void close() {
        throw new AssertionError("a refresh must not close the engine");
    }
}
