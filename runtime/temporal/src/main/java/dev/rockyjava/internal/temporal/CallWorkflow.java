package dev.rockyjava.internal.temporal;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Optional;

/** One call of the engine: a workflow with one activity. */
@WorkflowInterface
public interface CallWorkflow {

    String TYPE = "rocky-call";

    /** How much longer than its limits a call may take until the server, rather than the engine's worker, ends it. */
    Duration GRACE = Duration.ofMinutes(1);

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

        /**
         * Executes a call.
         *
         * @param worker the number of the worker, from 1: those before it were lost, or ended during the call
         */
        @ActivityMethod(name = "rocky")
        byte[] call(byte[] call, byte[] worker);
    }

    /** Is notified of what the workflows of a program do, perhaps more than once. Must neither block nor throw. */
    interface Observer {

        Observer NONE = new Observer() {};

        default void begun(String workflowId, String runId) {}

        default void answered(String workflowId, String runId, byte[] answer) {}

        default void failed(String workflowId, String runId, ActivityFailure failure) {}
    }

    /** The workflow. */
    final class Implementation implements CallWorkflow {

        /** Of a call without a limit for its waits, the worker's engine limits the rest. */
        private static final Duration LONGEST = Duration.ofDays(365);
        private static final Duration LEAST = Duration.ofMillis(1);
        /** A call that has lost this many workers ends the next one, too. */
        private static final int MOST_WORKERS = 3;

        private final Observer observer;

        public Implementation(Observer observer) {
            this.observer = observer;
        }

        @Override
        public byte[] call(byte[] call, byte[] limits) {
            CallLimits limit = CallLimits.read(limits);
            WorkflowInfo info = Workflow.getInfo();
            observer.begun(info.getWorkflowId(), info.getRunId());
            try {
                byte[] answer = onOneOf(limit.mayRepeat() ? MOST_WORKERS : 1, call, limit);
                observer.answered(info.getWorkflowId(), info.getRunId(), answer);
                return answer;
            } catch (ActivityFailure e) {
                observer.failed(info.getWorkflowId(), info.getRunId(), e);
                throw e;
            }
        }

        // The server itself would repeat the activity, but doesn't say of one that no worker took in time whether an earlier
        // worker had begun it.
        private static byte[] onOneOf(int workers, byte[] call, CallLimits limit) {
            Optional<ActivityFailure> lost = Optional.empty();
            for (int worker = 1; ; worker++) {
                try {
                    return Workflow.newActivityStub(OnEngine.class, options(limit)).call(call, new byte[] {(byte) worker});
                } catch (ActivityFailure e) {
                    if (worker == workers || e.getRetryState() != RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED) {
                        throw e.getStartedEventId() > 0 ? e : lost.orElse(e);
                    }
                    lost = Optional.of(e);
                } catch (CanceledFailure e) {
                    throw lost.<TemporalFailure>map(failure -> failure).orElse(e);
                }
            }
        }

        private static ActivityOptions options(CallLimits limit) {
            Optional<Duration> left = limit.total().map(Implementation::withoutWait);
            ActivityOptions.Builder options = ActivityOptions.newBuilder()
                    .setScheduleToCloseTimeout(left.map(GRACE::plus).orElse(LONGEST))
                    .setHeartbeatTimeout(limit.lostAfter())
                    .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                    .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build());
            left.ifPresent(options::setScheduleToStartTimeout);
            return options.build();
        }

        /** Deducts the time that the workflow has waited for whoever executes it. */
        private static Duration withoutWait(Duration total) {
            Duration left = total.minusMillis(Workflow.currentTimeMillis() - Workflow.getInfo().getRunStartedTimestampMillis());
            return left.compareTo(LEAST) < 0 ? LEAST : left;
        }
    }
}
