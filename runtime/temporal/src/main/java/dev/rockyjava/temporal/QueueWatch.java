package dev.rockyjava.temporal;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Says when calls wait in a queue that no worker serves. Thread-safe. */
final class QueueWatch {

    /** A worker with an idle slot asks at least once a minute. */
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    private final WorkflowClient client;
    private final Consumer<String> warnings;
    private final Map<String, Queue> queues = new HashMap<>();

    private static final class Queue {
        private long servedAt = System.nanoTime() - SILENCE.toNanos();
        private long checkedAt = System.nanoTime() - BETWEEN_CHECKS.toNanos();
        private boolean warned;
    }

    QueueWatch(WorkflowClient client, Consumer<String> warnings) {
        this.client = client;
        this.warnings = warnings;
    }

    /** A worker of a queue is at work: when all of its slots are, it doesn't ask for more. */
    synchronized void served(String name) {
        Queue queue = queue(name);
        queue.servedAt = System.nanoTime();
        queue.warned = false;
    }

    /** A call has waited in a queue for a while. */
    void check(String name) {
        synchronized (this) {
            Queue queue = queue(name);
            long now = System.nanoTime();
            if (queue.warned || now - queue.servedAt < SILENCE.toNanos() || now - queue.checkedAt < BETWEEN_CHECKS.toNanos()) {
                return;
            }
            queue.checkedAt = now;
        }
        if (hasWorker(name)) {
            return;
        }
        synchronized (this) {
            queue(name).warned = true;
        }
        warnings.accept("no worker serves the queue " + name + ", in which calls of this run wait; start one, for example with `worker --queue "
                + name + "`. The run goes on when there is one");
    }

    private Queue queue(String name) {
        return queues.computeIfAbsent(name, queue -> new Queue());
    }

    private boolean hasWorker(String name) {
        long silent = System.currentTimeMillis() - SILENCE.toMillis();
        return client.getWorkflowServiceStubs().blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(name))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                        .build())
                .getPollersList().stream()
                .anyMatch(worker -> Timestamps.toMillis(worker.getLastAccessTime()) > silent);
    }
}
