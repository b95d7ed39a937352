package dev.rockyjava.temporal;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out whether a server that doesn't know a workflow can't have forgotten it. */
final class ServerMemory {

    /** The server's clock and that of a driver may differ by as much. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final WorkflowClient client;
    private final Supplier<List<LockHolder>> holders;
    private final Supplier<Duration> retention;

    ServerMemory(WorkflowClient client, String project, Patience patience) {
        this.client = client;
        holders = new Recent<>(() -> patience.request("the locks of earlier runs", () -> holders(WorkflowIds.ofLock(project))));
        retention = new Recent<>(() -> patience.request("the namespace", this::retention));
    }

    /**
     * Returns whether the server would know a workflow that a run started at a time: it knows that this run had the lock
     * by then, so its database is the same, and keeps workflows for longer than that is ago.
     */
    boolean reaches(String runId, Instant begun) {
        return Instant.now().isBefore(begun.plus(retention.get()).minus(CLOCKS))
                && holders.get().stream().anyMatch(holder -> holder.runId().equals(runId) && !holder.since().isAfter(begun));
    }

    private List<LockHolder> holders(String lock) {
        try {
            return client.listExecutions("WorkflowId = '" + lock.replace("\\", "\\\\").replace("'", "\\'") + "'")
                    .map(ServerMemory::holder)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return List.of();
            }
            throw e;
        }
    }

    private static Optional<LockHolder> holder(WorkflowExecutionMetadata lock) {
        return Optional.ofNullable((byte[]) lock.getMemo(LockHolder.MEMO, byte[].class)).map(LockHolder::read);
    }

    private Duration retention() {
        return Duration.ofSeconds(Durations.toSeconds(client.getWorkflowServiceStubs().blockingStub()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .build())
                .getConfig()
                .getWorkflowExecutionRetentionTtl()));
    }
}
