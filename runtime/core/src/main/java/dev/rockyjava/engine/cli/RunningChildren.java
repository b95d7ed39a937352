package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineInterruptedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All engines that run for this JVM, so that none outlives it. They run in sessions of their own, so a Ctrl-C in the
 * terminal reaches only the JVM. A JVM that is killed by SIGKILL can't end them.
 */
final class RunningChildren {

    /** The process trees, each with how long it may take to end after being asked to. */
    private static final Map<ProcessTree, Duration> TREES = new ConcurrentHashMap<>();

    private static volatile boolean closing;

    /** Whether the JVM waits for no further engine. Guarded by {@link #TREES}. */
    private static boolean closed;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(RunningChildren::endAll, "rocky-shutdown"));
        } catch (IllegalStateException e) {
            closing = true;
            closed = true;
        }
    }

    private RunningChildren() {}

    /**
     * Registers a process tree to be ended with the JVM. If the JVM is already shutting down, ends the tree, which may take
     * the grace period: it has begun to work.
     *
     * @throws EngineInterruptedException in that case: its end then says nothing about the engine
     */
    static void add(ProcessTree tree, Duration grace) {
        boolean waitedFor;
        synchronized (TREES) {
            TREES.put(tree, grace);
            waitedFor = !closed;
        }
        if (closing) {
            tree.end(waitedFor ? grace : Duration.ZERO);
            throw new EngineInterruptedException("this program is ending, so the engine was ended when it had just started", null);
        }
    }

    /** Returns whether the JVM, and all engines with it, are shutting down. */
    static boolean closing() {
        return closing;
    }

    static void remove(ProcessTree tree) {
        TREES.remove(tree);
    }

    private static void endAll() {
        closing = true;
        for (Map<ProcessTree, Duration> left = left(); !left.isEmpty(); left = left()) {
            end(left);
            left.keySet().forEach(TREES::remove);
        }
    }

    private static Map<ProcessTree, Duration> left() {
        synchronized (TREES) {
            closed = TREES.isEmpty();
            return Map.copyOf(TREES);
        }
    }

    private static void end(Map<ProcessTree, Duration> trees) {
        long asked = System.nanoTime();
        trees.keySet().forEach(ProcessTree::terminate);
        // The longest grace period last: by then the others have had more than their time.
        trees.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(child -> {
            long left = TimeLimits.nanos(child.getValue()) - (System.nanoTime() - asked);
            child.getKey().end(Duration.ofNanos(Math.max(0, left)));
        });
    }
}
