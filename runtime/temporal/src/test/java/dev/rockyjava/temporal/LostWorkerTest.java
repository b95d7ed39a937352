package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunCall;
import dev.rockyjava.engine.RunRequest;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that may be repeated, of whose workers the first is lost and there is no second one. */
class LostWorkerTest {

    private static final RunRequest MODEL = new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT);
    private static final String RUN = "20260408-013000250-k3x9ab";
    private static final String ID = WorkflowIds.of("larkspur", RUN, "Model orders");

    /** What ends the wait for a second worker. */
    enum End { LIMIT, CANCEL }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itsOutcomeIsUnknown(End end) throws Exception {
        try (InMemory server = new InMemory()) {
            isUnknown(server.client(), end, ""); // it doesn't say which worker that was
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsOutcomeIsUnknownOnARealServer(End end) throws Exception {
        try (RealServer server = RealServer.start(folder)) {
            isUnknown(server.client(), end, " on vanishing");
        }
    }

    private static void isUnknown(WorkflowClient client, End end, String worker) throws Exception {
        try (TemporalEngine driver = TemporalEngine.to(client).project("larkspur").queue("warehouse").lostAfter(Duration.ofSeconds(1)).build()) {
            CallOptions options = CallOptions.defaults()
                    .withRun(new RunCall(RUN, AssetKey.of("orders"), "Model orders", RowEffect.REPLACES, answer -> false))
                    .withTotal(Optional.of(end == End.LIMIT ? Duration.ofSeconds(5) : Duration.ofMinutes(9)));
            CompletableFuture<EngineReply> reply = CompletableFuture.supplyAsync(() -> driver.run(MODEL, options));
            takeAndVanish(client);
            if (end == End.CANCEL) {
                while (pending(client).getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED) {
                    Thread.sleep(20);
                }
                client.newUntypedWorkflowStub(ID).cancel();
            }
            assertThatThrownBy(reply::join).cause().isInstanceOfSatisfying(EngineTimeoutException.class, e -> {
                assertThat(e).hasMessage("the worker that executed 'run --model orders --pipeline main'" + worker + " was lost: it"
                        + " gave no sign of life for 1 s, and no other has brought the call to an end. What it has done is unknown; look at"
                        + " that machine");
                assertThat(e.mayHaveWorked()).isTrue();
            });
        }
    }

    private static void takeAndVanish(WorkflowClient client) {
        client.getWorkflowServiceStubs().blockingStub().pollActivityTaskQueue(PollActivityTaskQueueRequest.newBuilder()
                .setNamespace("default")
                .setTaskQueue(TaskQueue.newBuilder().setName("warehouse"))
                .setIdentity("vanishing")
                .build());
    }

    private static PendingActivityInfo pending(WorkflowClient client) {
        return client.getWorkflowServiceStubs().blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace("default")
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(ID))
                        .build())
                .getPendingActivitiesList().stream().findFirst().orElse(PendingActivityInfo.getDefaultInstance());
    }
}
