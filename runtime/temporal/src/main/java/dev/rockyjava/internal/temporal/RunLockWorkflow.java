package dev.rockyjava.internal.temporal;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The lock of a project's runs: locked while it is open. Its holder ends it; it ends by itself when that is gone. */
@WorkflowInterface
public interface RunLockWorkflow {

    String TYPE = "rocky-run-lock";
    String RENEW = "renew";

    /**
     * Stays open until the holder hasn't renewed it for a while: at least the lease, at most twice as long.
     *
     * @param lease in milliseconds, 8 bytes
     */
    @WorkflowMethod(name = TYPE)
    void hold(byte[] lease);

    /** Says that the holder is there. */
    @SignalMethod(name = RENEW)
    void renew();

    /** The workflow. */
    final class Implementation implements RunLockWorkflow {

        private boolean renewed = true;

        @Override
        public void hold(byte[] lease) {
            Duration pause = Duration.ofMillis(ByteBuffer.wrap(lease).getLong());
            while (renewed) {
                renewed = false;
                Workflow.sleep(pause);
            }
        }

        @Override
        public void renew() {
            renewed = true;
        }
    }
}
