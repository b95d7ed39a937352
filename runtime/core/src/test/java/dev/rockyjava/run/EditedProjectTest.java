package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.StaleReason;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of seeds and of {@code rocky.toml} that nothing but the files themselves shows. */
class EditedProjectTest {

    private static final String TOML = """
            [pipeline.ingest]
            strategy = "full_refresh"
            [pipeline.files]
            type = "load"
            source_dir = "landing"
            [pipeline.marts]
            type = "transformation"
            """;

    @TempDir
    private Path folder;

    private Path journal() {
        return folder.resolve("runs");
    }

    private CurrentCode code() {
        return CurrentCode.ofProject(folder.resolve("rocky.toml"), Optional.empty());
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> stale(Definitions definitions) {
        List<String> lines = new ArrayList<>();
        Staleness.of(definitions, RunHistory.read(journal()), code(), Instant.now()).stale().forEach((key, reasons) ->
                lines.add(key + ": " + String.join("; ", reasons.stream().map(StaleReason::text).toList())));
        return lines;
    }

    private Materializer materializer(Definitions definitions) {
        return Materializer.of(definitions, new ScriptedEngine()).journal(journal()).code(code());
    }

    private static Stated stated(String... files) {
        TreeMap<String, String> code = new TreeMap<>();
        List.of(files).forEach(file -> code.put(file, "as of the refresh"));
        return new Stated(new TreeMap<>(), new TreeMap<>(), code, 0);
    }

    @Test
    void aSeedThatIsExecutedIsStaleAfterAnEditOfItsFiles() throws IOException {
        write("seeds/rates.csv", "id,rate\n1,2\n");
        AssetSpec seed = Project.spec(NodeKind.SEED, "rates", "rates").stated(stated("seeds/rates.csv")).build();
        Definitions definitions = new Project().add(seed).model("m", "rates").build();
        materializer(definitions).run();
        write("seeds/rates.csv", "id,rate\n1,3\n");
        assertThat(stale(definitions)).as("a placeholder").isEmpty();
        assertThat(materializer(definitions).execute(NodeKind.SEED).run().succeeded()).isTrue();
        assertThat(stale(definitions)).isEmpty();
        write("seeds/rates.csv", "id,rate\r\n1,3");
        assertThat(stale(definitions)).as("line ends").isEmpty();
        write("seeds/rates.csv", "id,rate\n1,4\n");
        assertThat(stale(definitions)).as("a run leaves its table as it is").containsExactly("rates: code changed in seeds/rates.csv");
        assertThat(materializer(definitions).execute(NodeKind.SEED).select("stale").plan().steps()).as("a run that loads it").hasSize(2);
        write("seeds/rates.csv", "id,rate\n1,3\n");
        write("seeds/rates.toml", "[target]\n");
        assertThat(stale(definitions)).contains("rates: code changed in seeds/rates.toml");
    }

    @Test
    void anEditOfAPipelineIsStaleForWhatItBuilds() throws IOException {
        write("rocky.toml", TOML);
        Definitions definitions = new Project().replication("ingest").loadPipeline("files").model("m").build();
        assertThat(materializer(definitions).run().succeeded()).isTrue();
        assertThat(stale(definitions)).isEmpty();
        write("rocky.toml", "# a comment\n" + TOML + "depends_on = ['files']\n[adapter]\ntype = 'duckdb'\n");
        assertThat(stale(definitions)).isEmpty();
        write("rocky.toml", TOML.replace("landing", "landed"));
        assertThat(stale(definitions)).containsExactly("files/load: code changed in rocky.toml [pipeline.files]");
        write("rocky.toml", TOML.replace("full_refresh", "merge"));
        assertThat(stale(definitions)).contains("ingest/source: code changed in rocky.toml [pipeline.ingest]")
                .noneMatch(line -> line.startsWith("files"));
        write("rocky.toml", TOML + "target = { adapter = 'lake' }\n");
        assertThat(stale(definitions)).containsExactly("m: code changed in rocky.toml [pipeline.marts]");
        write("rocky.toml", "no TOML");
        assertThat(stale(definitions)).as("not known").isEmpty();
    }

    /** Then nothing is known of the pipeline as of the build. */
    @Test
    void aBuildThatDidNotSeeThePipelineIsNotStaleForIt() throws IOException {
        write("models/m.sql", "select 1");
        Definitions definitions = new Project().add(Project.modelSpec("m").stated(stated("models/m.sql")).build()).build();
        materializer(definitions).run();
        write("rocky.toml", TOML);
        assertThat(stale(definitions)).isEmpty();
        write("models/m.sql", "select 2");
        assertThat(stale(definitions)).containsExactly("m: code changed in models/m.sql");
    }

    @Test
    void whereTheProjectIsNotVisibleThePipelineIsAsTheSnapshotStatesIt() {
        Definitions definitions = new Project()
                .add(Project.modelSpec("m").stated(stated("models/m.sql", "rocky.toml [pipeline.marts]")).build())
                .build();
        assertThat(code().of(definitions.specs().iterator().next())).isEqualTo(Map.of(
                "models/m.sql", "as of the refresh", "rocky.toml [pipeline.marts]", "as of the refresh"));
    }

    private Materializer changed(Definitions definitions) {
        return materializer(definitions).select("source:changed");
    }

    @Test
    void aLoadPipelineIsChangedIfAFileCameIntoItsFolder() throws IOException {
        write("rocky.toml", TOML);
        write("landing/may.csv", "id\n1\n");
        Path june = Files.writeString(folder.resolve("june.csv"), "id\n2\n");
        Files.setLastModifiedTime(june, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        Definitions definitions = new Project().loadPipeline("files").model("m", "files/load").build();
        AssetKey load = AssetKey.of("files", "load");
        assertThat(changed(definitions).plan().because(load)).isEqualTo("source changed: never built");

        materializer(definitions).run();
        Instant built = Instant.now();
        assertThat(changed(definitions).plan().nothingToDo()).isPresent();
        write("landing/more/deep.csv", "id\n3\n");
        assertThat(changed(definitions).plan().nothingToDo()).as("not deeper").isPresent();

        if (june.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Path landed = folder.resolve("landing/june.csv");
            Files.move(june, landed);
            while (!((FileTime) Files.getAttribute(landed, "unix:ctime")).toInstant().isAfter(built)) {
                Files.move(landed, june); // the file system's clock is coarser
                Files.move(june, landed);
            }
            assertThat(changed(definitions).plan().because(load))
                    .isEqualTo("source changed: landing/june.csv is newer than the last build");
            Files.delete(landed);
            assertThat(changed(definitions).plan().nothingToDo()).as("gone again").isPresent();
        }
        Files.setLastModifiedTime(folder.resolve("landing/may.csv"), FileTime.from(Instant.now().plusSeconds(3600)));
        assertThat(changed(definitions).plan().because(load))
                .isEqualTo("source changed: landing/may.csv is newer than the last build");
        assertThat(stale(definitions)).as("data is no code").isEmpty();
    }

    @Test
    void aLoadPipelineWhoseFilesCannotBeSeenCountsAsChanged() throws IOException {
        Definitions definitions = new Project().loadPipeline("files").build();
        AssetKey load = AssetKey.of("files", "load");
        materializer(definitions).run();
        assertThat(changed(definitions).plan().because(load))
                .isEqualTo("source changed: rocky.toml isn't here, so its folder isn't known");
        write("rocky.toml", TOML);
        assertThat(changed(definitions).plan().because(load)).isEqualTo("source changed: its folder landing can't be seen from here");
        write("rocky.toml", TOML.replace("landing", "${FOLDER_THAT_IS_NOT_SET}"));
        assertThat(changed(definitions).plan().because(load)).contains("needs the environment variable FOLDER_THAT_IS_NOT_SET");
        write("rocky.toml", "[pipeline.other]\n");
        assertThat(changed(definitions).plan().because(load)).endsWith("rocky.toml has no source_dir for it");
    }
}
