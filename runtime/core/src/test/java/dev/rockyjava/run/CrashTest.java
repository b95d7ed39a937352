package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a second JVM, which is killed. */
@Timeout(120)
class CrashTest {

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private Path journal;
    private Process other;

    @BeforeEach
    void startTheOther() throws Exception {
        journal = folder.resolve("journal");
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), CrashingRun.class.getName(), journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("other.log").toFile())
                .start();
        while (!Files.exists(folder.resolve("working"))) {
            assertThat(other.isAlive()).as(this::log).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @AfterEach
    void endTheOther() throws Exception {
        other.destroyForcibly().waitFor();
    }

    @Test
    void resumesAfterAKill() throws Exception {
        other.destroyForcibly().waitFor();
        RecordedRun crashed = RunHistory.read(journal).runs().get(0);
        assertThat(crashed.finished()).isEmpty();
        assertThat(crashed.resumable()).isTrue();
        RunResult resumed = materializer().resume(crashed.runId());
        assertThat(engine.commands())
                .containsExactly("run --model c --pipeline marts", "run --model d --pipeline marts");
        assertThat(resumed.outcomes()).containsOnlyKeys(AssetKey.of("c"), AssetKey.of("d"));
        assertThat(resumed.succeeded()).isTrue();
    }

    @Test
    void endsInGoodOrderWhenItIsToldTo() throws Exception {
        other.destroy(); // SIGTERM
        assertThat(other.waitFor()).as(this::log).isEqualTo(143);
        RecordedRun run = RunHistory.read(journal).runs().get(0);
        assertThat(run.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        assertThat(run.assets()).filteredOn(asset -> asset.key().equals(AssetKey.of("d"))).singleElement()
                .satisfies(asset -> assertThat(asset.reason()).contains("the run was cancelled"));
        assertThat(materializer().resume(run.runId()).succeeded()).isTrue();
    }

    @Test
    void holdsOffAnotherRunAsLongAsItLives() throws Exception {
        String run = RunHistory.read(journal).runs().get(0).runId();
        assertThatThrownBy(() -> materializer().run())
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("run " + run + " of process " + other.pid())
                .hasMessageContaining("waitForOtherRuns");
        assertThatThrownBy(() -> materializer().waitForOtherRuns(Duration.ofMillis(300)).resume(run))
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("didn't end within 300 ms");
        assertThat(engine.requests).isEmpty();
        RunHandle waiting = materializer().waitForOtherRuns(Duration.ofMinutes(1)).start();
        assertThat(waiting.done()).isFalse();
        other.destroyForcibly().waitFor();
        assertThat(waiting.join().succeeded()).isTrue();
    }

    private Materializer materializer() {
        return Materializer.of(CrashingRun.definitions(), engine).journal(journal);
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("other.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
