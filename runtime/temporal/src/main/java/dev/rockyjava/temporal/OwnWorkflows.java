package dev.rockyjava.temporal;

import dev.rockyjava.internal.temporal.CallWorkflow;
import dev.rockyjava.internal.thread.VirtualThreads;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ActivityFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Executes the workflows of a driver's calls, but not the calls. So the server returns a workflow's first task with the
 * answer to the request that starts it, and the driver has the result as soon as the server has it. Workers execute these
 * workflows when the driver is gone.
 */
final class OwnWorkflows implements CallWorkflow.Observer, AutoCloseable {

    private final WorkflowClient client;
    private final Map<String, WorkerFactory> ofQueues = new ConcurrentHashMap<>();
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();

    /** A workflow that the driver waits for. */
    final class Expected implements AutoCloseable {

        private final String workflowId;
        private final Set<String> here = ConcurrentHashMap.newKeySet();
        private final Map<String, CompletableFuture<byte[]>> results = new ConcurrentHashMap<>();

        private Expected(String workflowId) {
            this.workflowId = workflowId;
        }

        /** Returns whether an execution has begun here, so that its result comes here, too. */
        boolean isHere(String runId) {
            return here.contains(runId);
        }

        /** Returns what an execution's activity returned, or its {@link ActivityFailure}. */
        CompletableFuture<byte[]> result(String runId) {
            return results.computeIfAbsent(runId, run -> new CompletableFuture<>());
        }

        @Override
        public void close() {
            expected.remove(workflowId);
        }
    }

    OwnWorkflows(WorkflowClient client) {
        this.client = client;
    }

    /** Returns what receives the results of a workflow that is about to be started, until it is closed. */
    Expected expect(String workflowId) {
        return expected.computeIfAbsent(workflowId, Expected::new);
    }

    @Override
    public void begun(String workflowId, String runId) {
        of(workflowId).ifPresent(workflow -> workflow.here.add(runId));
    }

    @Override
    public void answered(String workflowId, String runId, byte[] answer) {
        of(workflowId).ifPresent(workflow -> workflow.result(runId).complete(answer));
    }

    @Override
    public void failed(String workflowId, String runId, ActivityFailure failure) {
        of(workflowId).ifPresent(workflow -> workflow.result(runId).completeExceptionally(failure));
    }

    private Optional<Expected> of(String workflowId) {
        return Optional.ofNullable(expected.get(workflowId));
    }

    /** Makes sure that workflows which are started on a queue are executed here. */
    void serve(String queue) {
        ofQueues.computeIfAbsent(queue, this::start);
    }

    private WorkerFactory start(String queue) {
        WorkerFactory factory = WorkerFactory.newInstance(client, options());
        factory.newWorker(queue, WorkerOptions.newBuilder()
                        .setLocalActivityWorkerOnly(true)
                        .setUsingVirtualThreadsOnWorkflowWorker(VirtualThreads.SUPPORTED)
                        .build())
                .registerWorkflowImplementationFactory(CallWorkflow.class, () -> new CallWorkflow.Implementation(this));
        factory.start();
        return factory;
    }

    private static WorkerFactoryOptions options() {
        return WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(VirtualThreads.SUPPORTED).build();
    }

    @Override
    public void close() {
        ofQueues.values().forEach(WorkerFactory::shutdownNow);
    }
}
