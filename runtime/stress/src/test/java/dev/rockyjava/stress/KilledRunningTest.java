package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that runs a project is killed by SIGKILL, or its engine, or both; then the run is resumed. */
@EnabledOnOs(OS.LINUX)
class KilledRunningTest {

    private static final List<String> MODELS = List.of("m0", "m1", "m2", "m3", "m4", "m5");
    private static final Definitions DEFINITIONS = Models.of(MODELS.size());

    @TempDir
    Path temporary;

    private enum Victim {
        PROGRAM,
        ENGINE,
        BOTH
    }

    /** A program that runs the project: with the scripted engine if there is one, otherwise with the real one. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            ChildJvm.endOnFailure();
            System.out.println("starting");
            materializer(Path.of(arguments[0])).listener(event -> System.out.println("working")).run();
        }
    }

    private static Materializer materializer(Path folder) {
        return Materializer.of(DEFINITIONS, engine(folder))
                .retry(RetryPolicy.none())
                .warnings(Models.IGNORED)
                .parallelism(2)
                .waitForOtherRuns(Duration.ofMinutes(1))
                .journal(folder.resolve("journal"));
    }

    private static RockyEngine engine(Path folder) {
        return isScripted(folder)
                ? new ScriptedRocky(folder).engine().build()
                : CliEngine.forProject(folder.resolve("rocky.toml")).gracePeriod(Duration.ofSeconds(1)).build();
    }

    private static boolean isScripted(Path folder) {
        return Files.exists(folder.resolve("script"));
    }

    @Test
    void aResumeOfScriptedRunsDoesTheRest() {
        Campaign campaign = new Campaign("killed-running", 2, 480);
        campaign.run((round, random) -> {
            Path folder = Files.createDirectory(temporary.resolve("r" + round));
            ScriptedRocky.in(folder, ScriptedRocky.BUILDS_MODELS);
            return attack(folder, random, 900);
        });
    }

    @Test
    void aResumeOfRealRunsDoesTheRest() throws Exception {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT attacked");
        Path built = realProject(Files.createDirectory(temporary.resolve("built")));
        Campaign campaign = new Campaign("killed-running-real", 1, 20);
        campaign.run((round, random) -> {
            Path folder = temporary.resolve("r" + round);
            copy(built, folder);
            return attack(folder, random, 4000);
        });
    }

    private static String attack(Path folder, Random random, int longestMillis) throws Exception {
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        kill(folder, victim, random.nextInt(8) == 0 ? "starting" : "working", random.nextInt(longestMillis));
        Path journal = folder.resolve("journal");
        List<RecordedRun> runs = Files.exists(journal) ? RunHistory.read(journal).runs() : List.of();
        Optional<RecordedRun> run = runs.stream().findFirst().filter(found -> found.assets().size() == MODELS.size());
        String outcome;
        if (run.isEmpty()) {
            assertThat(executions(folder)).as("before the plan was on disk").isEmpty();
            assertThat(materializer(folder).run().succeeded()).isTrue();
            outcome = "killed before the plan was written";
        } else if (!run.get().resumable()) {
            outcome = "killed after the last asset";
        } else {
            outcome = resume(folder, run.get().runId(), random.nextBoolean());
        }
        assertThat(Leftovers.processesIn(folder)).isEmpty();
        assertThat(RunHistory.read(journal).runs()).hasSizeBetween(1, 2).first().satisfies(recorded ->
                assertThat(recorded.assets()).hasSize(MODELS.size()).allSatisfy(asset -> assertThat(asset.good()).isTrue()));
        Leftovers.delete(folder);
        return victim + ": " + outcome;
    }

    private static void kill(Path folder, Victim victim, String when, int millis) throws Exception {
        try (ChildJvm program = ChildJvm.start(Program.class, folder.toString())) {
            program.await(when::equals);
            TimeUnit.MILLISECONDS.sleep(millis);
            if (victim == Victim.ENGINE) {
                Optional<ProcessHandle> engine = Optional.empty();
                while (engine.isEmpty() && program.process().isAlive()) {
                    engine = program.process().children().findFirst();
                }
                engine.ifPresent(ProcessHandle::destroyForcibly);
                program.end();
            } else {
                List<ProcessHandle> engines = victim == Victim.BOTH ? program.process().children().toList() : List.of();
                program.kill();
                engines.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static String resume(Path folder, String run, boolean end) throws Exception {
        Materializer materializer = materializer(folder);
        RunResult result = (end ? materializer.endLeftEngines() : materializer).resume(run);
        Map<String, Integer> executions = executions(folder);
        for (String model : MODELS) {
            int times = executions.getOrDefault(model, 0);
            if (Models.addsRows(model)) {
                assertThat(times).as("executions of %s: %s", model, result.summary()).isLessThanOrEqualTo(1);
            }
        }
        for (Map.Entry<AssetKey, AssetOutcome> outcome : result.outcomes().entrySet()) {
            int times = executions.getOrDefault(outcome.getKey().toString(), 0);
            if (outcome.getValue().good()) {
                assertThat(times).as("executions of %s: %s", outcome, result.summary()).isPositive();
            } else {
                assertThat(outcome.getValue().reason().orElse("")).matches("(?s)not repeated: .*|upstream .*");
            }
        }
        if (result.succeeded()) {
            return "resumed";
        }
        RunResult consented = materializer(folder).repeatUnknown().resume(run);
        assertThat(consented.succeeded()).as(consented.summary()).isTrue();
        return "resumed with consent";
    }

    /** How often each model was executed, as far as can be seen in the tables. */
    private static Map<String, Integer> executions(Path folder) throws Exception {
        Map<String, Integer> times = new TreeMap<>();
        if (!isScripted(folder)) {
            return realTables(folder);
        }
        for (String file : List.of("rows", "tables")) {
            new ScriptedRocky(folder).lines(file).forEach(model -> times.merge(model, 1, Integer::sum));
        }
        return times;
    }

    /** A project whose tables are built once; a next build adds a row to some of them, and replaces the others. */
    private static Path realProject(Path folder) throws Exception {
        Files.writeString(folder.resolve("rocky.toml"), """
                [adapter]
                type = "duckdb"
                path = "wh.duckdb"
                [pipeline.marts]
                type = "transformation"
                models = "models/**"
                [pipeline.marts.target]
                adapter = "default"
                [pipeline.marts.target.governance]
                auto_create_schemas = true
                """);
        Files.createDirectory(folder.resolve("models"));
        for (String model : MODELS) {
            boolean adds = Models.addsRows(model);
            Files.writeString(folder.resolve("models/" + model + ".toml"), """
                    name = "%s"
                    [target]
                    catalog = "wh"
                    schema = "marts"
                    [strategy]
                    type = "%s"
                    %s
                    """.formatted(model, adds ? "incremental" : "full_refresh", adds ? "timestamp_column = \"n\"" : ""));
            Files.writeString(folder.resolve("models/" + model + ".sql"), "SELECT 1::BIGINT AS n\n");
        }
        assertThat(materializer(folder).run().succeeded()).isTrue();
        for (String model : MODELS) {
            Files.writeString(folder.resolve("models/" + model + ".sql"),
                    "SELECT count(*)::BIGINT AS n FROM range(4000) a, range(4000) b WHERE (a.range * b.range) % 7 = 3\n");
        }
        Leftovers.delete(folder.resolve("journal"));
        return folder;
    }

    private static Map<String, Integer> realTables(Path folder) throws SQLException {
        Map<String, Integer> times = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("wh.duckdb"));
                Statement statement = connection.createStatement()) {
            for (String model : MODELS) {
                try (ResultSet rows = statement.executeQuery("SELECT count(*) FILTER (n > 1), count(*) FROM marts." + model)) {
                    rows.next();
                    assertThat(rows.getInt(2)).as("rows of " + model).isEqualTo(Models.addsRows(model) ? 1 + rows.getInt(1) : 1);
                    times.put(model, rows.getInt(1));
                }
            }
        }
        times.values().removeAll(Collections.singleton(0));
        return times;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
