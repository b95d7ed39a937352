package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.store.StateStoreException.Reason;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local store does to the file and its folder. */
class LocalStateStoreFileTest {

    @TempDir
    Path folder;

    @Test
    void anExplicitPathGetsNothingBesideIt() throws IOException {
        Path file = folder.resolve("rocky/snapshot.json");

        LocalStateStore.at(file).write(new byte[] {'x'});

        assertThat(file).hasContent("x");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void aFileNameAloneIsInTheWorkingFolder() {
        assertThat(LocalStateStore.at(Path.of("no-such-snapshot.json")).latest()).isEmpty();
    }

    @Test
    void equalContentLeavesTheFileAlone() throws IOException {
        Path file = folder.resolve("state");
        LocalStateStore store = LocalStateStore.at(file);
        store.write(new byte[] {'x'});
        FileTime before = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        Files.setLastModifiedTime(file, before);

        StoredVersion same = store.write(new byte[] {'x'});

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(same.writtenAt()).isEqualTo(before.toInstant());
    }

    @Test
    void whatThePeerWroteIsReadAndReplaced() throws IOException {
        Path file = folder.resolve(".local_defs_state/key/state");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "peer");
        LocalStateStore store = LocalStateStore.in(folder, "key");

        assertThat(new String(store.latest().orElseThrow().bytes())).isEqualTo("peer");
        store.write(new byte[] {'x'});

        assertThat(file).hasContent("x");
        // The folder is the peer's: whether version control sees it was decided by who made it.
        assertThat(folder.resolve(".local_defs_state/.gitignore")).doesNotExist();
    }

    @Test
    void othersMayReadTheFile() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        Path file = folder.resolve("state");

        LocalStateStore.at(file).write(new byte[] {'x'});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    @Test
    void aFolderThatIsALinkIsFollowed() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        LocalStateStore.at(link.resolve("state")).write(new byte[] {'x'});

        assertThat(folder.resolve("real/state")).hasContent("x");
    }

    @Test
    void aFileThatCanNotBeReplacedStaysAndNothingIsLeftBeside() throws IOException {
        Path file = Files.createDirectory(folder.resolve("state"));
        Files.writeString(file.resolve("inside"), "x");
        LocalStateStore store = LocalStateStore.at(file);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.write(new byte[] {'x'}))
                .withMessageStartingWith("snapshot file " + file + ": could not be written: ")
                .matches(e -> e.reason() == Reason.UNAVAILABLE);
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageStartingWith("snapshot file " + file + ": could not be read: ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatCanNotBeMadeIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> LocalStateStore.at(file.resolve("state")).write(new byte[] {'x'}))
                .withMessageContaining("could not be written")
                .withMessageContaining("Check that the folder is there");
    }
}
