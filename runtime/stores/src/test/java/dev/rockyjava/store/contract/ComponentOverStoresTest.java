package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StoredVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A component whose {@code defs_state} names a server: two machines, which share nothing else. */
@Timeout(120)
class ComponentOverStoresTest {

    @TempDir
    Path folder;

    @Test
    void s3() throws Exception {
        S3Server server = new S3Server();
        boolean[] stopped = {false};
        try {
            server.blobs.createContainerInLocation(null, "snapshots");
            goesFromMachineToMachine(
                    "{management_type: 's3://snapshots/team?endpoint=" + server.endpoint() + "', key: warehouse,"
                            + " access_key_id: " + S3Server.ACCESS_KEY_ID + ", secret_access_key: "
                            + S3Server.SECRET_ACCESS_KEY + ", connect_timeout_seconds: 10, timeout_seconds: 60}",
                    () -> {
                        stopped[0] = true;
                        server.stop();
                    });
        } finally {
            if (!stopped[0]) {
                server.stop();
            }
        }
    }

    @Test
    void valkey() throws Exception {
        ValkeyServer server = ValkeyServer.start(folder);
        try {
            goesFromMachineToMachine(
                    "{management_type: 'redis://127.0.0.1:" + server.port + "', key: warehouse, password: '"
                            + ValkeyServer.PASSWORD + "', connect_timeout_seconds: 10, timeout_seconds: 60}",
                    server::stop);
        } finally {
            server.stop();
        }
    }

    private interface Stop {
        void run() throws Exception;
    }

    private void goesFromMachineToMachine(String defsState, Stop stop) throws Exception {
        RockyComponent writer = machine("writer", defsState);
        RockyComponent reader = machine("reader", defsState);
        assertThat(reader.buildDefs()).isEqualTo(Definitions.empty());

        Definitions first = writer.refresh(new OneSeed("a")).definitions();
        assertThat(first.keys()).containsExactly(AssetKey.of("seed", "a"));
        assertThat(reader.buildDefs()).isEqualTo(first);

        Definitions second = writer.refresh(new OneSeed("b")).definitions();
        assertThat(reader.verify(first).upToDate()).isFalse();
        assertThat(reader.verify(second).upToDate()).isTrue();
        try (StateStore store = reader.stateStore()) {
            List<StoredVersion> versions = store.versions();
            assertThat(versions).hasSize(2);
            assertThat(reader.buildDefsFromState(store.read(versions.get(1).id()))).isEqualTo(first);
        }

        stop.run();
        assertThat(reader.buildDefs()).isEqualTo(second);
        assertThatThrownBy(() -> machine("third", defsState).buildDefs())
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("can't be used, and there is no local copy");
        assertThatThrownBy(() -> writer.refresh(new OneSeed("c"))).isInstanceOf(StateStoreException.class);
    }

    private RockyComponent machine(String name, String defsState) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        Files.writeString(project.resolve("rocky.toml"), "");
        Files.writeString(
                project.resolve("defs.yaml"),
                "type: dagster_rocky.RockyComponent\nattributes:\n  dag_mode: true\n  defs_state: " + defsState + "\n");
        return RockyComponent.fromYaml(Path.of("defs.yaml"), project);
    }

    /** Knows a graph of one seed. */
    private record OneSeed(String name) implements RockyEngine {

        @Override
        public String query(QueryRequest request, CallOptions options) {
            return "{\"command\":\"dag\",\"nodes\":[{\"id\":\"seed:" + name + "\",\"kind\":\"seed\",\"label\":\"" + name
                    + "\"}]}";
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("one seed", "1.71.0");
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            throw new AssertionError("a refresh must run nothing");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
