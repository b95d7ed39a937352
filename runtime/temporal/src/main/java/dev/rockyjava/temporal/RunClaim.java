package dev.rockyjava.temporal;

import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.temporal.RunLockWorkflow;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.internal.thread.LongestWait;
import dev.rockyjava.run.RunLockedException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lock of a project's runs, a workflow. The drivers themselves are the workers of its queue: one that waits for
 * the lock also ends it when its holder is gone.
 */
final class RunClaim implements RockyEngine.Claim {

    private static final Logger LOG = LoggerFactory.getLogger(RunClaim.class);
    private static final long POLL_MILLIS = 500;

    private final WorkflowClient client;
    private final String id;
    private final String runId;
    private final Duration lease;
    private final WorkerFactory factory;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("rocky-run-lock"));
    private @Nullable Future<?> renewals;
    private volatile @Nullable WorkflowStub lock;

    private RunClaim(WorkflowClient client, String project, String runId, Duration lease) {
        this.client = client;
        this.id = WorkflowIds.ofLock(project);
        this.runId = runId;
        this.lease = lease;
        factory = WorkerFactory.newInstance(client);
        factory.newWorker(id, WorkerOptions.newBuilder().setLocalActivityWorkerOnly(true).build())
                .registerWorkflowImplementationFactory(RunLockWorkflow.class, RunLockWorkflow.Implementation::new);
    }

    /**
     * Acquires the lock.
     *
     * @param patient waits while the server is away
     * @throws RunLockedException if another run holds it all that time, or the thread is interrupted
     */
    static RunClaim acquire(
            WorkflowClient client, String project, String runId, Duration lease, Duration wait, Runnable lost, Patience patient) {
        RunClaim claim = new RunClaim(client, project, runId, lease);
        try {
            claim.factory.start();
            claim.acquire(wait, patient);
            long third = Math.max(1, lease.toMillis() / 3);
            claim.renewals =
                    claim.thread.scheduleWithFixedDelay(() -> claim.renew(lost), third, third, TimeUnit.MILLISECONDS);
            return claim;
        } catch (Throwable e) {
            claim.close();
            throw e;
        }
    }

    private void acquire(Duration wait, Patience patient) {
        long end = System.nanoTime() + LongestWait.finite(wait).toNanos();
        while (!patient.request("the lock of runs", this::start)) {
            Optional<LockHolder> holder = patient.request("the lock of runs", this::holder);
            if (holder.filter(LockHolder::isGone).isPresent()) {
                patient.request("the lock of runs", () -> {
                    client.newUntypedWorkflowStub(id).terminate("its holder has ended");
                    return true;
                });
                continue;
            }
            String who = holder.map(LockHolder::toString).orElse("another run");
            try {
                if (System.nanoTime() >= end) {
                    throw new RunLockedException(
                            "another run works on this project: " + who + " holds the workflow " + id
                                    + (wait.isZero() ? "" : ", and didn't end within " + DurationText.of(wait))
                                    + ". Nothing was started. A run whose machine is lost holds it for up to "
                                    + DurationText.of(lease.multipliedBy(2)),
                            "wait for it, or let this run wait with waitForOtherRuns", who, false);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunLockedException("interrupted while waiting for " + who + "; nothing was started", null, who, false);
            }
        }
    }

    /** Returns whether the lock is ours now. */
    private boolean start() {
        WorkflowStub stub = client.newUntypedWorkflowStub(RunLockWorkflow.TYPE, WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setTaskQueue(id)
                .setMemo(Map.of(LockHolder.MEMO, LockHolder.thisProgram(runId).bytes()))
                .build());
        try {
            stub.start((Object) ByteBuffer.allocate(Long.BYTES).putLong(lease.toMillis()).array());
            lock = stub;
            return true;
        } catch (WorkflowExecutionAlreadyStarted e) {
            return false;
        }
    }

    private Optional<LockHolder> holder() {
        try {
            byte[] memo = (byte[]) client.newUntypedWorkflowStub(id).describe().getMemo(LockHolder.MEMO, byte[].class);
            return Optional.ofNullable(memo).map(LockHolder::read);
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
    }

    private void renew(Runnable lost) {
        WorkflowStub mine = lock;
        if (mine == null) {
            return;
        }
        try {
            mine.signal(RunLockWorkflow.RENEW);
        } catch (WorkflowNotFoundException e) {
            // The server was away for longer than the lease, or this program stood still.
            lock = null;
            if (!start()) {
                LOG.warn("the lock {} of run {} was lost to {}; the run ends", id, runId, holder());
                lost.run();
            }
        } catch (RuntimeException e) {
            LOG.debug("the lock {} can't be renewed now", id, e);
        }
    }

    @Override
    public void close() {
        Future<?> running = renewals;
        if (running != null) {
            running.cancel(false);
        }
        thread.shutdownNow();
        WorkflowStub mine = lock;
        if (mine != null) {
            try {
                mine.terminate("the run has ended");
            } catch (RuntimeException e) {
                LOG.debug("the lock {} isn't ended; it ends by itself", id, e);
            }
        }
        factory.shutdownNow();
    }
}
