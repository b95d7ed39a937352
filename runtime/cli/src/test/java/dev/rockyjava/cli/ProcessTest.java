package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.run.RecordedRun;
import dev.rockyjava.run.RunHistory;
import dev.rockyjava.run.RunResult;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

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
        long engine = engineOf(run);

        run.destroy();

        assertThat(ended(run)).isEqualTo(SIGTERM_STATUS);
        assertThat(project.read("out")).startsWith("run interrupted");
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    @DisabledOnOs(OS.WINDOWS)
    void afterASignalResumeFinishesOnlyWhatIsLeft(String signal, int status) throws Exception {
        assumeFalse(ignoresInterrupts(), "this process ignores SIGINT, and what it starts does so, too");
        Files.move(project.file("fake-rocky"), project.file("engine"));
        project.write("fake-rocky", """
                #!/bin/sh
                case "$*" in
                  *"--model daily"*) [ -e go ] || { echo $$ > engine.tmp && mv engine.tmp engine.pid; exec sleep 600; };;
                esac
                exec ./engine "$@"
                """);
        assertThat(project.file("fake-rocky").toFile().setExecutable(true)).isTrue();
        Process run = start("materialize", "+report", "--partition", "2026-04-01");
        long engine = engineOf(run);
        kill(signal, run.pid());

        assertThat(ended(run)).isEqualTo(status);
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        RecordedRun recorded = RunHistory.read(project.file(".rocky-java/runs")).runs().get(0);
        assertThat(project.read("out")).startsWith("run interrupted")
                .contains("rocky-java resume " + recorded.runId() + " --project " + project.folder());
        assertThat(recorded.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        assertThat(recorded.finished()).isPresent();

        project.write("go", "");
        project.write("calls", "");
        assertThat(ended(start("resume"))).as(project.read("err")).isZero();
        assertThat(project.read("calls").lines()).hasSize(2)
                .anyMatch(call -> call.contains("--model daily --pipeline marts --partition 2026-04-01"))
                .anyMatch(call -> call.contains("--model report"));
    }

    @Test
    void anApplicationHasAllCommandsInOneLine() throws Exception {
        String daily = project.read("answers/run-daily.json");
        project.without("run-daily");
        assertThat(ended(application("materialize", "daily", "--partition", "2026-04-01"))).isEqualTo(ExitCodes.FAILED);
        assertThat(project.read("out")).contains(" resume 20");
        assertThat(ended(application("status", "daily"))).isZero();
        assertThat(project.read("out")).contains("failed").contains("never built");
        project.answer("run-daily", daily);
        assertThat(ended(application("resume"))).as(project.read("err")).isZero();
        assertThat(ended(application("history", "-o", "json"))).isZero();
        assertThat(new JsonMapper().readTree(project.read("out")).get(0).get("result").asString()).isEqualTo("succeeded");
    }

    private Process application(String... arguments) throws IOException {
        return start(Application.class.getName(), project.folder().toString(), List.of(arguments));
    }

    private long engineOf(Process run) throws InterruptedException {
        while (!Files.exists(project.file("engine.pid")) && run.isAlive()) {
            run.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return Long.parseLong(project.read("engine.pid").strip());
    }

    private static void kill(String signal, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process)).inheritIO().start().waitFor()).isZero();
    }

    // As a shell has it that starts something in the background; a program can't undo it for those it starts.
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private Process start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(project.folder().toString()));
        all.addAll(List.of(arguments));
        return start(RockyCli.class.getName(), "--project", all);
    }

    private Process start(String program, String first, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program,
                first));
        command.addAll(arguments);
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
