package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a signal leaves of commands that are at work. */
@DisabledOnOs(OS.WINDOWS)
class StoppedCommandsTest {

    private final FakeProject project;
    private final Program program;

    StoppedCommandsTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
        program = new Program(project);
    }

    /** An engine that hangs at one of its calls, and answers the others. */
    private void slowAt(String call, String end) {
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"$@\" >> calls", """
                echo "$@" >> calls
                case "$*" in *"%s"*)
                  %s
                  echo $$ > engine.tmp && mv engine.tmp engine.pid
                  while :; do sleep 0.05; done;;
                esac
                """.formatted(call, end)));
    }

    @ParameterizedTest
    @CsvSource({"INT,130,compile", "TERM,143,compile", "TERM,143,optimize", "HUP,129,dag"})
    void aRefreshThatIsEndedLeavesTheSnapshotAsItWas(String signal, int status, String call) throws Exception {
        assumeFalse(Program.ignores(signal), "this process ignores SIG" + signal + ", and what it starts does so, too");
        byte[] before = Files.readAllBytes(project.snapshot());
        project.write("models/.rocky-state.redb", ""); // or nobody asks for advice
        slowAt(call, "trap 'exit 1' TERM");
        Process refresh = program.start("refresh");
        program.engineOf(refresh);

        Program.kill(signal, refresh.pid());

        assertThat(Program.ended(refresh)).isEqualTo(status);
        assertThat(Files.readAllBytes(project.snapshot())).isEqualTo(before);
        assertThat(project.read("out")).isEmpty();
        assertThat(project.read("err").lines().filter(line -> !line.startsWith("[")))
                .containsExactly("interrupted; the snapshot stays as it was");
    }

    @Test
    void anInterruptedRunSaysSoAtOnceAndHasOneStatus() throws Exception {
        slowAt("run --model orders", "");
        Process run = program.start("materialize", "orders", "-o", "json");
        program.engineOf(run);
        Program.kill("TERM", run.pid());
        assertThat(Program.ended(run)).isEqualTo(ExitCodes.TERMINATED);
        assertThat(project.read("err")).contains("ending the engine ...\n");
        assertThat(new JsonMapper().readTree(project.read("out")).get("exit_status").asInt())
                .isEqualTo(ExitCodes.TERMINATED);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anEngineThatAKilledProgramLeftIsSaidOnceInTheCommandLinesForm() throws Exception {
        slowAt("run --model orders", "[ -e go ] && exit 1");
        project.write(".rocky-state.redb", "");
        Process run = program.start("materialize", "orders");
        long engine = program.engineOf(run);
        try {
            run.destroyForcibly().waitFor();
            project.write("go", "");
            Program.ended(program.start("resume", "--end-engines"));
            assertThat(project.read("err"))
                    .containsOnlyOnce("process " + engine + ", an engine that a killed program has left at work (submission ")
                    .contains("\nending process " + engine)
                    .doesNotContain("LeftEngines");
        } finally {
            ProcessHandle.of(engine).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void whoIsEndedWhileWaitingHasNotWaitedToTheEnd() throws Exception {
        Path lock = project.write(".rocky-java/runs/run.lock", "");
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            held.lock();
            Process run = program.start("materialize", "orders", "--wait", "10m");
            while (!project.read("err").contains("waiting up to 10 min") && run.isAlive()) {
                run.waitFor(20, TimeUnit.MILLISECONDS);
            }
            Program.kill("TERM", run.pid());
            assertThat(Program.ended(run)).isEqualTo(ExitCodes.TERMINATED);
        }
        assertThat(project.read("err")).contains("interrupted while waiting for another run; nothing was started\n")
                .doesNotContain("did not end within");
        assertThat(project.read("out")).isEmpty();
    }
}
