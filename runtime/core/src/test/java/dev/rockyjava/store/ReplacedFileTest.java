package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that is replaced stays what it was: behind its links, with its mode and owner (invariant 4). */
@DisabledOnOs(OS.WINDOWS)
class ReplacedFileTest {

    /** Each way in which a snapshot gets into a file. */
    private enum Writer {
        SNAPSHOT(new SnapshotWriter()::write),
        LOCAL_STORE(file -> LocalStateStore.at(file).write(new SnapshotWriter().toBytes()));

        private final Consumer<Path> write;

        Writer(Consumer<Path> write) {
            this.write = write;
        }
    }

    private static final String NEW = new String(new SnapshotWriter().toBytes(), StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aLinkStaysALinkAndTheSharedFileIsReplaced(Writer writer) throws IOException {
        Path shared = Files.writeString(Files.createDirectory(folder.resolve("shared")).resolve("s.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("snapshot.json"), shared);

        writer.write.accept(link);

        assertThat(link).isSymbolicLink();
        assertThat(shared).hasContent(NEW);
        assertAlone(shared);
    }

    @ParameterizedTest
    @EnumSource
    void chainsOfRelativeLinksAreFollowedAsTheSystemDoes(Writer writer) throws IOException {
        // The folder is a link itself: its ".." is the one of the folder behind it.
        Path inner = Files.createDirectories(folder.resolve("real/inner"));
        Path shared = Files.writeString(folder.resolve("real/s.json"), "old");
        Files.createSymbolicLink(folder.resolve("project"), inner);
        Files.createSymbolicLink(inner.resolve("second"), Path.of("../s.json"));
        Path first = Files.createSymbolicLink(inner.resolve("first"), Path.of("second"));

        writer.write.accept(folder.resolve("project/first"));

        assertThat(first).isSymbolicLink();
        assertThat(inner.resolve("second")).isSymbolicLink();
        assertThat(Files.isSymbolicLink(shared)).isFalse();
        assertThat(shared).hasContent(NEW);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkToAFileThatIsNotThereYetMakesThatFile(Writer writer) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("snapshot.json"), Path.of("shared/s.json"));

        writer.write.accept(link);

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("shared/s.json")).hasContent(NEW);
    }

    @Test
    void linksInACircleAreSaid() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        assertThatThrownBy(() -> new SnapshotWriter().write(one))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(one.toString())
                .hasMessageContaining("links");
        assertThat(one).isSymbolicLink();
    }

    @ParameterizedTest
    @EnumSource
    void theModeIsKept(Writer writer) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
        for (String mode : new String[] {"rw-------", "rw-rw-rw-", "rwxr-x---", "r--r--r--"}) {
            Path file = Files.writeString(folder.resolve(mode), "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

            writer.write.accept(file);

            assertThat(file).hasContent(NEW);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownerAndGroupAreKeptWhereThatIsPermitted(Writer writer) throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "old");
        assumeTrue(mayGiveAway(file), "needs a user who may give files to others");

        writer.write.accept(file);

        assertThat(file).hasContent(NEW);
        assertThat(Files.readAttributes(file, "unix:uid,gid,mode"))
                .containsAllEntriesOf(Map.of("uid", 4711, "gid", 4712, "mode", 0100640));
    }

    private static boolean mayGiveAway(Path file) throws IOException {
        try {
            Files.setAttribute(file, "unix:uid", 4711);
            Files.setAttribute(file, "unix:gid", 4712);
            Files.setAttribute(file, "unix:mode", 0640);
            return true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void assertAlone(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
