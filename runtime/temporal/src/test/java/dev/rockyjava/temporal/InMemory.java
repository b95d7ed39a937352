package dev.rockyjava.temporal;

import dev.rockyjava.internal.temporal.RunLockWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.ByteBuffer;
import java.time.Duration;
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

    /** Starts the lock of a run whose driver, on another machine, gives no sign of life. */
    void lockOfAVanishedDriver(String id, Duration lease) {
        client().newUntypedWorkflowStub(
                        RunLockWorkflow.TYPE, WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(id).build())
                .start((Object) ByteBuffer.allocate(Long.BYTES).putLong(lease.toMillis()).array());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        environment.close();
    }
}
