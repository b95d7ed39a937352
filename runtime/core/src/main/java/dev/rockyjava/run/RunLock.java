package dev.rockyjava.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run at a time for all that share a journal folder, in this JVM and in others. The system lets go of the file's
 * lock when a program ends, however it ends, so nothing is ever left locked.
 */
final class RunLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final long POLL_MILLIS = 100;

    // A file lock belongs to the whole JVM. Never emptied: a program knows a few folders.
    private static final ConcurrentHashMap<Path, Semaphore> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Semaphore semaphore;
    private final FileChannel channel;

    private RunLock(Semaphore semaphore, FileChannel channel) {
        this.semaphore = semaphore;
        this.channel = channel;
    }

    /**
     * @param wait how long at most; zero not to wait
     * @throws RunLockedException if another run has it all the time, or the thread is interrupted; it then still is
     * @throws JournalException if the folder can't be written
     */
    static RunLock acquire(Path folder, String runId, Duration wait) {
        Path file = RunHistory.lockFile(folder);
        long end = System.nanoTime() + Math.min(wait.toMillis(), TimeUnit.DAYS.toMillis(36_500)) * 1_000_000L;
        try {
            Files.createDirectories(folder);
            Semaphore semaphore = IN_THIS_JVM.computeIfAbsent(folder.toRealPath(), path -> new Semaphore(1, true));
            if (!semaphore.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw locked(file, wait);
            }
            try {
                return new RunLock(semaphore, lock(file, runId, wait, end));
            } catch (Throwable e) {
                semaphore.release();
                throw e;
            }
        } catch (IOException e) {
            throw JournalFile.failed("locked", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLockedException(
                    "interrupted while waiting for " + holder(file) + "; nothing was started", holder(file));
        }
    }

    private static FileChannel lock(Path file, String runId, Duration wait, long end)
            throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null && end > System.nanoTime()) {
                LOG.info("waiting for {}", holder(file));
            }
            while (lock == null) {
                if (System.nanoTime() >= end) {
                    throw locked(file, wait);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                lock = channel.tryLock();
            }
            String text = "run " + runId + " of process " + ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static RunLockedException locked(Path file, Duration wait) {
        return new RunLockedException("another run works on this project: " + holder(file) + " has " + file
                + (wait.isZero() ? "" : ", and didn't end within " + wait)
                + ". Nothing was started; wait for it, or let this run wait with waitForOtherRuns", holder(file));
    }

    /** What the holder has written there. */
    private static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "another run" : text;
        } catch (IOException e) {
            return "another run";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("can't close the run lock", e);
        } finally {
            semaphore.release();
        }
    }
}
