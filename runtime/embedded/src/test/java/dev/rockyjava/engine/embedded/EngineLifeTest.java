package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.error.ProjectException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineLifeTest {

    private static final String ENDLESS =
            "SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 5";
    private static final RunRequest SLOW = new RunRequest.Model("slow", "marts", PartitionChoice.DEFAULT);
    private static final RunRequest QUICK = new RunRequest.Model("quick", "marts", PartitionChoice.DEFAULT);

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .model("slow", "", ENDLESS)
                .model("quick", "type = \"incremental\"\ntimestamp_column = \"n\"", "SELECT 1 AS n");
    }

    @Test
    void infoNamesTheEngineAndTheDatabase() {
        try (EmbeddedEngine engine = project.engine()) {
            assertThat(engine.info().name()).isEqualTo("embedded DuckDB");
            assertThat(engine.info().version()).matches("v1\\.\\d+\\.\\d+");
        }
    }

    @Test
    void aCallHasVariablesOfItsOwn() {
        project.file("rocky.toml", TestProject.ADAPTER.replace("wh.duckdb", "${GREETING}.duckdb") + TestProject.MARTS)
                .file("models/quick.toml", "[target]\ncatalog = \"${WAREHOUSE:-hi}\"\nschema = \"marts\"");
        try (EmbeddedEngine engine = project.engine()) {
            engine.run(QUICK, CallOptions.defaults().withEnvironment(Map.of("GREETING", "dry_run", "WAREHOUSE", "dry_run")));
            assertThat(folder.resolve("dry_run.duckdb")).exists();
            assertThat(folder.resolve("hi.duckdb")).doesNotExist();
            engine.run(QUICK);
            assertThat(folder.resolve("hi.duckdb")).exists();
        }
    }

    @Test
    void aTimeLimitCanBeAsLongAsAnybodyLikes() {
        try (EmbeddedEngine engine = project.engine()) {
            CallOptions options = CallOptions.defaults().withTimeout(Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(engine.run(QUICK, options).exitCode()).isZero();
        }
    }

    @Test
    void aFailingListenerDoesNotStopTheCall() {
        try (EmbeddedEngine engine = project.engine()) {
            EngineReply reply = engine.run(QUICK, CallOptions.defaults().withLog(line -> {
                throw new AssertionError("no");
            }));
            assertThat(reply.exitCode()).isZero();
            assertThat(reply.logTail()).last().asString().contains("listener").contains("AssertionError: no");
        }
    }

    @Test
    void anotherEngineOfThisJvmIsWaitedFor() throws Exception {
        try (EmbeddedEngine engine = project.engine()) {
            EngineLocks.Held other = EngineLocks.acquire(RockyProject.load(folder.resolve("rocky.toml")).duckDbFiles());
            CompletableFuture<EngineReply> reply;
            try {
                reply = CompletableFuture.supplyAsync(() -> engine.run(QUICK));
                assertThatThrownBy(() -> reply.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            } finally {
                other.close();
            }
            assertThat(reply.get(1, TimeUnit.MINUTES).exitCode()).isZero();
        }
    }

    @Test
    void slowRequestIsStoppedAndLeavesTheTable() {
        project.sql("CREATE SCHEMA marts", "CREATE TABLE marts.slow AS SELECT 42 AS n");
        long begin = System.nanoTime();
        try (EmbeddedEngine engine = project.engine()) {
            assertThatThrownBy(() -> engine.run(SLOW, CallOptions.defaults().withTimeout(Duration.ofMillis(300))))
                    .isInstanceOf(EngineTimeoutException.class)
                    .hasMessageContaining("slow")
                    .hasMessageContaining("300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(engine.run(QUICK).exitCode()).as("the engine is usable afterwards").isZero();
        }
        assertThat(project.rows("SELECT n FROM marts.slow")).containsExactly("42");
    }

    @Test
    void theLimitOfCallAndWaitTogetherHoldsInTheQueue() throws Exception {
        List<Boolean> waits = new ArrayList<>();
        CallOptions options = CallOptions.defaults()
                .withTotal(Optional.of(Duration.ofMillis(200)))
                .withWaits(waits::add);
        EngineLocks.Held held = EngineLocks.acquire(List.of(project.database()));
        try (EmbeddedEngine engine = project.engine()) {
            Throwable thrown = CompletableFuture.supplyAsync(() -> catchThrowable(() -> engine.run(QUICK, options)))
                    .get(30, TimeUnit.SECONDS);
            assertThat(thrown).isInstanceOf(EngineTimeoutException.class).hasMessageContaining("nothing was executed");
        } finally {
            held.close();
        }
        assertThat(waits).first().isEqualTo(true);
        assertThat(project.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'quick'"))
                .containsExactly("0");
    }

    @Test
    void theLimitOfCallAndWaitTogetherHoldsForTheCall() {
        try (EmbeddedEngine engine = project.engine()) {
            CallOptions options = CallOptions.defaults().withTotal(Optional.of(Duration.ofMillis(300)));
            assertThatThrownBy(() -> engine.run(SLOW, options)).isInstanceOf(EngineTimeoutException.class);
            CallOptions shorter = CallOptions.defaults()
                    .withTimeout(Duration.ofMillis(300))
                    .withTotal(Optional.of(Duration.ofHours(1)));
            assertThatThrownBy(() -> engine.run(SLOW, shorter)).isInstanceOf(EngineTimeoutException.class);
        }
    }

    @Test
    void requestThatOnlyWaitedIsNeverExecuted() throws Exception {
        try (EmbeddedEngine engine = project.engine()) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> assertThatThrownBy(
                            () -> engine.run(SLOW, CallOptions.defaults().withTimeout(Duration.ofSeconds(2))))
                    .isInstanceOf(EngineTimeoutException.class));
            Thread.sleep(500);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread second = new Thread(() -> thrown.set(catchThrowable(() -> engine.run(QUICK))));
            second.start();
            Thread.sleep(200);
            second.interrupt();
            second.join();
            assertThat(thrown.get()).isInstanceOf(EngineInterruptedException.class);
            first.get();
        }
        assertThat(project.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'quick'"))
                .containsExactly("0");
    }

    @Test
    void interruptionStopsItAndStaysVisible() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        try (EmbeddedEngine engine = project.engine()) {
            Thread caller = new Thread(() -> {
                try {
                    engine.run(SLOW);
                } catch (RuntimeException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            Thread.sleep(500);
            caller.interrupt();
            caller.join();
            assertThat(thrown.get()).isInstanceOf(EngineInterruptedException.class);
            assertThat(flag).isTrue();
            assertThat(engine.run(QUICK).exitCode()).isZero();
        }
    }

    @Test
    void requestsOfManyThreadsExecuteOneAtATime() {
        try (EmbeddedEngine engine = project.engine()) {
            List<CompletableFuture<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(CompletableFuture.supplyAsync(() -> engine.run(QUICK).exitCode()));
            }
            assertThat(runs).allSatisfy(run -> assertThat(run.join()).isZero());
        }
        assertThat(project.rows("SELECT count(*) FROM marts.quick")).containsExactly("8");
    }

    @Test
    void fileOpenInAnotherProcessIsBusyAndNothingIsDone() throws Exception {
        project.sql("CREATE SCHEMA marts");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"),
                        LockHolder.class.getName(), project.database().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8);
                EmbeddedEngine engine = project.engine()) {
            assertThat(out.readLine()).startsWith("open");
            assertThatThrownBy(() -> engine.run(QUICK))
                    .isInstanceOf(EngineBusyException.class)
                    .hasMessageContaining("wh.duckdb")
                    .hasMessageContaining("PID " + holder.pid())
                    .hasMessageContaining("nothing was executed");
            holder.getOutputStream().close();
            holder.waitFor();
            assertThat(engine.run(QUICK).exitCode()).as("once it is free").isZero();
        } finally {
            holder.destroyForcibly();
        }
        assertThat(project.rows("SELECT count(*) FROM marts.quick")).containsExactly("1");
    }

    @Test
    void nobodyIsLockedOutBetweenRequests() throws Exception {
        try (EmbeddedEngine engine = project.engine()) {
            engine.run(QUICK);
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                            "-cp", System.getProperty("java.class.path"),
                            LockHolder.class.getName(), project.database().toString())
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        }
    }

    @Test
    void closedEngineExecutesNothing() {
        EmbeddedEngine engine = project.engine();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.run(QUICK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void logComesAsItHappensAndInTheReply() {
        List<String> lines = new ArrayList<>();
        try (EmbeddedEngine engine = project.engine()) {
            var reply = engine.run(QUICK, CallOptions.defaults().withLog(lines::add));
            assertThat(lines).isEqualTo(reply.logTail())
                    .anySatisfy(line -> assertThat(line).contains("wh.marts.quick"));
        }
    }

    @Test
    void brokenProjectIsSaidWhenItIsOpened() {
        project.file("rocky.toml", "[adapter\n");
        assertThatThrownBy(project::engine).isInstanceOf(ProjectException.class).hasMessageContaining("rocky.toml:1");
        project.config("[pipeline.marts]\ntype = \"transformation\"\n");
        assertThatThrownBy(project::engine).isInstanceOf(ProjectException.class).hasMessageContaining("needs a target");
    }

    @Test
    void projectThatBreaksLaterFailsTheRequestWithoutADocument() {
        try (EmbeddedEngine engine = project.engine()) {
            project.file("rocky.toml", "[adapter\n");
            assertThatThrownBy(() -> engine.run(QUICK))
                    .isInstanceOfSatisfying(EngineCommandException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                    .hasMessageContaining("rocky.toml:1");
        }
    }
}
