package dev.rockyjava.internal.run.journal;

import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.file.JvmLock;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.LongestWait;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.LockOwner;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ensures that only one run at a time uses a journal folder, in this JVM and across processes. The operating system
 * releases the file lock when a program ends, however it ends, so no lock is ever left behind.
 */
public final class RunLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final long POLL_MILLIS = 100;
    private static final String OWNER = "run.owner";
    private static final String UNKNOWN = "another run";
    private static final int VERSION = 1;
    /** The format before it had a version. Must not be changed. */
    private static final Pattern VERSION_0 = Pattern.compile("run (\\S+) of process (\\d+)");

    // A file lock belongs to the whole JVM. The map is never emptied, as a program uses few folders.
    private static final ConcurrentHashMap<Path, OfThisJvm> IN_THIS_JVM = new ConcurrentHashMap<>();

    /**
     * The run of this JVM that holds a folder. While there is one, the file must not be opened: see {@link #acquire}.
     */
    private static final class OfThisJvm {

        private final Semaphore semaphore = new Semaphore(1, true);
        private volatile String holder = UNKNOWN;
    }

    private final OfThisJvm jvm;
    private final JvmLock copies;
    private final FileChannel channel;

    private RunLock(OfThisJvm jvm, JvmLock copies, FileChannel channel) {
        this.jvm = jvm;
        this.copies = copies;
        this.channel = channel;
    }

    /**
     * Acquires the lock of a journal folder.
     *
     * @param wait the maximum wait; zero to not wait
     * @throws RunLockedException if another run holds it all that time, or the thread is interrupted, whose interrupt
     *     status stays set
     * @throws JournalException if the folder can't be written
     */
    public static RunLock acquire(Path folder, String runId, Duration wait) {
        Path file = file(folder);
        long end = System.nanoTime() + LongestWait.finite(wait).toNanos();
        JournalFile.refuseFile(folder);
        try {
            Files.createDirectories(folder);
            OfThisJvm jvm = IN_THIS_JVM.computeIfAbsent(folder.toRealPath(), path -> new OfThisJvm());
            // Before the file is opened: on most systems a process loses its locks on a file when it closes the file
            // anywhere, even if it has only read it.
            acquire(jvm, file, wait, end);
            LockOwner owner = new LockOwner(runId, ProcessHandle.current().pid());
            JvmLock copies = null;
            try {
                copies = ofAllCopies(folder.toRealPath(), file, owner, wait, end);
                FileChannel channel = lock(file, wait, end);
                jvm.holder = owner.toString();
                RunLock lock = new RunLock(jvm, copies, channel);
                lock.tell(file, owner);
                AtomicFile.deleteAbandoned(
                        folder, name -> name.equals(OWNER) || RunIds.valid(JournalFile.runId(Path.of(name))));
                return lock;
            } catch (Throwable e) {
                if (copies != null) {
                    copies.close();
                }
                jvm.semaphore.release();
                throw e;
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted("the lock " + file);
        } catch (IOException e) {
            throw JournalFile.failed("locked", file, e);
        }
    }

    private static void acquire(OfThisJvm jvm, Path file, Duration wait, long end) {
        try {
            if (!jvm.semaphore.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw locked(file, wait, jvm.holder);
            }
        } catch (InterruptedException e) {
            throw interrupted(jvm.holder);
        }
    }

    private static JvmLock ofAllCopies(Path folder, Path file, LockOwner owner, Duration wait, long end) {
        try {
            while (true) {
                Optional<JvmLock> lock = JvmLock.tryAcquire(folder, owner.toString());
                if (lock.isPresent()) {
                    return lock.get();
                }
                if (System.nanoTime() >= end) {
                    throw locked(file, wait, JvmLock.owner(folder).orElse(UNKNOWN));
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw interrupted(JvmLock.owner(folder).orElse(UNKNOWN));
        }
    }

    /**
     * Locks the file that exists once the lock is held: a lock on a file deleted in the meantime excludes no other run.
     */
    private static FileChannel lock(Path file, Duration wait, long end) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Object key = JournalFile.key(file).orElse(file);
            lock(channel, file, wait, end);
            if (JournalFile.key(file).filter(key::equals).isPresent()) {
                return channel;
            }
            channel.close();
        }
    }

    private static void lock(FileChannel channel, Path file, Duration wait, long end) throws IOException {
        try {
            FileLock lock = tryLock(channel);
            if (lock == null && end > System.nanoTime()) {
                LOG.info("waiting for {}", holder(file));
            }
            while (lock == null) {
                if (System.nanoTime() >= end) {
                    throw locked(file, wait, holder(file));
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                lock = tryLock(channel);
            }
        } catch (InterruptedException e) {
            channel.close();
            throw interrupted(holder(file));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // other code of this JVM holds it
        }
    }

    private void tell(Path file, LockOwner owner) throws IOException {
        try {
            write(file, owner, last(file));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static void write(Path file, LockOwner owner, JsonNode last) throws IOException {
        ObjectNode json = Mappers.json().createObjectNode()
                .put("version", VERSION)
                .put("run", owner.runId())
                .put("process", owner.process());
        if (last.isObject()) {
            json.set("last", last);
        }
        byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(ownerFile(file), out -> out.write(line));
    }

    /** Notes the part of a run that has just begun, by the run that holds the folder and has recorded it in its journal. */
    static void began(Path folder, String runId, long part) throws IOException {
        write(
                file(folder),
                new LockOwner(runId, ProcessHandle.current().pid()),
                Mappers.json().createObjectNode().put("run", runId).put("part", part));
    }

    /** Returns the number of the newest part that began in a folder, whether its journal is still there or not; 0 if not known. */
    public static long lastPart(Path folder) {
        return last(file(folder)).path("part").asLong(0);
    }

    /** Returns the run of that part; empty if not known. */
    public static String lastRun(Path folder) {
        String run = last(file(folder)).path("run").asString("");
        // Only a valid id may become part of a path.
        return RunIds.valid(run) ? run : "";
    }

    private static JsonNode last(Path file) {
        try {
            // First the file: without one there is no need of a mapper, which a new process takes some 40 ms to create.
            String text = Files.readString(ownerFile(file));
            return Mappers.json().readTree(text).path("last");
        } catch (IOException | JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static RunLockedException interrupted(String holder) {
        Thread.currentThread().interrupt();
        return new RunLockedException("interrupted while waiting for " + holder + "; nothing was started", null, holder, false);
    }

    private static RunLockedException locked(Path file, Duration wait, String holder) {
        return new RunLockedException("another run works on this project: " + holder + " has " + file
                + (wait.isZero() ? "" : ", and didn't end within " + DurationText.of(wait))
                + ". Nothing was started", "wait for it, or let this run wait with waitForOtherRuns", holder, false);
    }

    /**
     * Returns the file in which the holder identifies itself. It isn't the locked file: on some systems, closing that
     * once, for example after reading it, releases all locks that the process holds on it.
     */
    private static Path ownerFile(Path file) {
        return file.resolveSibling(OWNER);
    }

    private static String holder(Path file) {
        return owner(file).map(LockOwner::toString).orElse(UNKNOWN);
    }

    /** Returns what the holder has written; empty if it can't be read. */
    public static Optional<LockOwner> owner(Path file) {
        try {
            String text = Files.readString(ownerFile(file)).strip();
            Matcher sentence = VERSION_0.matcher(text);
            if (sentence.matches()) {
                return Optional.of(new LockOwner(sentence.group(1), Long.parseLong(sentence.group(2))));
            }
            JsonNode json = Mappers.json().readTree(text);
            return json.path("run").isString() && json.path("process").isIntegralNumber()
                    ? Optional.of(new LockOwner(json.get("run").asString(), json.get("process").asLong()))
                    : Optional.empty();
        } catch (IOException | JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("can't close the run lock", e);
        } finally {
            copies.close();
            jvm.holder = UNKNOWN;
            jvm.semaphore.release();
        }
    }

    /** Returns the lock file of a journal folder. */
    public static Path file(Path folder) {
        return folder.resolve("run.lock");
    }
}
