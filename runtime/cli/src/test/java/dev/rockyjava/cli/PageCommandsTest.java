package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that make a page. What is in it is tested where it is made. */
class PageCommandsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-o html", "--format html", "--output html --format html"})
    void graphPrintsAPage(String options) {
        Ran ran = Ran.on(new FakeProject(folder).refreshed(), ("graph " + options).split(" "));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void aProjectWithoutAssetsIsAPageToo() {
        Ran ran = Ran.on(new FakeProject(folder).graph().refreshed(), "graph", "-o", "html");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).endsWith("</html>\n");
    }

    @Test
    void onlyGraphPrintsHtml() {
        FakeProject project = new FakeProject(folder).refreshed();
        assertThat(Ran.on(project, "list", "-o", "html").status()).isEqualTo(2);
        assertThat(Ran.on(project, "list", "-o", "html").err()).contains("only 'graph' prints html");
        assertThat(Ran.on(project, "graph", "-o", "html", "-f", "dot").err()).contains("--format dot is no HTML");
        assertThat(Ran.on(project, "graph", "-o", "html", "--journal", "nowhere").err()).contains("there is no folder");
    }

    @Test
    void aRunIsReported() throws IOException {
        FakeProject project = new FakeProject(folder).refreshed();
        Path report = folder.resolve("reports/night.html");
        Ran ran = Ran.on(project, "materialize", "orders", "--report", report.toString());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("report in " + report);
        assertThat(Files.readString(report)).startsWith("<!doctype html>");
    }

    @Test
    void aReportIsWrittenEvenIfThereIsNothingToDo() {
        FakeProject project = new FakeProject(folder).refreshed();
        Ran.on(project, "materialize", "orders");
        Path report = folder.resolve("night.html");

        assertThat(Ran.on(project, "materialize", "status:failed", "--report", report.toString()).status()).isZero();
        assertThat(report).exists();
    }

    /** The run stands; the program says with its status that something is missing. */
    @Test
    void aReportThatCannotBeWrittenFailsTheCommandAndNotTheRun() throws IOException {
        FakeProject project = new FakeProject(folder).refreshed();
        Files.createFile(folder.resolve("file"));
        Ran ran = Ran.on(project, "materialize", "orders", "--report", folder.resolve("file/night.html").toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("1 materialized");
        assertThat(ran.err()).contains("warning: the report can't be written to ");
    }
}
