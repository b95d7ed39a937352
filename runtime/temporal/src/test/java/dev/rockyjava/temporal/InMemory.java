package dev.rockyjava.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.ArrayDeque;
import java.util.Deque;

/** The server of temporal-testing, in this JVM, with workers and engines that end before it. */
final class InMemory implements AutoCloseable {

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    private final Deque<Runnable> opened = new ArrayDeque<>();

    WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    TemporalEngine engine() {
        return engine(TemporalEngine.to(client()).project("larkspur").queue("warehouse"));
    }

    TemporalEngine engine(TemporalEngine.Builder builder) {
        TemporalEngine engine = builder.build();
        opened.push(engine::close);
        return engine;
    }

    RockyWorker worker(TestEngine engine) {
        return worker(RockyWorker.of(client(), engine).queue("warehouse").slots(4));
    }

    RockyWorker worker(RockyWorker.Builder builder) {
        RockyWorker worker = builder.start();
        opened.push(worker::close);
        return worker;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        environment.close();
    }
}
