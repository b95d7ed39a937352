package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The versioned store in a file system that a provider on the class path brings. */
class JimfsStateStoreTest extends VersionedStateStoreContract {

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());

    @AfterEach
    void closeFileSystem() throws IOException {
        memory.close();
    }

    @Override
    String location() {
        return memory.getPath("/states").toUri().toString();
    }

    @Override
    StateStore open(StateStoreConfig config) {
        return StateStores.open(config);
    }

    @Override
    void put(String sanitizedKey, String name, byte[] content) {
        try {
            Files.write(memory.getPath("/states", sanitizedKey, name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClosedFileSystemIsUnavailable() throws IOException {
        StateStore store = store(KEY);
        store.write(bytes("{}"));
        memory.close();

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageContaining("snapshot store /states/" + SANITIZED_KEY + ": could not read latest: its file system is closed. ")
                .matches(e -> e.reason() == Reason.UNAVAILABLE);
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(store::versions);
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> store.write(bytes("[]")));
    }

    @Test
    void aFileSystemThatIsNotOpenSaysWhatToDo() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open("jimfs://nowhere/states", KEY))
                .withMessageContaining("jimfs://nowhere/states: its file system isn't open. Open it first");
    }
}
