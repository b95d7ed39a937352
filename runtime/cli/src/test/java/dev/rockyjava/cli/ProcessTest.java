package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own. */
class ProcessTest {

    private static final int SIGTERM_STATUS = 143;

    private final FakeProject project;

    ProcessTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void endsWithItsStatusAndKeepsResultsApartFromTalk() throws Exception {
        Process list = start("list", "kind:seed");
        assertThat(ended(list)).isZero();
        assertThat(project.read("out")).startsWith("KEY").contains("seed/rates");
        assertThat(project.read("err")).contains("1 of 4 assets\n").doesNotContain("\u001b");
        assertThat(ended(start("show", "nothing-like-it"))).isEqualTo(ExitCodes.USAGE);
        assertThat(project.read("out")).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalEndsTheEngineAndStillGivesTheSummary() throws Exception {
        project.write("fake-rocky", """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                echo $$ > engine.tmp && mv engine.tmp engine.pid
                exec sleep 600
                """);
        Process run = start("materialize", "orders or daily");
        while (!Files.exists(project.file("engine.pid")) && run.isAlive()) {
            run.waitFor(20, TimeUnit.MILLISECONDS);
        }
        long engine = Long.parseLong(project.read("engine.pid").strip());

        run.destroy();

        assertThat(ended(run)).isEqualTo(SIGTERM_STATUS);
        assertThat(project.read("out")).startsWith("run interrupted");
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RockyCli.class.getName(),
                "--project",
                project.folder().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(project.file("out").toFile())
                .redirectError(project.file("err").toFile())
                .start();
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }
}
