package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.refresh.StoredSnapshots;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StoredVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code defs_state} with a store other than the local file. The stores themselves have tests of their own. */
class StoredSnapshotsTest {

    private static final Path SNAPSHOT = Path.of("..", "..", "example-app", "rocky", "snapshot.json");

    @TempDir
    Path writerFolder;

    @TempDir
    Path readerFolder;

    @TempDir
    Path shared;

    @Test
    void whatOneMachineWritesAnotherBuilds() {
        publish(config(store().toUri().toString()));

        RockyComponent reader = RockyComponent.of(config(store().toUri().toString()), readerFolder);

        assertThat(reader.buildDefs()).isEqualTo(RockyComponent.create().buildDefsFromState(SNAPSHOT));
        assertThat(reader.snapshotPath()).hasSameBinaryContentAs(SNAPSHOT);
    }

    @Test
    void theCopyIsUsedWhileTheStoreCannotBe() throws IOException {
        ComponentConfig config = config(store().toUri().toString());
        publish(config);
        RockyComponent reader = RockyComponent.of(config, readerFolder);
        Definitions known = reader.buildDefs();

        Files.move(store(), shared.resolve("moved away"));
        Files.writeString(store(), "a file in the folder's place");

        assertThat(reader.buildDefs()).isEqualTo(known);
    }

    @Test
    void anOldVersionIsListedAndCanBeBuilt() throws IOException {
        ComponentConfig config = config(store().toUri().toString());
        publish(config);
        Definitions first = RockyComponent.create().buildDefsFromState(SNAPSHOT);
        RockyComponent reader = RockyComponent.of(config, readerFolder);
        try (StateStore store = reader.stateStore()) {
            store.write("{\"dag\":{\"nodes\":[]},\"dag_status\":\"success\"}".getBytes(StandardCharsets.UTF_8));
            List<StoredVersion> versions = store.versions();

            assertThat(versions).hasSize(2);
            assertThat(reader.buildDefs().specs()).isEmpty();
            assertThat(reader.buildDefsFromState(store.read(versions.get(1).id()))).isEqualTo(first);
            assertThat(reader.buildDefs().specs()).isEmpty();
        }
    }

    @Test
    void aLocalFileIsAStoreOfOneVersion() throws IOException {
        RockyComponent local = RockyComponent.of(config("LOCAL_FILESYSTEM"), readerFolder)
                .withSnapshotPath(readerFolder.resolve("snapshot.json"));
        Files.copy(SNAPSHOT, local.snapshotPath());
        try (StateStore store = local.stateStore()) {
            assertThat(store.versions()).hasSize(1);
            assertThat(local.buildDefsFromState(store.latest().orElseThrow())).isEqualTo(local.buildDefs());
        }
    }

    @Test
    void theCopyIsUsedWhileThePointerIsBroken() throws IOException {
        ComponentConfig config = config(store().toUri().toString());
        publish(config);
        RockyComponent reader = RockyComponent.of(config, readerFolder);
        Definitions known = reader.buildDefs();
        Path pointer = store().resolve("warehouse/latest");
        assertThat(pointer).isRegularFile();

        Files.writeString(pointer, "20260407T093015.000000000Z-0123456789abcdef");

        assertThat(reader.buildDefs()).isEqualTo(known);
        assertThatThrownBy(() -> RockyComponent.of(config, shared.resolve("new")).buildDefs())
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("the pointer to the latest snapshot is broken");
    }

    @Test
    void aWrongVersionIsNamed() throws IOException {
        RockyComponent reader = RockyComponent.of(config(store().toUri().toString()), readerFolder);
        try (StateStore store = reader.stateStore()) {
            String id = store.write("{".getBytes(StandardCharsets.UTF_8)).id();
            assertThatThrownBy(() -> reader.buildDefsFromState(store.read(id)))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("version " + id);
        }
    }

    @Test
    void anEmptyStoreGivesEmptyDefinitions() {
        assertThat(RockyComponent.of(config(store().toUri().toString()), readerFolder).buildDefs())
                .isEqualTo(Definitions.empty());
    }

    @Test
    void aStoreWhoseArtifactIsMissingSaysWhichToAdd() {
        assertThatThrownBy(() -> RockyComponent.of(config("s3://bucket/prefix"), readerFolder).buildDefs())
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("rocky-stores");
    }

    private Path store() {
        return shared.resolve("store");
    }

    private void publish(ComponentConfig config) {
        RockyComponent writer = RockyComponent.of(config, writerFolder);
        new StoredSnapshots(config, writerFolder, writer.snapshotPath(), warning -> {}).write(() -> {
            try {
                Files.createDirectories(writer.snapshotPath().getParent());
                Files.copy(SNAPSHOT, writer.snapshotPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ComponentConfig config(String location) {
        return ComponentConfig.builder()
                .set(Attribute.DAG_MODE, true)
                .set(Attribute.DEFS_STATE, Map.of("management_type", location, "key", "warehouse"))
                .build();
    }
}
