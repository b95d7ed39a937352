package dev.rockyjava.internal.temporal;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** One call of the engine: a workflow with one activity. */
@WorkflowInterface
public interface CallWorkflow {

    String TYPE = "rocky-call";

    /**
     * Executes a call.
     *
     * @param call the packed document of the call
     * @param limits what the workflow itself has to know of it
     * @return the packed answer
     */
    @WorkflowMethod(name = TYPE)
    byte[] call(byte[] call, byte[] limits);

    /** Calls the engine of the worker. */
    @ActivityInterface
    interface OnEngine {

        @ActivityMethod(name = "rocky")
        byte[] call(byte[] call);
    }

    /** The workflow. */
    final class Implementation implements CallWorkflow {

        private static final Duration GRACE = Duration.ofMinutes(1);
        /** A call that has lost this many workers ends the next one, too. */
        private static final int MOST_WORKERS = 3;

        @Override
        public byte[] call(byte[] call, byte[] limits) {
            CallLimits limit = CallLimits.read(limits);
            ActivityOptions.Builder options = ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(limit.timeout().plus(GRACE))
                    .setHeartbeatTimeout(limit.lostAfter())
                    .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setMaximumAttempts(limit.mayRepeat() ? MOST_WORKERS : 1)
                            .build());
            limit.total().ifPresent(total -> options.setScheduleToStartTimeout(total)
                    .setScheduleToCloseTimeout(total.plus(GRACE)));
            return Workflow.newActivityStub(OnEngine.class, options.build()).call(call);
        }
    }
}
