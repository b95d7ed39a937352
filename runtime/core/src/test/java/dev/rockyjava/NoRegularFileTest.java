package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.engine.QueryRequest.Compile;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Optimize;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A named pipe among the files of a project: reading it would wait for a writer, forever. */
@DisabledOnOs(OS.WINDOWS)
class NoRegularFileTest {

    private static final String WHAT = " is a named pipe, a socket or a device, not a regular file";

    @TempDir
    Path folder;

    private Path snapshot;

    @BeforeEach
    void makeAProject() throws IOException {
        snapshot = folder.resolve("snapshot.json");
        write("rocky.toml", "[pipeline.t]\ntype = 'transformation'\nmodels = 'models/**'\n");
        write("models/m.sql", "SELECT 1 AS x");
        write("models/m.toml", "");
        write("seeds/s.csv", "x\n1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rocky.toml", "models/m.sql", "models/p.rocky", "models/below/p.sql", "models/m.toml", "models/_defaults.toml",
        "models/m.contract.toml", "seeds/s.csv", "seeds/s.toml"
    })
    void aRefreshNamesItAndAsksNothing(String place) throws Exception {
        Path pipe = pipe(place);
        ScriptedQueries engine = new ScriptedQueries();

        assertThat(refusal(() -> RockyComponent.create().writeStateToPath(
                        engine, RockyProject.load(folder.resolve("rocky.toml")), snapshot)))
                .hasMessageContaining(pipe + WHAT);
        assertThat(engine.asked).isEmpty();
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void aContractOfNoModelIsLeftOutAsOneThatCantBeRead() throws Exception {
        Path pipe = pipe("contracts/x.contract.toml");
        write("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes: {contracts_dir: contracts, strict_build: true}\n");
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Compile("models", Optional.of("contracts")), "{}")
                .on(new Optimize("models"), "{}")
                .on(new Dag(), "{}");
        assertThat(refusal(() -> {
            RockyComponent component = RockyComponent.fromYaml(folder.resolve("defs.yaml"), folder);
            component.writeStateToPath(engine, component.project(), snapshot);
        })).hasMessageContaining("a contract can't be read: " + pipe + WHAT);
    }

    @Test
    void aSnapshotIsNeitherReadNorReplaced() throws Exception {
        Path pipe = pipe("snapshot.json");
        RockyComponent component = RockyComponent.create().withSnapshotPath(pipe);
        assertThat(refusal(component::buildDefs)).isInstanceOf(SnapshotException.class).hasMessageContaining(pipe + WHAT);
        assertThat(refusal(() -> LocalStateStore.at(pipe).latest()))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining(pipe + WHAT);

        ScriptedQueries engine = new ScriptedQueries()
                .on(new Compile("models", Optional.empty()), "{}").on(new Optimize("models"), "{}").on(new Dag(), "{}");
        assertThat(refusal(() -> component.writeStateToPath(engine, RockyProject.load(folder.resolve("rocky.toml")), pipe)))
                .hasMessageContaining(pipe + WHAT);
        assertThat(Files.readAttributes(pipe, "isOther")).isEqualTo(Map.of("isOther", true));
    }

    @Test
    void aConfigurationIsRefusedAndALinkToOneToo() throws Exception {
        Path pipe = pipe("pipe");
        Path defs = Files.createSymbolicLink(folder.resolve("defs.yaml"), pipe);
        assertThat(refusal(() -> DefsYaml.read(defs))).hasMessageContaining(defs + WHAT);
    }

    @Test
    void aJournalIsListedAsUnreadable() throws Exception {
        Path pipe = pipe("journal/20260101-000000-abcdef.jsonl");
        RunHistory history = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RunHistory.read(pipe.getParent()));
        assertThat(history.runs()).isEmpty();
        assertThat(history.leftOut()).singleElement().asString().contains(pipe + WHAT);
    }

    private static Throwable refusal(ThrowingCallable reads) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> catchThrowable(reads));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Path pipe(String place) throws IOException, InterruptedException {
        Path pipe = folder.resolve(place);
        Files.createDirectories(pipe.getParent());
        Files.deleteIfExists(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }
}
