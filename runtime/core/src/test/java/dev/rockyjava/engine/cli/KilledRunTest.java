package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program is killed by SIGKILL while an engine without locks builds an incremental model for it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KilledRunTest {

    private static final AssetKey A = AssetKey.of("a");
    private static final Definitions DEFINITIONS = Definitions.of(
            List.of(AssetSpec.builder(A, "transformation:a", NodeKind.TRANSFORMATION, "a", "marts")
                    .pipeline("marts")
                    .strategy("incremental")
                    .target(new Target("wh", "marts", "a"))
                    .build()),
            List.of());

    @TempDir
    Path folder;

    private Process program;
    private long orphan;

    /** A program that builds the model. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            materializer(Path.of(arguments[0])).run();
        }
    }

    private static CliEngine engine(Path folder) {
        // It adds its row when it may, and then its run to its history.
        return new FakeRocky(folder)
                .answering(
                        "case \"$*\" in *history*)",
                        "  echo \"{\\\"command\\\":\\\"history\\\",\\\"runs\\\":[$(cat runs)]}\"; exit 0;;",
                        "esac",
                        "echo $$ >> calls",
                        "while ! [ -e go ]; do sleep 0.05; done",
                        "echo row >> rows",
                        "echo \"{\\\"run_id\\\":\\\"x\\\",\\\"submission_id\\\":\\\"$ROCKY_SUBMISSION_ID\\\","
                                + "\\\"status\\\":\\\"Success\\\",\\\"models\\\":[{\\\"model_name\\\":\\\"a\\\","
                                + "\\\"status\\\":\\\"success\\\"}]}\" > runs",
                        "echo '{\"command\":\"run\",\"status\":\"Success\",\"materializations\":[{\"asset_key\":[\"a\"]}]}'")
                .engineState(folder.resolve("state.redb"))
                .gracePeriod(Duration.ofMillis(200))
                .build();
    }

    private static Materializer materializer(Path folder) {
        return Materializer.of(DEFINITIONS, engine(folder)).retry(RetryPolicy.none()).journal(folder.resolve("journal"));
    }

    @BeforeEach
    void killTheProgram() throws Exception {
        Files.writeString(folder.resolve("state.redb"), "");
        Files.writeString(folder.resolve("runs"), "");
        program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), Program.class.getName(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        orphan = Processes.pidIn(folder.resolve("calls"));
        Processes.await(() -> !RunHistory.leftProcesses(folder.resolve("journal")).isEmpty());
        assertThat(engine(folder).leftAtWork(List::of)).as("of a program that lives").isEmpty();
        program.destroyForcibly().waitFor();
        assertThat(Processes.runs(orphan)).isTrue();
    }

    @AfterEach
    void endTheEngine() {
        program.destroyForcibly();
        ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void neitherAResumeNorANewRunStartsBesideTheEngineThatIsStillAtWork() {
        assertThat(RunHistory.read(journal()).runs().get(0).assets()).singleElement()
                .satisfies(asset -> assertThat(asset.outcomeUnknown()).isTrue());
        assertRefused(() -> materializer(folder).resume(run()));
        assertRefused(() -> materializer(folder).waitForOtherRuns(Duration.ofMillis(300)).run());
        assertRefused(() -> Materializer.of(DEFINITIONS, engine(folder)).run());
        assertThat(lines("calls")).hasSize(1);
    }

    private void assertRefused(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("process " + orphan)
                .hasMessageContaining("submission " + run() + ":1:a")
                .hasMessageContaining("endLeftEngines")
                .satisfies(e -> assertThat(((RunLockedException) e).leftEngine()).isTrue());
    }

    @Test
    void aResumeWaitsForTheEngineAndTakesWhatItHasDone() throws Exception {
        CompletableFuture<RunResult> resumed = CompletableFuture.supplyAsync(() ->
                materializer(folder).waitForOtherRuns(Duration.ofMinutes(1)).resume(run()));
        Thread.sleep(300);
        Files.writeString(folder.resolve("go"), "");
        RunResult result = resumed.join();
        assertThat(result.succeeded()).as(result.summary()).isTrue();
        assertThat(result.outcome(A).reason().orElseThrow()).contains("before this run was resumed");
        assertThat(lines("rows")).hasSize(1);
        assertThat(lines("calls")).hasSize(1);
    }

    @Test
    void whatWasEndedIsNotRepeatedUnasked() throws Exception {
        RunResult ended = materializer(folder).endLeftEngines().resume(run());
        assertThat(Processes.runs(orphan)).isFalse();
        assertThat(ended.outcome(A).reason().orElseThrow()).contains("wh.marts.a may hold these rows already");
        assertThat(lines("calls")).hasSize(1);
        assertThat(RunHistory.read(journal()).runs().get(0).assets()).extracting(RecordedAsset::outcomeUnknown)
                .containsExactly(true);
        Files.writeString(folder.resolve("go"), "");
        assertThat(materializer(folder).repeatUnknown().resume(run()).succeeded()).isTrue();
        assertThat(lines("rows")).hasSize(1);
    }

    @Test
    void aCancelEndsTheWait() {
        RunHandle waiting = materializer(folder).waitForOtherRuns(Duration.ofMinutes(3)).start(); // longer than the limit above
        waiting.cancel();
        // It may come while the journal's lock is taken, before the wait.
        assertThatThrownBy(waiting::join)
                .hasStackTraceContaining("RunLockedException")
                .satisfies(thrown -> assertThat(thrown).hasStackTraceContaining("othing was started"));
        assertThat(Processes.runs(orphan)).isTrue();
    }

    /** Where a system doesn't tell the environment of a process. */
    @Test
    void theJournalAlsoKnowsTheProcess() {
        List<EngineProcess> recorded = RunHistory.leftProcesses(journal());
        List<LeftEngine> left = LeftProcess.byJournal(recorded, Duration.ZERO);
        assertThat(left).singleElement().satisfies(engine -> {
            assertThat(engine.pid()).isEqualTo(orphan);
            assertThat(engine.submissionId()).contains(run() + ":1:a");
        });
        assertThat(left.get(0).await(Duration.ZERO)).isFalse();
        left.get(0).end();
        assertThat(Processes.runs(orphan)).isFalse();
        assertThat(LeftProcess.byJournal(recorded, Duration.ZERO)).isEmpty();
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    private String run() {
        return RunHistory.read(journal()).runs().stream().reduce((newer, older) -> older).orElseThrow().runId();
    }

    private List<String> lines(String name) {
        return new FakeRocky(folder).lines(name);
    }
}
