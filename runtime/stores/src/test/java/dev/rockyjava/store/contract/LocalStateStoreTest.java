package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateStoreTest extends StateStoreContract {

    @TempDir
    Path folder;

    @Override
    StateStore open(StateStoreConfig config) {
        return StateStores.open(config.withFolder(folder));
    }

    @Override
    boolean saysThatItIsClosed() {
        return false;
    }

    @Test
    void theFileIsThePeers() throws IOException {
        store(KEY).write(bytes("{}"));

        Path states = folder.resolve(".local_defs_state");
        assertThat(states.resolve("RockyComponent__config__rocky.toml__/state")).hasContent("{}");
        assertThat(states.resolve(".gitignore")).hasContent("*\n");
        try (Stream<Path> files = Files.list(states.resolve("RockyComponent__config__rocky.toml__"))) {
            assertThat(files).hasSize(1);
        }
    }
}
