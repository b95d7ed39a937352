package dev.rockyjava.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one writer at a time read a file, decide on its new content and replace it, in this JVM and across processes. The lock
 * is a hidden file beside it, which exists only as long as it is held. Where there can be no such file, only writers of this
 * JVM exclude each other.
 */
public final class WriterLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLock.class);
    private static final long POLL_MILLIS = 20;
    /** Five seconds. */
    private static final int POLLS_TO_WARN = 250;

    private final Path lockFile;
    private final Optional<JvmLock> ofJvm;
    private final @Nullable FileChannel channel;

    private WriterLock(Path lockFile, Optional<JvmLock> ofJvm, @Nullable FileChannel channel) {
        this.lockFile = lockFile;
        this.ofJvm = ofJvm;
        this.channel = channel;
    }

    /**
     * Acquires the lock of a file, however long that takes. A thread may acquire it again while it holds it.
     *
     * @param file need not exist
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public static WriterLock acquire(Path file) throws InterruptedException {
        Path lockFile = lockFile(file);
        String thread = "thread " + Thread.currentThread().getId();
        Optional<JvmLock> ofJvm = JvmLock.tryAcquire(lockFile, thread);
        if (ofJvm.isEmpty() && JvmLock.owner(lockFile).equals(Optional.of(thread))) {
            return new WriterLock(lockFile, Optional.empty(), null);
        }
        for (int polls = 1; ofJvm.isEmpty(); polls++) {
            pause(polls, lockFile);
            ofJvm = JvmLock.tryAcquire(lockFile, thread);
        }
        try {
            return new WriterLock(lockFile, ofJvm, lock(lockFile));
        } catch (InterruptedException | RuntimeException e) {
            ofJvm.get().close();
            throw e;
        } catch (IOException e) {
            LOG.debug("other processes aren't excluded from writing {}", file, e);
            return new WriterLock(lockFile, ofJvm, null);
        }
    }

    private static Path lockFile(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        try {
            if (Files.exists(target)) {
                target = target.toRealPath();
            } else if (Files.exists(folder)) {
                target = folder.toRealPath().resolve(target.getFileName());
            }
        } catch (IOException e) {
            LOG.debug("can't follow {}", file, e);
        }
        return target.resolveSibling("." + target.getFileName() + ".lock");
    }

    private static FileChannel lock(Path lockFile) throws IOException, InterruptedException {
        while (true) {
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                Optional<Object> opened = key(lockFile);
                for (int polls = 1; !tryLock(channel); polls++) {
                    pause(polls, lockFile);
                }
                if (opened.isPresent() && opened.equals(key(lockFile))) {
                    return channel;
                }
                channel.close(); // it was deleted in the meantime
            } catch (IOException e) {
                channel.close();
                Files.deleteIfExists(lockFile); // no process can lock it
                throw e;
            } catch (InterruptedException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static void pause(int polls, Path lockFile) throws InterruptedException {
        if (polls == POLLS_TO_WARN) {
            LOG.warn("waits until another refresh has ended, which holds {}", lockFile);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<Object> key(Path lockFile) {
        try {
            Object key = Files.readAttributes(lockFile, BasicFileAttributes.class).fileKey();
            return Optional.of(Objects.requireNonNullElse(key, lockFile));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                Files.deleteIfExists(lockFile); // before it is unlocked: who waits for it then looks for a new one
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("can't delete or close {}", lockFile, e);
        }
        ofJvm.ifPresent(JvmLock::close);
    }
}
