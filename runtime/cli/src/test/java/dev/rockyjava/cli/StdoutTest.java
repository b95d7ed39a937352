package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Results reach whoever reads stdout, or the status says that they don't. */
@DisabledOnOs(OS.WINDOWS)
class StdoutTest {

    private final FakeProject project;
    private final Program program;

    StdoutTest(@TempDir Path folder) {
        project = new FakeProject(folder);
        program = new Program(project);
    }

    @Test
    void aFullDiskIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        project.refreshed();
        Process list = program.builder("list", "-o", "json").redirectOutput(new File("/dev/full")).start();
        assertThat(Program.ended(list)).isEqualTo(ExitCodes.FAILED);
        assertThat(project.read("err")).matches("the result could not be written to stdout: .+\n");
    }

    @Test
    void aReaderThatIsGoneIsNone() throws Exception {
        project.refreshed();
        Process list = program.builder("list", "-o", "json").redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        list.getInputStream().close();
        assertThat(Program.ended(list)).isEqualTo(ExitCodes.NO_READER);
        assertThat(project.read("err")).isEmpty();
    }

    @Test
    void aStreamThatSaysNothingIsNotTrusted() {
        project.refreshed();
        try (PrintStream broken = new PrintStream(new OutputStream() {
                    @Override
                    public void write(int b) throws java.io.IOException {
                        throw new java.io.IOException("full");
                    }
                });
                PrintStream err = new PrintStream(OutputStream.nullOutputStream())) {
            assertThat(RockyCli.ofProject().run(broken, err, "list", "-p", project.folder().toString()))
                    .isEqualTo(ExitCodes.FAILED);
            assertThat(RockyCli.ofProject().run(broken, err, "lst")).isEqualTo(ExitCodes.USAGE);
        }
    }

    /** Several texts are one output, which has one mark of the order of its bytes. */
    @Test
    void anEncodingThatBeginsWithAMarkBeginsOnce() throws Exception {
        project.graph(FakeProject.ORDERS).refreshed().without("run-orders");
        ProcessBuilder run = program.builder("materialize", "*");
        run.environment().put("JAVA_TOOL_OPTIONS", "-Dstdout.encoding=UTF-16");
        assertThat(Program.ended(run.start())).isEqualTo(ExitCodes.FAILED);
        assertThat(Files.readString(project.file("out"), StandardCharsets.UTF_16)).contains("orders").doesNotContain("\ufeff");
    }

    @Test
    void namesAreWholeInAnyLocale() throws Exception {
        project.graph(FakeProject.transformation("caf\u00e9", "", "")).refreshed();
        for (String form : new String[] {"text", "json"}) {
            ProcessBuilder list = program.builder("list", "-o", form);
            list.environment().put("LC_ALL", "C");
            assertThat(Program.ended(list.start())).isZero();
            assertThat(project.read("out")).as(form).contains("wh/marts/caf\u00e9");
        }
        assertThat(new JsonMapper().readTree(project.read("out"))).hasSize(1);
    }
}
