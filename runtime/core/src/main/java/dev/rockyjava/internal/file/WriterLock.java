package dev.rockyjava.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one writer at a time read a file, decide on its new content and replace it, in this JVM and across processes. The lock
 * is a file in {@code .rocky-java} beside it, which git ignores: a killed writer leaves it behind, until the next one is done.
 * Where there can be no such file, only writers of this JVM exclude each other.
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
        try {
            target = AtomicFile.target(file);
            Path folder = Objects.requireNonNullElse(target.getParent(), target);
            if (Files.exists(target)) {
                target = target.toRealPath();
            } else if (Files.exists(folder)) {
                target = folder.toRealPath().resolve(target.getFileName());
            }
        } catch (IOException e) {
            LOG.debug("can't follow {}", file, e);
        }
        return target.resolveSibling(IgnoredFolder.NAME).resolve(target.getFileName() + ".lock");
    }

    private static FileChannel lock(Path lockFile) throws IOException, InterruptedException {
        while (true) {
            FileChannel channel = open(lockFile);
            try {
                for (int polls = 1; !tryLock(channel); polls++) {
                    pause(polls, lockFile);
                }
                if (isNow(lockFile, channel)) {
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

    private static FileChannel open(Path lockFile) throws IOException {
        Path folder = lockFile.resolveSibling("");
        while (true) {
            try {
                createFolder(folder);
                return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                // Another writer has deleted the folder in the meantime, unless there can be none.
                if (!Files.isDirectory(folder.resolveSibling("")) || Files.isSymbolicLink(folder)) {
                    throw e;
                }
            }
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // another writer was faster
        }
        IgnoredFolder.hide(folder);
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

    /**
     * Returns whether a file that was opened and locked is the one that has its name now: another writer may have deleted it,
     * and a third one created another. It can't be opened to compare, since closing it would release the lock; but it can
     * be given a length that another one hardly has.
     */
    private static boolean isNow(Path lockFile, FileChannel locked) throws IOException {
        int length = 1 + ThreadLocalRandom.current().nextInt(1 << 20);
        locked.truncate(0).write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(lockFile) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                Files.deleteIfExists(lockFile); // before it is unlocked: who waits for it then looks for a new one
                channel.close();
                deleteUnused(lockFile.resolveSibling(""));
            }
        } catch (IOException e) {
            LOG.debug("can't delete or close {}", lockFile, e);
        }
        ofJvm.ifPresent(JvmLock::close);
    }

    private static void deleteUnused(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(IgnoredFolder.GITIGNORE))) {
                return;
            }
        }
        Files.deleteIfExists(folder.resolve(IgnoredFolder.GITIGNORE));
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            IgnoredFolder.hide(folder);
        }
    }
}
