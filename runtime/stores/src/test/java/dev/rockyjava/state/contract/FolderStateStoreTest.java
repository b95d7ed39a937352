package dev.rockyjava.state.contract;

import dev.rockyjava.state.StateStore;
import dev.rockyjava.state.StateStoreConfig;
import dev.rockyjava.state.StateStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The versioned store in a folder of the disk, by its URI. */
class FolderStateStoreTest extends VersionedStateStoreContract {

    @TempDir
    Path folder;

    @Override
    String location() {
        return folder.toUri().toString();
    }

    @Override
    StateStore open(StateStoreConfig config) {
        return StateStores.open(config);
    }

    @Override
    void put(String sanitizedKey, String name, byte[] content) {
        try {
            Files.write(folder.resolve(sanitizedKey).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
