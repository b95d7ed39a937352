package dev.rockyjava.engine;

import dev.rockyjava.internal.text.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in front of the engine: one fair lock per file, shared by all engines of this JVM. The engine's own locks
 * don't queue: the call that finds a lock taken fails at once (ENGINE.md §4).
 *
 * <p>Other JVMs are not kept waiting; a lock held by one shows as {@link EngineBusyException}.
 */
public final class EngineLocks {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLocks.class);

    // Never emptied: a program uses only a handful of such files, and a lock with waiting threads must not be
    // replaced.
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private static final Set<Thread> WAITING = ConcurrentHashMap.newKeySet();
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    // The limit that Linux applies.
    private static final int MOST_LINKS = 40;

    private EngineLocks() {}

    /**
     * Files held by the current thread. Must be closed in the thread that acquired it; closing twice has no effect.
     */
    public static final class Held implements AutoCloseable {

        private final Deque<ReentrantLock> locks = new ArrayDeque<>();

        private Held() {}

        @Override
        public void close() {
            while (!locks.isEmpty()) {
                locks.pop().unlock();
            }
        }
    }

    /**
     * Waits, without a time limit, until this thread alone holds all these files. A thread may acquire files again
     * that it already holds; such a nested call must not name other files, or two threads could wait for each other.
     *
     * @param files engine state files and DuckDB files; they need not exist. Two paths to one file count as one
     * @throws EngineInterruptedException if the thread is interrupted while waiting; it then holds none of the files
     */
    public static Held acquire(Collection<Path> files) {
        return acquire(files, Optional.empty(), waiting -> {});
    }

    /**
     * Like {@link #acquire(Collection)}, with a time limit.
     *
     * @param limit maximum time to wait for all files together; empty for no limit
     * @param waits called with {@code true} before each wait, and with {@code false} after it
     * @throws EngineTimeoutException if the files aren't free within that time; this thread then holds none of them
     * @throws EngineInterruptedException as for {@link #acquire(Collection)}
     */
    public static Held acquire(Collection<Path> files, Optional<Duration> limit, Consumer<Boolean> waits) {
        long begun = System.nanoTime();
        // All threads use the same order, so that no two of them hold what the other waits for.
        SortedSet<Path> ordered = new TreeSet<>();
        files.forEach(file -> ordered.add(identity(file)));
        Held held = new Held();
        for (Path file : ordered) {
            ReentrantLock lock = LOCKS.computeIfAbsent(file, path -> new ReentrantLock(true));
            try {
                // Not tryLock(): it barges past the queue.
                if (!lock.tryLock(0, TimeUnit.SECONDS)) {
                    LOG.debug("waiting for {}, which another call uses", file);
                    waits.accept(true);
                    waitFor(lock, file, limit, begun);
                    waits.accept(false);
                }
            } catch (EngineTimeoutException e) {
                held.close();
                throw e;
            } catch (InterruptedException e) {
                held.close();
                Thread.currentThread().interrupt();
                throw new EngineInterruptedException(
                        "interrupted while waiting for " + file + ", which another call uses; nothing was executed", e, false);
            }
            held.locks.push(lock);
        }
        return held;
    }

    private static void waitFor(ReentrantLock lock, Path file, Optional<Duration> limit, long begun)
            throws InterruptedException {
        WAITING.add(Thread.currentThread());
        try {
            if (limit.isEmpty()) {
                lock.lockInterruptibly();
            } else if (!lock.tryLock(nanos(limit.get()) - (System.nanoTime() - begun), TimeUnit.NANOSECONDS)) {
                throw new EngineTimeoutException("waited " + DurationText.of(limit.get()) + " for " + file
                        + ", which another call uses; nothing was executed",
                        "give it more time, or let less run at a time", false);
            }
        } finally {
            WAITING.remove(Thread.currentThread());
        }
    }

    // A longer limit is capped at what a long holds, some 290 years.
    private static long nanos(Duration limit) {
        return limit.compareTo(LONGEST) < 0 ? limit.toNanos() : LONGEST.toNanos();
    }

    /**
     * Returns whether a thread is waiting for a file that another thread holds. It may have acquired it by the time
     * this returns.
     */
    public static boolean isWaiting(Thread thread) {
        return WAITING.contains(thread);
    }

    private static Path identity(Path file) {
        return identity(file.toAbsolutePath(), MOST_LINKS);
    }

    private static Path identity(Path path, int links) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // The file doesn't exist yet. A link says where it will be created; otherwise its folder does.
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null) {
                return path;
            }
            return target(path)
                    .filter(target -> links > 0)
                    .map(target -> identity(parent.resolve(target), links - 1))
                    .orElseGet(() -> identity(parent, links).resolve(name).normalize());
        }
    }

    private static Optional<Path> target(Path link) {
        try {
            return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
