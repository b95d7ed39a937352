package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Program program;

    ProcessTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
        program = new Program(project);
    }

    @Test
    void endsWithItsStatusAndKeepsResultsApartFromTalk() throws Exception {
        Process list = program.start("list", "kind:seed");
        assertThat(Program.ended(list)).isZero();
        assertThat(project.read("out")).startsWith("KEY").contains("seed/rates");
        assertThat(project.read("err")).contains("1 of 4 assets\n").doesNotContain("\u001b");
        assertThat(Program.ended(program.start("show", "nothing-like-it"))).isEqualTo(ExitCodes.USAGE);
        assertThat(project.read("out")).isEmpty();
    }

    @Test
    void aRefreshNeedsNoTemporaryFolder() throws Exception {
        project.graph(FakeProject.ORDERS);
        ProcessBuilder refresh = program.builder("refresh");
        refresh.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + project.file("no-such-folder"));
        assertThat(Program.ended(refresh.start())).as(project.read("err")).isZero();
        assertThat(project.read("out")).contains("snapshot.json written: 3 removed");
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
        Process run = program.start("materialize", "orders or daily");
        long engine = program.engineOf(run);

        run.destroy();

        assertThat(Program.ended(run)).isEqualTo(SIGTERM_STATUS);
        assertThat(project.read("out")).startsWith("run interrupted");
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    @DisabledOnOs(OS.WINDOWS)
    void afterASignalResumeFinishesOnlyWhatIsLeft(String signal, int status) throws Exception {
        assumeFalse(Program.ignores(signal), "this process ignores SIG" + signal + ", and what it starts does so, too");
        Files.move(project.file("fake-rocky"), project.file("engine"));
        project.write("fake-rocky", """
                #!/bin/sh
                case "$*" in
                  *"--model daily"*) [ -e go ] || { echo $$ > engine.tmp && mv engine.tmp engine.pid; exec sleep 600; };;
                esac
                exec ./engine "$@"
                """);
        assertThat(project.file("fake-rocky").toFile().setExecutable(true)).isTrue();
        Process run = program.start("materialize", "+report", "--partition", "2026-04-01");
        long engine = program.engineOf(run);
        Program.kill(signal, run.pid());

        assertThat(Program.ended(run)).isEqualTo(status);
        assertThat(ProcessHandle.of(engine).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        RecordedRun recorded = RunHistory.read(project.file(".rocky-java/runs")).runs().get(0);
        assertThat(project.read("out")).startsWith("run interrupted")
                .contains("rocky-java resume " + recorded.runId() + " --project " + project.folder());
        assertThat(recorded.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        assertThat(recorded.finished()).isPresent();

        project.write("go", "");
        project.write("calls", "");
        assertThat(Program.ended(program.start("resume"))).as(project.read("err")).isZero();
        assertThat(project.read("calls").lines()).hasSize(2)
                .anyMatch(call -> call.contains("--model daily --pipeline marts --partition 2026-04-01"))
                .anyMatch(call -> call.contains("--model report"));
    }

    @Test
    void anApplicationHasAllCommandsInOneLine() throws Exception {
        String daily = project.read("answers/run-daily.json");
        project.without("run-daily");
        assertThat(Program.ended(program.application("materialize", "daily", "--partition", "2026-04-01"))).isEqualTo(ExitCodes.FAILED);
        assertThat(project.read("out")).contains(" resume 20");
        assertThat(Program.ended(program.application("status", "daily"))).isZero();
        assertThat(project.read("out")).contains("failed").contains("never built");
        project.answer("run-daily", daily);
        assertThat(Program.ended(program.application("resume"))).as(project.read("err")).isZero();
        assertThat(Program.ended(program.application("history", "-o", "json"))).isZero();
        assertThat(new JsonMapper().readTree(project.read("out")).get(0).get("result").asString()).isEqualTo("succeeded");
    }
}
