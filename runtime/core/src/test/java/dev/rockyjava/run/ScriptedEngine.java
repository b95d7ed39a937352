package dev.rockyjava.run;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.text.RequestText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Records what it is asked; answers as it is told to, and with a plain success otherwise. */
final class ScriptedEngine implements RockyEngine {

    final List<RunRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final List<CallOptions> options = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Function<CallOptions, EngineReply>> script = new HashMap<>();
    /** Questions that were asked. */
    final List<QueryRequest> queries = Collections.synchronizedList(new ArrayList<>());

    private final Map<QueryRequest, Function<CallOptions, String>> answers = new HashMap<>();
    /** Of a command, where it knows the project. */
    final Map<String, RowEffect> effects = new HashMap<>();

    /** Whether it knows the calls of earlier programs. */
    boolean remembers;

    private Consumer<RunRequest> before = request -> {};

    /** The command that was asked, in the words of {@link RequestText}. */
    List<String> commands() {
        return List.copyOf(requests).stream().map(RequestText::of).toList();
    }

    ScriptedEngine on(String command, int exitCode, String json, String... log) {
        return on(command, options -> new EngineReply(exitCode, EngineDocuments.parse(json), List.of(log)));
    }

    ScriptedEngine onThrow(String command, Throwable thrown) {
        return on(command, options -> {
            throw ScriptedEngine.<RuntimeException>sneaky(thrown);
        });
    }

    ScriptedEngine on(String command, Function<CallOptions, EngineReply> answer) {
        script.put(command, answer);
        return this;
    }

    /** Single quotes are written as double ones. */
    ScriptedEngine onQuery(QueryRequest request, String json) {
        return onQuery(request, options -> json.replace('\'', '"'));
    }

    ScriptedEngine onQuery(QueryRequest request, Function<CallOptions, String> answer) {
        answers.put(request, answer);
        return this;
    }

    ScriptedEngine before(Consumer<RunRequest> action) {
        before = action;
        return this;
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        requests.add(request);
        this.options.add(options);
        before.accept(request);
        Function<CallOptions, EngineReply> answer = script.get(RequestText.of(request));
        return answer != null
                ? answer.apply(options)
                : new EngineReply(0, EngineDocuments.parse(Json.success(request)), List.of());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public RowEffect effect(RunRequest request) {
        return effects.getOrDefault(RequestText.of(request), RockyEngine.super.effect(request));
    }

    @Override
    public boolean remembers(String runId, String unit, Instant begun) {
        return remembers;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("scripted", "1.71.0");
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        queries.add(request);
        Function<CallOptions, String> answer = answers.get(request);
        if (answer == null && request instanceof QueryRequest.History) {
            return "{\"command\":\"history\",\"runs\":[]}";
        }
        if (answer == null) {
            throw new AssertionError("nobody expected the materializer to ask " + request);
        }
        return answer.apply(options);
    }

    @Override
    public void close() {
        throw new AssertionError("the materializer must not close the engine");
    }
}
