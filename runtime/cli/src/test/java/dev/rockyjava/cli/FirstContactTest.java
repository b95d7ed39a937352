package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.cli.CliEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A project that ran by plain {@code rocky} before, and does so again after this library: as if that had not been there. */
@Timeout(300)
class FirstContactTest {

    private static final String TOML = """
            [adapter]
            type = "duckdb"
            path = "wh.duckdb"

            [pipeline.ingest]
            strategy = "incremental"
            timestamp_column = "updated_at"
            [pipeline.ingest.source.schema_pattern]
            prefix = "raw__"
            separator = "__"
            components = ["source"]
            [pipeline.ingest.source.discovery]
            adapter = "default"
            report_new_sources = true
            [pipeline.ingest.target]
            catalog_template = "wh"
            schema_template = "lake__{source}"
            [pipeline.ingest.target.governance]
            auto_create_schemas = true

            [pipeline.marts]
            type = "transformation"
            models = "models/**"
            depends_on = ["ingest"]
            [pipeline.marts.target]
            adapter = "default"
            [pipeline.marts.target.governance]
            auto_create_schemas = true
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void findIt() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
    }

    @Test
    void historyWatermarksAndRowsAreAsIfNobodyHadBeenThere() throws Exception {
        Path ours = project("ours");
        Path plain = project("plain");
        for (Path project : List.of(ours, plain)) {
            run(project);
            assertThat(rows(project)).isEqualTo(10);
            sql(project, "DELETE FROM raw__shop.orders WHERE id <= 7", row(11));
        }
        Map<String, String> before = files(ours);
        assertThat(command(ours, "refresh").err()).doesNotContain("warning:");
        for (String[] readOnly : new String[][] {
            {"doctor"}, {"refresh", "--check"}, {"list"}, {"show", "total"}, {"status"}, {"graph"}, {"history"},
            {"plan", "*"}, {"diff", ours.resolve("snapshot.json").toString()}
        }) {
            Ran ran = command(ours, readOnly);
            assertThat(ran.status()).as(Arrays.toString(readOnly) + ran.err() + ran.out()).isZero();
        }
        assertThat(files(ours)).isEqualTo(before);
        assertThat(command(ours, "doctor").out())
                .containsPattern("ok +state +the engine keeps its state in \\S+/ours/models/.rocky-state.redb");

        Ran materialized = command(ours, "materialize", "*");
        assertThat(materialized.status()).as(materialized.err()).isZero();
        assertThat(materialized.err()).doesNotContain("warning:");
        run(plain);
        assertThat(rows(ours)).isEqualTo(11).isEqualTo(rows(plain));
        assertThat(watermarks(ours)).isEqualTo(watermarks(plain)).isNotEmpty();
        // A run of ours is one call for each replication and each model, as is that of the other project.
        assertThat(history(ours)).isEqualTo(history(plain));

        for (Path project : List.of(ours, plain)) {
            sql(project, row(12));
            run(project);
        }
        assertThat(rows(ours)).isEqualTo(12).isEqualTo(rows(plain));
        assertThat(watermarks(ours)).isEqualTo(watermarks(plain));
        assertThat(history(ours)).isEqualTo(history(plain));
        assertThat(files(ours).keySet()).filteredOn(file -> file.endsWith(".redb"))
                .containsExactly("models/.rocky-state.redb");
    }

    @Test
    void anEngineStateOfOurEarlierVersionsStaysInUse() throws Exception {
        Path project = project("earlier");
        rocky(project, "--state-path", project.resolve(".rocky-state.redb").toString(), "run", "--pipeline", "ingest");
        sql(project, "DELETE FROM raw__shop.orders WHERE id <= 7", row(11));
        command(project, "refresh");
        Ran doctor = command(project, "doctor");
        assertThat(doctor.status()).isZero();
        assertThat(doctor.out()).containsPattern("warning +state .* Move it while nothing runs: mv "
                + project.resolve(".rocky-state.redb") + " " + project.resolve("models/.rocky-state.redb"));
        Ran first = command(project, "materialize", "ingest/load");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err()).containsOnlyOnce("warning: rocky: ");
        assertThat(rows(project)).isEqualTo(11);

        Files.move(project.resolve(".rocky-state.redb"), project.resolve("models/.rocky-state.redb"));
        sql(project, row(12));
        assertThat(command(project, "materialize", "ingest/load").err()).doesNotContain("warning:");
        assertThat(rows(project)).isEqualTo(12);
        assertThat(command(project, "doctor").out()).containsPattern("ok +state");
    }

    @Test
    void twoEngineStatesAreSaidBeforeARun() throws Exception {
        Path project = project("two");
        run(project);
        command(project, "refresh");
        rocky(project, "--state-path", project.resolve(".rocky-state.redb").toString(), "state");
        assertThat(command(project, "doctor").out()).containsPattern("warning +state +this project has two engine states");
        Ran ran = command(project, "materialize", "total");
        assertThat(ran.err()).startsWith("warning: this project has two engine states: "
                + project.resolve(".rocky-state.redb") + " is used, " + project.resolve("models/.rocky-state.redb") + " is not");
        assertThat(ran.err()).containsOnlyOnce("warning: rocky: two Rocky state files detected");
    }

    @Test
    void aNewProjectHasNoEngineStateUntilItIsRun() throws Exception {
        Path project = project("new");
        Map<String, String> before = files(project);
        assertThat(command(project, "refresh").status()).isZero();
        assertThat(command(project, "doctor").out()).containsPattern("ok +state +no engine state yet; the first run makes");
        assertThat(files(project)).isEqualTo(before);
    }

    private Path project(String name) throws Exception {
        Path project = Files.createDirectories(folder.toRealPath().resolve(name));
        Files.writeString(project.resolve("rocky.toml"), TOML);
        Files.writeString(project.resolve("defs.yaml"), """
                type: dagster_rocky.RockyComponent
                attributes:
                  dag_mode: true
                  state_path: null
                  surface_column_lineage: true
                  surface_compliance: true
                  defs_state: {path: snapshot.json}
                """);
        Path models = Files.createDirectories(project.resolve("models"));
        Files.writeString(models.resolve("total.sql"), "SELECT count(*) AS n FROM wh.lake__shop.orders\n");
        Files.writeString(models.resolve("total.toml"),
                "name = \"total\"\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\ntable = \"total\"\n");
        sql(project, "CREATE SCHEMA raw__shop", "CREATE TABLE raw__shop.orders (id INTEGER, updated_at TIMESTAMP)");
        sql(project, IntStream.rangeClosed(1, 10).mapToObj(FirstContactTest::row).toArray(String[]::new));
        return project;
    }

    private static String row(int id) {
        return "INSERT INTO raw__shop.orders VALUES (" + id + ", TIMESTAMP '2026-04-01 00:00:00' + INTERVAL " + id + " HOUR)";
    }

    /** What a user types who knows no library. */
    private static void run(Path project) throws Exception {
        rocky(project, "run", "--pipeline", "ingest");
        rocky(project, "run", "--model", "total", "--pipeline", "marts");
    }

    private static JsonNode rocky(Path project, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("rocky", "--output", "json"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("rocky", ".json");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("ROCKY_TRACE_DISABLE", "1");
            assertThat(builder.start().waitFor()).as(command.toString()).isZero();
            return new JsonMapper().readTree(out.toFile());
        } finally {
            Files.delete(out);
        }
    }

    private static List<String> watermarks(Path project) throws Exception {
        return rocky(project, "state").get("watermarks").valueStream()
                .map(mark -> mark.get("table").asString() + " " + mark.get("last_value").asString())
                .sorted()
                .toList();
    }

    private static List<String> history(Path project) throws Exception {
        return rocky(project, "history").get("runs").valueStream()
                .map(run -> run.get("status").asString() + " " + run.get("models").findValuesAsString("model_name"))
                .toList();
    }

    private static Ran command(Path project, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--project", project.toString()));
        all.addAll(List.of(arguments));
        return Ran.command(RockyCli.ofProject(), all.toArray(String[]::new));
    }

    private static int rows(Path project) throws SQLException {
        try (Connection connection = open(project);
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM lake__shop.orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void sql(Path project, String... statements) throws SQLException {
        try (Connection connection = open(project)) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private static Connection open(Path project) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + project.resolve("wh.duckdb"));
    }

    /** All files but what rocky-java keeps, and the warehouse, whose bytes may change when it is opened. */
    private static Map<String, String> files(Path project) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.toList()) {
                String name = project.relativize(file).toString();
                if (!name.equals("snapshot.json") && !name.startsWith(".rocky-java") && !name.startsWith("wh.duckdb")) {
                    found.put(name, name.endsWith(".redb") || Files.isDirectory(file) ? "" : Files.readString(file));
                }
            }
        }
        return found;
    }
}
