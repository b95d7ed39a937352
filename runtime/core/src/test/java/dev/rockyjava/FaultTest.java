package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a refresh, and of the snapshot from before, when something is broken. */
@Timeout(120)
class FaultTest {

    private static final String OLD = "{\"discover\":{\"command\":\"discover\",\"sources\":[{\"id\":\"raw__eu\","
            + "\"components\":{},\"source_type\":\"duckdb\",\"tables\":[]}]},\"dag_status\":\"disabled\"}";

    @TempDir
    Path project = Path.of("");

    private Path state = Path.of("");

    @BeforeEach
    void writeAnOldSnapshot() throws IOException {
        state = new FakeEngine(project).component().snapshotPath();
        Files.createDirectories(state.getParent());
        Files.writeString(state, OLD);
    }

    private void assertRefused(RockyComponent component, Class<? extends Throwable> type, String... texts)
            throws IOException {
        assertThatThrownBy(component::writeState).isInstanceOf(type).hasMessageContainingAll(texts);
        assertThat(state).hasContent(OLD);
        try (Stream<Path> files = Files.list(state.getParent())) {
            assertThat(files).containsExactly(state);
        }
    }

    @Test
    void engineMissing() throws IOException {
        RockyComponent component = new FakeEngine(project).component(Attribute.BINARY_PATH, "./no-rocky");
        assertRefused(component, EngineNotFoundException.class, "there is no file " + project.resolve("no-rocky"));
        RockyComponent onPath = new FakeEngine(project).component(Attribute.BINARY_PATH, "no-such-rocky-anywhere");
        assertRefused(onPath, EngineNotFoundException.class, "no executable 'no-such-rocky-anywhere' on the PATH");
    }

    @Test
    void engineNotExecutable() throws IOException {
        FakeEngine engine = new FakeEngine(project).answering(FakeEngine.DAG);
        assertThat(project.resolve("fake-rocky").toFile().setExecutable(false, false)).isTrue();
        assertRefused(engine.component(), EngineNotFoundException.class, "must not be executed");
    }

    @Test
    void engineTooOld() throws IOException {
        FakeEngine engine = new FakeEngine(project).program("echo 'rocky 1.20.0'");
        assertRefused(engine.component(), EngineVersionException.class, "is rocky 1.20.0", "or newer is needed");
    }

    @Test
    void engineExitsWithTextWhenAskedForTheGraph() {
        RockyComponent component = new FakeEngine(project)
                .answering("echo 'Error: circular dependency' >&2; exit 1")
                .component();

        component.writeState();

        assertThatThrownBy(component::buildDefs)
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK104]")
                .hasMessageContaining("circular dependency");
    }

    @Test
    void engineExitsWithTextWhenAskedForSources() throws IOException {
        RockyComponent component = new FakeEngine(project)
                .toml("[pipeline.shop]\n")
                .answering("echo 'Error: no such schema' >&2; exit 1")
                .component();
        assertRefused(component, EngineCommandException.class, "no such schema");
    }

    @Test
    void enginePrintsGarbage() throws IOException {
        RockyComponent component = new FakeEngine(project).answering("echo 'hello, world'").component();
        assertRefused(component, EngineOutputException.class, "hello, world", "rocky 1.71.0");
    }

    @Test
    void enginePrintsAnotherDocument() throws IOException {
        RockyComponent component = new FakeEngine(project).answering("echo '{\"command\":\"run\"}'").component();
        assertRefused(component, EngineOutputException.class, "command 'run' and not 'dag'", "rocky 1.71.0");
    }

    @Test
    void engineHangsWhenAskedForSources() throws IOException {
        RockyComponent component = new FakeEngine(project)
                .toml("[pipeline.shop]\n")
                .answering("sleep 600")
                .component(Attribute.TIMEOUT_SECONDS, 1);
        assertRefused(component, EngineException.class, "discover --pipeline shop");
        assertNoChildren();
    }

    @Test
    void engineHangsWhenAskedForTheGraph() throws IOException {
        RockyComponent component = new FakeEngine(project)
                .answering("sleep 600")
                .component(Attribute.TIMEOUT_SECONDS, 1);

        component.writeState();

        assertThat(SnapshotReader.read(state).dagError()).hasValueSatisfying(why -> assertThat(why).contains("dag"));
        assertNoChildren();
    }

    private static void assertNoChildren() {
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)
                        .filter(child -> child.info().commandLine().orElse("").contains("sleep 600")))
                .isEmpty();
    }

    @Test
    void engineIsKilled() {
        RockyComponent component = new FakeEngine(project).answering("kill -9 $$").component();

        component.writeState();

        assertThat(SnapshotReader.read(state).dagError())
                .hasValueSatisfying(why -> assertThat(why).contains("was ended by signal 9 (SIGKILL)"));
        assertThatThrownBy(() -> new FakeEngine(project).component(Attribute.STRICT_BUILD, true).writeState())
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("was ended by signal 9 (SIGKILL)");
    }

    @Test
    void directoryMissing() {
        RockyComponent component = new FakeEngine(project)
                .answering(FakeEngine.DAG)
                .component(Attribute.DEFS_STATE, Map.of("path", "not/yet/there/snapshot.json"));

        assertThat(component.writeState()).isEqualTo(project.resolve("not/yet/there/snapshot.json")).isRegularFile();
        assertThat(component.buildDefs().specs()).hasSize(1);
    }

    @Test
    void aFileInTheDirectorysPlace() throws IOException {
        Path file = Files.writeString(project.resolve("file"), "mine");
        RockyComponent component = new FakeEngine(project)
                .answering(FakeEngine.DAG)
                .component(Attribute.DEFS_STATE, Map.of("path", "file/snapshot.json"));

        assertRefused(component, SnapshotException.class, "[RK117]", file.resolve("snapshot.json").toString());
        assertThat(file).hasContent("mine");
    }

    /** A file system that is read-only for everybody: permissions are nothing to root. */
    @Test
    void directoryReadOnly() {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (String file : List.of("/modules/states/state", "/modules/state")) {
            assertThatThrownBy(() -> new SnapshotWriter().write(modules.getPath(file)))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("[RK117] " + file + ": the snapshot can't be written: its file system ");
        }
    }

    @Test
    void diskFull() throws IOException {
        Configuration small = Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(16 * 1024).build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            Path file = Files.writeString(Files.createDirectory(disk.getPath("/disk")).resolve("state"), "old");
            SnapshotWriter tooMuch = new SnapshotWriter()
                    .dag("{\"nodes\":[{\"id\":\"seed:a\",\"kind\":\"seed\",\"label\":\"" + "x".repeat(20_000) + "\"}]}");

            assertThatThrownBy(() -> tooMuch.write(file))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage("[RK117] /disk/state: the snapshot can't be written: out of disk space; what was there"
                            + " before is unchanged");

            assertThat(file).hasContent("old");
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void malformedYaml() throws IOException {
        Path yaml = Files.writeString(project.resolve("defs.yaml"), "type: x.RockyComponent\nattributes: {a: [}\n");
        assertThatThrownBy(() -> RockyComponent.fromYaml(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(yaml + ":2:")
                .hasMessageContaining("invalid YAML");
    }

    /** The one who writes is killed, at any moment: there is a whole snapshot, or none. */
    @Test
    void writerIsKilled() throws Exception {
        for (int round = 1; round <= 5; round++) {
            Path file = project.resolve("killed").resolve("state" + round);
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                            "-cp", System.getProperty("java.class.path"), Writer.class.getName(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(project.resolve("writer.log").toFile())
                    .start();
            try {
                while (!Files.exists(file) && writer.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                TimeUnit.MILLISECONDS.sleep(7L * round);
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertThat(SnapshotReader.read(file).dag().orElseThrow().nodes()).hasSize(5000);
        }
    }

    /** Writes one snapshot again and again. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            StringBuilder nodes = new StringBuilder();
            for (int i = 0; i < 5000; i++) {
                nodes.append(i == 0 ? "" : ",").append("{\"id\":\"seed:").append(i).append("\",\"kind\":\"seed\",\"label\":\"x\"}");
            }
            SnapshotWriter snapshot = new SnapshotWriter().dag("{\"nodes\":[" + nodes + "]}");
            while (true) {
                snapshot.write(Path.of(args[0]));
            }
        }
    }
}
