package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.run.history.LockOwner;
import dev.rockyjava.run.history.RunHistory;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunLockTest {

    @TempDir
    Path folder;

    private Path journal;

    @BeforeEach
    void makeTheFolder() throws Exception {
        journal = Files.createDirectory(folder.resolve("journal"));
    }

    /** On most systems a program loses its locks on a file as soon as it closes the file anywhere. */
    @Test
    void theOwnerIsWrittenInWordsAndTheSentenceOfEarlierVersionsIsRead() throws Exception {
        long process = ProcessHandle.current().pid();
        RunLock.acquire(journal, "mine", Duration.ZERO).close();
        Path file = journal.resolve("run.owner");
        assertThat(Files.readString(file)).isEqualTo("{\"version\":1,\"run\":\"mine\",\"process\":" + process + "}\n");
        assertThat(RunHistory.lockOwner(journal)).contains(new LockOwner("mine", process));
        Files.writeString(file, "run 20260408-013000250-k3x9ab of process 4711\n");
        assertThat(RunHistory.lockOwner(journal)).contains(new LockOwner("20260408-013000250-k3x9ab", 4711));
        for (String other : new String[] {"", "nobody", "{}", "run x of process 99999999999999999999"}) {
            Files.writeString(file, other);
            assertThat(RunHistory.lockOwner(journal)).as(other).isEmpty();
        }
    }

    @Test
    void isKeptWhenThisProgramItselfAsksWhoHasIt() throws Exception {
        RunLock held = RunLock.acquire(journal, "mine", Duration.ZERO);
        assertThatThrownBy(() -> RunLock.acquire(journal, "another", Duration.ZERO))
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("run mine of process " + ProcessHandle.current().pid());

        assertThat(outputOfAnotherProgram()).contains("RunLockedException").contains("run mine of process");
        held.close();
    }

    /** A library that is loaded twice, by two applications of one server. */
    @Test
    void isRefusedWhenOtherCodeOfThisProgramHasIt() throws Exception {
        Path file = Files.writeString(journal.resolve("run.lock"), "run theirs of process 7\n");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThatThrownBy(() -> RunLock.acquire(journal, "mine", Duration.ofMillis(200)))
                    .isInstanceOf(RunLockedException.class)
                    .hasMessageContaining("another run works on this project");
        }
        RunLock.acquire(journal, "mine", Duration.ZERO).close();
    }

    /** The one that is refused opens no file, or other programs would no longer be kept off. */
    @Test
    void isRefusedWhenAnotherCopyOfThisLibraryHasItAndKeepsOffOtherProgramsAfterThat() throws Exception {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] classPath = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            classPath[i] = Path.of(entries[i]).toUri().toURL();
        }
        try (URLClassLoader copy = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
                AutoCloseable held = (AutoCloseable) copy.loadClass(RunLock.class.getName())
                        .getMethod("acquire", Path.class, String.class, Duration.class)
                        .invoke(null, journal, "theirs", Duration.ZERO)) {
            assertThatThrownBy(() -> RunLock.acquire(journal, "mine", Duration.ofMillis(200)))
                    .isInstanceOf(RunLockedException.class)
                    .hasMessageContaining("run theirs of process");
            assertThat(outputOfAnotherProgram()).contains("RunLockedException").contains("run theirs of process");
            assertThat(held).isNotNull();
        }
        RunLock.acquire(journal, "mine", Duration.ZERO).close();
    }

    /** Who waits for a file that was deleted meanwhile would get a lock that keeps off nobody. */
    @Test
    void isThatOfTheFileThatIsThereWhenTheWaitIsOver() throws Exception {
        Path file = Files.createFile(journal.resolve("run.lock"));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                RunLock.acquire(journal, "mine", Duration.ofSeconds(3)).close();
                outcome.complete(new AssertionError("it got the lock of a file that is gone"));
            } catch (RuntimeException e) {
                outcome.complete(e);
            }
        });
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock oldLock = old.lock();
            waiter.start();
            while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(5);
            }
            Files.delete(file);
            try (FileChannel now = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                now.lock();
                oldLock.release();
                assertThat(outcome.get()).isInstanceOf(RunLockedException.class);
            }
        }
    }

    @Test
    void canBeWaitedForWithoutALimit() {
        RunLock.acquire(journal, "mine", ChronoUnit.FOREVER.getDuration()).close();
        RunLock.acquire(journal, "mine", ChronoUnit.FOREVER.getDuration()).close();
    }

    @Test
    void theWaitForItIsNoPartOfTheRun() throws Exception {
        Instant before = Instant.parse("2026-04-07T23:00:00Z");
        Instant after = Instant.parse("2026-04-08T01:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(before);
        CountDownLatch named = new CountDownLatch(1);
        InstantSource clock = () -> {
            named.countDown();
            return now.get();
        };
        RunLock other = RunLock.acquire(journal, "other", Duration.ZERO);
        RunHandle run = Materializer.of(new Project().model("a").build(), new ScriptedEngine())
                .journal(journal)
                .waitForOtherRuns(Duration.ofMinutes(1))
                .runTimeout(Duration.ofHours(1))
                .clock(clock.withZone(ZoneOffset.UTC))
                .ticks(() -> Duration.between(before, now.get()).toNanos())
                .start();
        named.await();
        now.set(after);
        other.close();
        assertThat(run.join().succeeded()).isTrue();
        assertThat(run.join().started()).isEqualTo(after);
    }

    private String outputOfAnotherProgram() throws Exception {
        Path log = folder.resolve("other.log");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), CrashingRun.class.getName(), journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (other.isAlive() && !Files.exists(folder.resolve("working"))) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return Files.readString(log);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
