package dev.rockyjava.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Looks at processes from outside. */
final class Processes {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private Processes() {}

    /** Whether this process runs now; one that is dead and not yet cleared away doesn't. */
    static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !ProcFiles.isZombie(pid);
    }

    /** Waits until a process has written its id to a file. */
    static long pidIn(Path file) throws IOException, InterruptedException {
        await(() -> Files.exists(file) && Files.size(file) > 1);
        return Long.parseLong(Files.readString(file).strip());
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it didn't happen within " + LONGEST_WAIT);
            }
            Thread.sleep(10);
        }
    }
}
