package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that share a DuckDB file and no journal. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoRunsTest {

    private static final AssetKey QUICK = AssetKey.of("quick");

    @TempDir
    Path folder;

    private TestProject project;
    private final Definitions definitions = Definitions.of(List.of(model("quick"), model("other")), List.of());

    private static AssetSpec model(String name) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .target(new Target("wh", "marts", name))
                .build();
    }

    @BeforeEach
    void project() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .model("quick", "", "SELECT 1 AS n")
                .model("other", "", "SELECT 2 AS n");
        project.sql("CREATE SCHEMA marts");
    }

    @Test
    void ofOneProgramWaitForEachOther() throws Exception {
        CountDownLatch waiting = new CountDownLatch(4);
        Queue<AssetKey> tooEarly = new ConcurrentLinkedQueue<>();
        try (EmbeddedEngine one = project.engine();
                EmbeddedEngine two = project.engine()) {
            List<RunHandle> runs = new ArrayList<>();
            // As a call of another run of this program has it.
            EngineLocks.Held file = EngineLocks.acquire(RockyProject.load(folder.resolve("rocky.toml")).duckDbFiles());
            for (int i = 0; i < 4; i++) {
                runs.add(Materializer.of(definitions, i % 2 == 0 ? one : two)
                        .retry(RetryPolicy.none())
                        .listener(event -> {
                            if (event instanceof RunEvent.AssetWaits) {
                                waiting.countDown();
                            } else if (event instanceof RunEvent.AssetFinished ended && waiting.getCount() > 0) {
                                tooEarly.add(ended.key());
                            }
                        })
                        .start());
            }
            boolean allWait = waiting.await(20, TimeUnit.SECONDS);
            file.close();
            for (RunHandle run : runs) {
                RunResult result = run.join();
                assertThat(result.succeeded()).as(result.summary()).isTrue();
            }
            assertThat(tooEarly).isEmpty();
            assertThat(allWait).isTrue();
        }
    }

    @Test
    void ofTwoProgramsTryAgainUntilTheFileIsFree() throws Exception {
        Process holder = holder();
        List<String> reasons = new ArrayList<>();
        try (EmbeddedEngine engine = project.engine()) {
            RunResult result = Materializer.of(definitions, engine)
                    .retry(RetryPolicy.none().withAttempts(50).withBudget(100).withDelays(
                            Duration.ofMillis(200), Duration.ofMillis(200)))
                    .listener(event -> {
                        if (event instanceof RunEvent.AssetRetried retried) {
                            reasons.add(retried.reason());
                            free(holder);
                        }
                    })
                    .run();
            assertThat(result.succeeded()).as(result.summary()).isTrue();
            assertThat(reasons).isNotEmpty();
            assertThat(reasons.get(0)).contains("PID " + holder.pid());
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void ofTwoProgramsFailWithAClearMessageIfTheyAreNotToTryAgain() throws Exception {
        Process holder = holder();
        try (EmbeddedEngine engine = project.engine()) {
            RunResult result = Materializer.of(definitions, engine).retry(RetryPolicy.none()).run();
            assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
            assertThat(result.outcome(QUICK).reason().orElseThrow())
                    .contains("wh.duckdb")
                    .contains("PID " + holder.pid())
                    .contains("nothing was executed")
                    .doesNotContain("IO Error");
        } finally {
            holder.destroyForcibly();
        }
    }

    private Process holder() throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"),
                        LockHolder.class.getName(), project.database().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = holder.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).startsWith("open");
        return holder;
    }

    private static void free(Process holder) {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
