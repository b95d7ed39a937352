package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are one name for a file system, or none. */
class KeysOnOddFileSystemsTest {

    static Stream<Configuration> ignoringCase() {
        return Stream.of(Configuration.osX(), Configuration.windows());
    }

    @ParameterizedTest
    @MethodSource("ignoringCase")
    void keysThatDifferByCaseOnlyNeverShareASnapshot(Configuration configuration) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
            String location = memory.getRootDirectories().iterator().next().resolve("states").toUri().toString();
            try (StateStore first = StateStores.open(location, "Sales"); StateStore second = StateStores.open(location, "sales")) {
                first.write(bytes("first"));
                refuses(second::latest);
                refuses(second::versions);
                refuses(() -> second.write(bytes("second")));
                assertThat(first.latest().orElseThrow().bytes()).isEqualTo(bytes("first"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ignoringCase")
    void norInTheLocalFolder(Configuration configuration) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
            Path project = memory.getRootDirectories().iterator().next().resolve("project");
            LocalStateStore first = LocalStateStore.in(project, "Sales");
            Files.createDirectories(first.file().getParent());
            Files.write(first.file(), bytes("first"));
            refuses(LocalStateStore.in(project, "sales")::latest);
            refuses(() -> LocalStateStore.in(project, "sales").write(bytes("second")));
            assertThat(first.latest().orElseThrow().bytes()).isEqualTo(bytes("first"));
        }
    }

    private static void refuses(ThrowingCallable call) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(call)
                .withMessageContaining("belongs to the key \"Sales\". Give defs_state a key that differs")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void aKeyOf200Characters(@TempDir Path folder) {
        try (StateStore store = StateStores.open(folder.toUri().toString(), "n".repeat(200))) {
            store.write(bytes("{}"));
            assertThat(store.latest().orElseThrow().bytes()).isEqualTo(bytes("{}"));
        }
        // Each of these is written as two underscores: too long for a folder.
        try (StateStore store = StateStores.open(folder.toUri().toString(), "\u00f6".repeat(200))) {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> store.write(bytes("{}")))
                    .withMessageContaining("ame too long");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
