package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineInterruptedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All engines that run for this JVM, so that none outlives it. They are in sessions of their own, so a Ctrl-C in the
 * terminal reaches the JVM only. A JVM that is killed by SIGKILL can't end them.
 */
final class RunningChildren {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Set<ProcessTree> TREES = ConcurrentHashMap.newKeySet();
    private static volatile boolean closing;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(RunningChildren::endAll, "rocky-shutdown"));
        } catch (IllegalStateException e) {
            closing = true;
        }
    }

    private RunningChildren() {}

    /**
     * Has it ended with the JVM; ends it at once if that is already under way.
     *
     * @throws EngineInterruptedException in that case: that it ended says nothing of the engine
     */
    static void add(ProcessTree tree) {
        TREES.add(tree);
        if (closing) {
            tree.end(Duration.ZERO);
            throw new EngineInterruptedException("this program is ending, so the engine was not asked", null);
        }
    }

    /** Whether the JVM is ending, and all engines with it. */
    static boolean closing() {
        return closing;
    }

    static void remove(ProcessTree tree) {
        TREES.remove(tree);
    }

    private static void endAll() {
        closing = true;
        TREES.forEach(ProcessTree::terminate);
        long end = System.nanoTime() + GRACE.toNanos();
        TREES.forEach(tree -> tree.end(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
