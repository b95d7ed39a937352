package dev.rockyjava.internal.snapshot.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state file is replaced whole or not at all; a reader never sees half of one (invariant 4). */
class AtomicWriteTest {

    private static final int WRITERS = 3;
    private static final int ROUNDS = 30;

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(120)
    void aReaderSeesWholeSnapshotsWhileWritersWrite() throws Exception {
        Path file = folder.resolve("deep/er/snapshot.json");
        writer(0).write(file);
        AtomicBoolean writing = new AtomicBoolean(true);
        CountDownLatch reading = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            Future<Integer> reader = threads.submit(() -> {
                int reads = 0;
                while (writing.get() || reads == 0) {
                    // Throws for half a file, and counts assets of which a mixed one would have too many or too few.
                    var keys = DefinitionsBuilder.build(SnapshotReader.read(file), new RockyTranslator())
                            .definitions()
                            .keys();
                    assertThat(keys).hasSize(300);
                    assertThat(keys.stream().map(AssetKey::name).map(name -> name.charAt(0)).distinct()).hasSize(1);
                    reads++;
                    reading.countDown();
                }
                return reads;
            });
            reading.await();
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                SnapshotWriter writer = writer(i);
                writers.add(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        writer.write(file);
                    }
                    return null;
                });
            }
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
            writing.set(false);
            assertThat(reader.get()).isPositive();
        } finally {
            writing.set(false);
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertNothingBeside(file);
    }

    @Test
    void aWriteThatFailsMidwayLeavesTheOldBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "old");

        assertThatThrownBy(() -> AtomicFile.replace(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(file).hasContent("old");
        assertNothingBeside(file);
    }

    /** The system answers there that a file which it doesn't let be made doesn't exist. */
    @Test
    void aFolderOfTheSystemIsNamedRatherThanATemporaryFile() {
        Path system = Path.of("/proc");
        assumeTrue(Files.isDirectory(system), "there is no such folder on this system");
        assertThatThrownBy(() -> AtomicFile.replace(system.resolve("rocky-java"), out -> {}))
                .hasMessage("the system lets no file be made in " + system);
    }

    @Test
    void whatAKilledWriterLeftIsDeletedADayLater() throws IOException {
        Path file = folder.resolve("s.json");
        Path abandoned = Files.writeString(folder.resolve(".s.json.0000.tmp"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path atWork = Files.writeString(folder.resolve(".s.json.1111.tmp"), "half");
        Path others = Files.writeString(folder.resolve(".t.json.0000.tmp"), "half");
        Files.setLastModifiedTime(others, Files.getLastModifiedTime(abandoned));

        writer(0).write(file);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, atWork, others);
        }
    }

    @Test
    void aFolderInThePlaceOfTheFileIsLeftAlone() throws IOException {
        Path file = Files.createDirectory(folder.resolve("s.json"));
        Files.writeString(file.resolve("inside"), "old");

        assertThatThrownBy(() -> writer(0).write(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("[RK117] " + file + ": the snapshot can't be written: there is a folder of this name; what was"
                        + " there before is unchanged");

        assertThat(file.resolve("inside")).hasContent("old");
        assertNothingBeside(file);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsLeftAlone() throws IOException {
        Path notFolder = Files.writeString(folder.resolve("f"), "old");

        assertThatThrownBy(() -> writer(0).write(notFolder.resolve("s.json")))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK117] ");

        assertThat(notFolder).hasContent("old");
        assertNothingBeside(notFolder);
    }

    @Test
    void everybodyMayReadTheSnapshotWhoMayReadAnyNewFile() throws IOException {
        Path file = folder.resolve("s.json");
        writer(0).write(file);
        Path plain = Files.writeString(folder.resolve("plain"), "");

        assertThat(Files.getAttribute(file, "posix:permissions")).isEqualTo(Files.getAttribute(plain, "posix:permissions"));
    }

    @Test
    void aWriterThatWasToldNothingRecordsThat() {
        Path file = folder.resolve("s.json");
        new SnapshotWriter().write(file);

        assertThat(SnapshotReader.read(file).dagError()).contains("the engine was not asked for the graph");
    }

    private static SnapshotWriter writer(int number) {
        String letter = String.valueOf((char) ('a' + number));
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            nodes.add(Snapshots.model(letter + i));
        }
        String dag = Snapshots.quoted("{'nodes':[" + String.join(",", nodes) + "]}");
        return new SnapshotWriter().dag(dag);
    }

    private static void assertNothingBeside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
