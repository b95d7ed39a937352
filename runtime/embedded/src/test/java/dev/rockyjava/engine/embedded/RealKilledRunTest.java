package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real engine builds an incremental model, one row each time, and the program, the engine or both are killed. */
@Timeout(400)
class RealKilledRunTest {

    private static final AssetKey A = AssetKey.of("a");

    @TempDir
    Path folder;

    /** A program that builds the model. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            materializer(Path.of(arguments[0])).run();
        }
    }

    private static Materializer materializer(Path folder) {
        Definitions definitions = Definitions.of(
                List.of(AssetSpec.builder(A, "transformation:a", NodeKind.TRANSFORMATION, "a", "marts")
                        .pipeline("marts")
                        .strategy("incremental")
                        .target(new Target("wh", "marts", "a"))
                        .build()),
                List.of());
        return Materializer.of(definitions, CliEngine.forProject(folder.resolve("rocky.toml")).build())
                .retry(RetryPolicy.standard().withTimeouts())
                .journal(folder.resolve("journal"));
    }

    @BeforeEach
    void buildItOnce() throws Exception {
        assumeTrue(RealRocky.isOnPath(), "no real rocky on the PATH: the real engine is NOT tested");
        write("rocky.toml", "[adapter]\ntype = \"duckdb\"\npath = \"wh.duckdb\"\n[pipeline.marts]\ntype = \"transformation\"\n"
                + "models = \"models/**\"\n[pipeline.marts.target]\nadapter = \"default\"\n"
                + "[pipeline.marts.target.governance]\nauto_create_schemas = true\n");
        write("models/a.toml", "name = \"a\"\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\n[strategy]\n"
                + "type = \"incremental\"\ntimestamp_column = \"n\"\n");
        write("models/a.sql", "SELECT 1::BIGINT AS n\n");
        assertThat(materializer(folder).run().succeeded()).isTrue();
        // Seconds of work, for one more row.
        write("models/a.sql", "SELECT count(*)::BIGINT AS n FROM range(40000) a, range(40000) b"
                + " WHERE (a.range * b.range) % 7 = 3\n");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aKillOfTheProgramAlone() throws Exception {
        Process program = program();
        program.destroyForcibly().waitFor();
        assertThat(engine().isAlive()).as("the engine was done too soon").isTrue();
        RunResult resumed = materializer(folder).waitForOtherRuns(Duration.ofMinutes(5)).resume(run());
        // It ends by SIGPIPE when it logs something next: with its row, and perhaps before it is in its history.
        long rows = rows();
        if (resumed.succeeded()) {
            assertThat(rows).isEqualTo(2);
        } else {
            assertThat(resumed.outcome(A).reason().orElseThrow()).startsWith("not repeated: ");
            assertThat(rows).isBetween(1L, 2L);
        }
    }

    @Test
    void aKillOfBoth() throws Exception {
        Process program = program();
        program.destroyForcibly().waitFor();
        engine().destroyForcibly();
        assertUnknown(materializer(folder).waitForOtherRuns(Duration.ofMinutes(1)).resume(run()));
    }

    @Test
    void aKillOfTheEngineAlone() throws Exception {
        RunHandle run = materializer(folder).start();
        awaitTheEngine();
        engine().destroyForcibly();
        assertThat(run.join().outcome(A).reason().orElseThrow()).contains("SIGKILL");
        assertUnknown(materializer(folder).resume(run()));
    }

    private void assertUnknown(RunResult resumed) throws Exception {
        assertThat(resumed.outcome(A).reason().orElseThrow())
                .startsWith("not repeated: ")
                .contains("wh.marts.a may hold these rows already");
        assertThat(rows()).isEqualTo(1);
        assertThat(materializer(folder).repeatUnknown().resume(run()).succeeded()).isTrue();
        assertThat(rows()).isEqualTo(2);
    }

    private Process program() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), Program.class.getName(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        awaitTheEngine();
        return program;
    }

    private void awaitTheEngine() throws Exception {
        while (RunHistory.leftProcesses(folder.resolve("journal")).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private ProcessHandle engine() {
        List<EngineProcess> left = RunHistory.leftProcesses(folder.resolve("journal"));
        return ProcessHandle.of(left.get(0).pid()).orElseThrow();
    }

    private String run() {
        return RunHistory.read(folder.resolve("journal")).runs().get(0).runId();
    }

    private long rows() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("wh.duckdb"));
                ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM marts.a")) {
            count.next();
            return count.getLong(1);
        }
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
