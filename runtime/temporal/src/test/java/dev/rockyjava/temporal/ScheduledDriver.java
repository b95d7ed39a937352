package dev.rockyjava.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.common.RetryOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** A driver that a schedule starts, as README.md has it. */
public final class ScheduledDriver {

    private ScheduledDriver() {}

    @WorkflowInterface
    public interface Night {

        @WorkflowMethod(name = "Night")
        void run();
    }

    @ActivityInterface
    public interface NightRun {

        void run();
    }

    static final class NightWorkflow implements Night {

        @Override
        public void run() {
            Workflow.newActivityStub(NightRun.class, ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofHours(8))
                            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                            .build())
                    .run();
        }
    }

    static WorkerFactory start(WorkflowClient client, NightRun driver) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker("drivers");
        worker.registerWorkflowImplementationFactory(Night.class, NightWorkflow::new);
        worker.registerActivitiesImplementations(driver);
        factory.start();
        return factory;
    }
}
