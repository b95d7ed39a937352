package dev.rockyjava.compatibility;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.temporal.RockyWorker;
import dev.rockyjava.temporal.TemporalEngine;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/** A program that calls an engine of its own over Temporal. The argument is the server's address. */
final class TemporalProgram {

    static final String ANSWER = "answer: {\"command\": \"history\"}";

    private TemporalProgram() {}

    public static void main(String[] arguments) {
        WorkflowClient client = WorkflowClient.newInstance(WorkflowServiceStubs.newConnectedServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build(), Duration.ofMinutes(1)));
        try (RockyWorker worker = RockyWorker.of(client, new History()).queue("rocky").start();
                TemporalEngine engine = TemporalEngine.to(client).queue("rocky").build()) {
            System.out.println("answer: " + engine.query(new QueryRequest.History(), CallOptions.defaults()));
            System.out.println(worker.getClass().getSimpleName() + " ends");
        }
        System.exit(0);
    }

    /** Answers queries only. */
    private static final class History implements RockyEngine {

        @Override
        public EngineInfo info() {
            return new EngineInfo("history", "1");
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public String query(QueryRequest query, CallOptions options) {
            return "{\"command\": \"" + query.command() + "\"}";
        }

        @Override
        public void close() {}
    }
}
