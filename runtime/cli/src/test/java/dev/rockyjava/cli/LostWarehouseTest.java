package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The DuckDB file was deleted after a run. */
class LostWarehouseTest {

    private final FakeProject project;

    LostWarehouseTest(@TempDir Path folder) {
        project = new FakeProject(folder).graph(FakeProject.ORDERS, FakeProject.transformation("apart", "", ""));
        project.answer("run-apart", FakeProject.run("apart", ""));
        adapter("wh.duckdb");
        project.write("wh.duckdb", "");
        project.refreshed();
        Ran.on(project, "materialize", "*");
    }

    private void adapter(String path) {
        project.write("rocky.toml", "[adapter]\ntype = 'duckdb'\npath = '" + path + "'\n\n"
                + "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/**'\n");
    }

    private String lost() {
        return "there is no " + project.file("wh.duckdb") + ", which rocky.toml names as the database, though runs have built assets:"
                + " what they built isn't there either. Put the file back, or build all of it again: ";
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "plan stale", "materialize stale", "materialize orders"})
    void itIsSaidWithTheCommandThatBuildsEverything(String command) throws IOException {
        assertThat(Ran.on(project, command.split(" ")).err()).doesNotContain("warning");
        Files.delete(project.file("wh.duckdb"));
        Ran ran = Ran.on(project, command.split(" "));
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).containsOnlyOnce("warning: " + lost() + "rocky-java materialize '*' --execute seed --project "
                + project.folder() + "\n");
    }

    @Test
    void theCommandThatBuildsEverythingDoesNotWarn() throws IOException {
        Files.delete(project.file("wh.duckdb"));
        assertThat(Ran.on(project, "materialize", "*").err()).doesNotContain("warning");
    }

    @Test
    void doctorFindsIt() throws IOException {
        assertThat(Ran.on(project, "doctor").out()).doesNotContain("database  there");
        Files.delete(project.file("wh.duckdb"));
        assertThat(Ran.on(project, "doctor").out()).contains("warning  database  " + lost() + "materialize '*' --execute seed");
    }

    @Test
    void beforeTheFirstRunThereIsNone() throws IOException {
        Files.delete(project.file("wh.duckdb"));
        assertThat(Ran.on(project, "status", "--journal", project.folder().toString()).err()).doesNotContain("warning");
    }

    @ParameterizedTest
    @CsvSource({":memory:", "md:warehouse"})
    void onlyAFileCanBeLost(String path) {
        adapter(path);
        project.refreshed();
        assertThat(Ran.on(project, "status").err()).doesNotContain("warning");
    }
}
