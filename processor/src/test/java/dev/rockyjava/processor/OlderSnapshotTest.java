package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.internal.sql.PipelineCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A snapshot whose models were edited since it was written is told when it is compiled. */
class OlderSnapshotTest {

    @TempDir
    Path folder;

    @BeforeEach
    void refreshed() throws IOException {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a").model("wh", "s", "b");
        project()
                .file("models/a.sql", "select 1\nfrom x\n")
                .file("models/a.toml", "[target]\n")
                .file("models/deep/b.sql", "select 2")
                .file("models/deep/b.contract.toml", "[rules]");
        ModelCode code = new ModelCode(folder, Optional.empty());
        ObjectNode slot = json.root().withObject("/rocky_java/code");
        code.of(folder.resolve("models/a.sql"), "a").forEach(slot.putObject("a")::put);
        code.of(folder.resolve("models/deep/b.sql"), "b").forEach(slot.putObject("b")::put);
        project().snapshot(json);
    }

    /** The project in the folder; one can be compiled once. */
    private TestProject project() {
        return new TestProject(folder).source("acme/Warehouse.java", TestProject.WAREHOUSE);
    }

    private List<String> warnings() {
        return project().withoutWerror().compile().warnings();
    }

    @Test
    void nothingIsSaidOfFilesAsTheyWere() {
        project().compile().clean();
    }

    @Test
    void blanksAreNoEdit() {
        project().file("models/a.sql", "select 1  \r\nfrom x").compile().clean();
    }

    @Test
    void oneWarningNamesTheModels() {
        project().file("models/a.sql", "select 3\nfrom x\n").file("models/deep/b.contract.toml", "[rules]\nrequired = []");
        assertThat(warnings()).singleElement().asString()
                .startsWith("[RK127] ")
                .contains("the snapshot is older than models/a.sql and 1 more; refresh it");
    }

    @Test
    void newModelsAndNewFilesOfModelsCount() {
        project().file("models/c.sql", "select 1");
        assertThat(warnings()).singleElement().asString().contains("older than models/c.sql; refresh it");
        project().file("models/b.toml", "of no model here").file("models/deep/_defaults.toml", "");
        assertThat(warnings()).singleElement().asString().contains("older than models/c.sql and 1 more;");
        project().file("models/a.contract.toml", "");
        assertThat(warnings()).singleElement().asString().contains("older than models/a.contract.toml and 2 more;");
    }

    @Test
    void filesThatAreNotThereAreNoFinding() throws IOException {
        Files.delete(folder.resolve("models/a.sql"));
        Files.delete(folder.resolve("models/a.toml"));
        project().compile().clean();
        Files.delete(folder.resolve("models/deep/b.sql"));
        Files.delete(folder.resolve("models/deep/b.contract.toml"));
        project().compile().clean();
    }

    @Test
    void itCanBeSwitchedOff() {
        project().file("models/a.sql", "select 3").options("-Arocky.severity.RK127=off").compile().clean();
    }

    @Test
    void inAContinuousIntegrationItIsAnError() {
        TestProject project = project().file("models/a.sql", "select 3").options("-Arocky.severity.RK127=error");
        assertThat(project.withoutWerror().compile().onlyError().getMessage(null)).startsWith("[RK127]");
    }

    /** A snapshot is data: its paths may be anything. */
    @Test
    void pathsThatAreNotOfTheProjectAreIgnored() throws IOException {
        Path outside = Files.writeString(folder.getParent().resolve(folder.getFileName() + "-outside.sql"), "select 1");
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        ObjectNode code = json.root().withObject("/rocky_java/code").putObject("a");
        new ModelCode(folder, Optional.empty()).of(folder.resolve("models/a.sql"), "a").forEach(code::put);
        for (String path : List.of("../" + outside.getFileName(), outside.toString(), "models/a\u0000b.sql", "", "models")) {
            code.put(path, "00");
        }
        Files.createDirectories(folder.resolve("models/new.sql"));
        Files.createDirectories(folder.resolve("models/.rocky"));
        project().snapshot(json).compile().clean();
        Files.delete(outside);
    }

    @Test
    void aModelThatIsNoAssetIsNotNew() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        ObjectNode slot = json.root().withObject("/rocky_java/code");
        ModelCode code = new ModelCode(folder, Optional.empty());
        code.of(folder.resolve("models/a.sql"), "a").forEach(slot.putObject("a")::put);
        project().file("models/gone.sql", "select 2");
        code.of(folder.resolve("models/gone.sql"), "gone").forEach(slot.putObject("gone")::put);
        project().snapshot(json).compile().clean();
    }

    private void refreshedWithSeedAndPipeline() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        project().file("seeds/rates.csv", "id\n1\n").file("rocky.toml", "[pipeline.shop]\nstrategy = 'merge'\n");
        new ModelCode(folder, Optional.empty())
                .ofSeed(folder.resolve("seeds/rates.csv"))
                .forEach(json.root().withObject("/rocky_java/seed_code").putObject("seed:rates")::put);
        PipelineCode.of(folder.resolve("rocky.toml"))
                .forEach(json.root().withObject("/rocky_java/pipeline_code").putObject("shop")::put);
        project().snapshot(json);
    }

    @Test
    void seedsCount() {
        refreshedWithSeedAndPipeline();
        project().file("seeds/rates.csv", "id\r\n1").compile().clean();
        project().file("seeds/rates.csv", "id\n2\n").file("seeds/new.csv", "").file("seeds/rates.toml", "").file("seeds/x.sql", "");
        assertThat(warnings()).singleElement().asString().contains("older than seeds/new.csv and 2 more; refresh it");
    }

    @Test
    void pipelinesCount() {
        refreshedWithSeedAndPipeline();
        project().file("rocky.toml", "# a comment\n[pipeline.shop]\nstrategy='merge'\n[adapter.x]\ntype = 'duckdb'\n").compile().clean();
        project().file("rocky.toml", "[pipeline.shop]\nstrategy = 'full_refresh'\n");
        assertThat(warnings()).singleElement().asString().contains("older than rocky.toml [pipeline.shop]; refresh it");
        project().file("rocky.toml", "[pipeline.bar]\nstrategy = 'merge'\n");
        assertThat(warnings()).singleElement().asString().contains("older than rocky.toml [pipeline.bar] and 1 more; refresh it");
        project().file("rocky.toml", "[pipeline");
        assertThat(warnings()).singleElement().asString().contains("older than rocky.toml; refresh it");
    }
}
