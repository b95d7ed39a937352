package dev.rockyjava.store.contract;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStores;
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
