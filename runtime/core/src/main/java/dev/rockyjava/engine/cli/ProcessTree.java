package dev.rockyjava.engine.cli;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with all processes it started. On Linux these are found by their session and by their environment, so
 * even after their parents have ended; elsewhere only as long as the chain of parents is unbroken.
 */
final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final long POLL_MILLIS = 20;

    // Not even SIGKILL ends a process that hangs in the kernel.
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    /** No machine starts 32,768 processes and threads in that time, the smallest number of pids that a system has. */
    private static final Duration YOUNG = Duration.ofMillis(500);

    private final long begun = System.nanoTime();
    private final ProcessHandle process;
    private final boolean fresh;
    private final boolean ownSession;
    private final String mark;
    private final OptionalLong started;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();
    private boolean asked;
    private boolean gone;

    /**
     * @param fresh whether the process has just been started
     * @param ownSession whether the process is the leader of a session
     * @param mark a {@code NAME=value} that is in the environment of this process and of no other
     */
    ProcessTree(ProcessHandle process, boolean fresh, boolean ownSession, String mark) {
        this.process = process;
        this.fresh = fresh;
        this.ownSession = ownSession;
        this.mark = mark;
        this.started = ProcFiles.started(process.pid());
    }

    /** Returns the processes that are still running. */
    synchronized List<ProcessHandle> alive() {
        if (gone) {
            return List.of();
        }
        boolean running = !dead(process);
        seen.add(process);
        if (running || !ownSession) { // after its end, the processes it started have another parent
            process.descendants().forEach(seen::add);
        }
        // Closed pipes don't prove that nothing is left: the JVM closes its end when the process ends.
        seen.addAll(ProcFiles.ofProgram(process.pid(), started, mark, isYoung()));
        seen.removeIf(ProcessTree::dead);
        // No process is left that could start another one.
        gone = !running && seen.isEmpty();
        return List.copyOf(seen);
    }

    private boolean isYoung() {
        return fresh && System.nanoTime() - begun < YOUNG.toNanos();
    }

    private static boolean dead(ProcessHandle handle) {
        return !handle.isAlive() || ProcFiles.isZombie(handle.pid());
    }

    /**
     * Asks all processes to end, without waiting. Does so only once, regardless of how many callers want them to end:
     * asked twice, the engine abandons work that it would otherwise finish (ENGINE.md §4.5), and processes that it
     * starts while ending must not be asked at all.
     */
    synchronized void terminate() {
        List<ProcessHandle> alive = alive();
        if (!asked) {
            alive.forEach(ProcessHandle::destroy);
            asked = true;
        }
    }

    /**
     * Ends all processes: asks, waits, then kills. An interrupt in the meantime cuts the waiting short. The thread's
     * interrupt status is set afterwards if it was set before or in the meantime.
     *
     * @param grace how long to wait before killing
     */
    void end(Duration grace) {
        boolean interrupted = Thread.interrupted();
        terminate();
        if (!await(grace)) {
            interrupted |= Thread.interrupted();
            long end = System.nanoTime() + KILL_LIMIT.toNanos();
            List<ProcessHandle> left = alive();
            while (!left.isEmpty() && System.nanoTime() - end < 0) {
                left.forEach(ProcessHandle::destroyForcibly);
                interrupted |= !sleep();
                left = alive();
            }
            if (!left.isEmpty()) {
                LOG.warn("these processes of the engine can't be ended: {}", pids(left));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until all processes have ended.
     *
     * @return false if some are still running when the time is over, or when the thread is interrupted
     */
    boolean await(Duration limit) {
        long end = System.nanoTime() + TimeLimits.nanos(limit);
        while (!alive().isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            if (!sleep()) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    static List<Long> pids(List<ProcessHandle> handles) {
        return handles.stream().map(ProcessHandle::pid).toList();
    }

    private static boolean sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
