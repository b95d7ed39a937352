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
 * The queue in front of the engine: one fair lock per file, for all engines of this JVM. The engine's own locks don't
 * queue, the loser fails at once (ENGINE.md §4).
 *
 * <p>Another JVM is not held off; its lock shows as {@link EngineBusyException}.
 */
public final class EngineLocks {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLocks.class);

    // Never emptied: a program knows a handful of such files, and a lock that somebody waits for must not be replaced.
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private static final Set<Thread> WAITING = ConcurrentHashMap.newKeySet();
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    // What Linux follows.
    private static final int MOST_LINKS = 40;

    private EngineLocks() {}

    /** Files that the current thread holds. Close it in the thread that acquired it; closing twice does nothing. */
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
     * Waits, for as long as it takes, until this thread alone holds all these files. A thread may take what it holds
     * already; such a nested call must not name files beyond those, or two threads could wait for each other.
     *
     * @param files engine state files and DuckDB files; they need not exist. Two paths to one file count as one
     * @throws EngineInterruptedException if the thread is interrupted while it waits; it then holds none of them more
     */
    public static Held acquire(Collection<Path> files) {
        return acquire(files, Optional.empty(), waiting -> {});
    }

    /**
     * As {@link #acquire(Collection)}, but not longer than a limit.
     *
     * @param limit how long to wait for all of them; empty for as long as it takes
     * @param waits hears {@code true} before each wait, and {@code false} after it
     * @throws EngineTimeoutException if they aren't free within that time; this thread then holds none of them more
     * @throws EngineInterruptedException as {@link #acquire(Collection)}
     */
    public static Held acquire(Collection<Path> files, Optional<Duration> limit, Consumer<Boolean> waits) {
        long begun = System.nanoTime();
        // One order for everybody, so that no two threads hold what the other waits for.
        SortedSet<Path> ordered = new TreeSet<>();
        files.forEach(file -> ordered.add(identity(file)));
        Held held = new Held();
        for (Path file : ordered) {
            ReentrantLock lock = LOCKS.computeIfAbsent(file, path -> new ReentrantLock(true));
            try {
                // Not tryLock(): that one jumps the queue.
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
                        + ", which another call uses; nothing was executed. Give it more time, or let less run at a"
                        + " time", false);
            }
        } finally {
            WAITING.remove(Thread.currentThread());
        }
    }

    // Of the longest limits as many as fit, some 290 years.
    private static long nanos(Duration limit) {
        return limit.compareTo(LONGEST) < 0 ? limit.toNanos() : LONGEST.toNanos();
    }

    /** Whether a thread waits for a file that another one holds. By the time of the answer it may have got it. */
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
            // It isn't there yet. A link tells where it will be made, and else its folder does.
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
