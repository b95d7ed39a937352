package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.EngineVersion;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.PlanOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the fake can't prove: that the real engine takes these commands and answers as the driver expects. */
@Timeout(120)
class RealEngineTest {

    private static final CallOptions OPTIONS = CallOptions.defaults().withTimeout(Duration.ofSeconds(60));
    // Longer than any test: a model that never ends.
    private static final String ENDLESS = "SELECT count(*) AS n FROM range(100000000000000) a";

    @TempDir
    Path folder;

    private RealProject project;
    private CliEngine engine;

    @BeforeEach
    void findIt() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        project = new RealProject(folder);
        engine = CliEngine.forProject(project.file("rocky.toml")).build();
    }

    @Test
    void tellsItsVersion() {
        assertThat(EngineVersion.parse(engine.info().version())).isPresent();
    }

    @Test
    void buildsAProjectFromNothing() {
        seedAndReplicate();
        EngineReply total = engine.run(model("total"), OPTIONS);
        assertThat(total.exitCode()).isZero();
        assertThat(run(total).status()).isEqualTo("Success");
        assertThat(run(total).materializations()).extracting(RunOutput.MaterializedTable::assetKey)
                .containsExactly(List.of("wh", "marts", "total"));
        assertThat(total.logTail()).isNotEmpty();

        EngineReply day = engine.run(
                new RunRequest.Model("daily", "marts", new PartitionChoice.One("2026-04-07")), OPTIONS);
        assertThat(partitions(day)).containsExactly("2026-04-07");
        EngineReply days = engine.run(
                new RunRequest.Model("daily", "marts", new PartitionChoice.Range("2026-04-07", "2026-04-09")), OPTIONS);
        assertThat(partitions(days)).containsExactly("2026-04-07", "2026-04-08", "2026-04-09");

        EngineReply latest = engine.run(
                new RunRequest.Model("daily", "marts", new PartitionChoice.Latest()), OPTIONS);
        assertThat(partitions(latest)).hasSize(1);
        EngineReply missing = engine.run(
                new RunRequest.Model("daily", "marts", new PartitionChoice.Missing()), OPTIONS);
        assertThat(run(missing).partitionSummaries()).singleElement().satisfies(summary ->
                assertThat(summary.partitionsSucceeded()).isEqualTo(partitions(missing).size()).isPositive());
        EngineReply none = engine.run(
                new RunRequest.Model("daily", "marts", new PartitionChoice.Missing()), OPTIONS);
        assertThat(partitions(none)).isEmpty();
        assertThat(run(none).partitionSummaries()).singleElement()
                .satisfies(summary -> assertThat(summary.partitionsPlanned()).isZero());

        EngineReply checks = engine.run(new RunRequest.Quality("dq"), OPTIONS);
        assertThat(checks.exitCode()).isZero();
        assertThat(run(checks).checkResults()).isNotEmpty();
        assertThat(project.file("models/.rocky-state.redb")).exists();
        assertThat(project.file(".rocky-state.redb")).doesNotExist();
    }

    @Test
    void plansAndApplies() {
        seed();
        EngineReply planned = engine.run(new RunRequest.Plan("ingest", Optional.of("source=shop")), OPTIONS);
        PlanOutput plan = (PlanOutput) planned.document();
        assertThat(plan.statements()).extracting(PlanOutput.Statement::purpose).contains("full_refresh_copy");
        String id = plan.planId().orElseThrow();
        assertThat(project.file(".rocky/plans/" + id + ".json")).exists();
        EngineReply applied = engine.run(new RunRequest.Apply(id), OPTIONS);
        assertThat(applied.exitCode()).isZero();
        assertThat(run(applied).tablesCopied()).isOne();
        assertThatThrownBy(() -> engine.run(new RunRequest.Apply("0".repeat(64)), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("not found");
        assertThatThrownBy(() -> engine.run(new RunRequest.Plan("marts", Optional.empty()), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("only supports replication pipelines");
    }

    @Test
    void aFailingModelIsAnAnswer() {
        seedAndReplicate();
        project.model("broken", "SELECT nope FROM wh.lake__shop.nothing");
        EngineReply reply = engine.run(model("broken"), OPTIONS);
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThat(run(reply).status()).isEqualTo("Failure");
        assertThat(run(reply).errors()).singleElement().satisfies(error -> {
            assertThat(error.assetKey()).containsExactly("broken");
            assertThat(error.error()).contains("nothing");
        });
    }

    @Test
    void queriesAnswer() {
        seedAndReplicate();
        assertThat(query(new QueryRequest.Discover("ingest")).path("sources")).hasSize(1);
        JsonNode compiled = query(new QueryRequest.Compile("models", Optional.empty()));
        assertThat(compiled.path("models").asInt()).isEqualTo(2);
        assertThat(query(new QueryRequest.Optimize("models")).path("recommendations").isArray()).isTrue();
        JsonNode dag = query(new QueryRequest.Dag());
        assertThat(dag.path("nodes").findValuesAsString("id"))
                .contains("seed:orders", "source:ingest", "load:ingest", "transformation:total", "quality:dq");
        assertThat(dag.path("column_lineage").isArray()).isTrue();
    }

    @Test
    void compileAnswersWithItsDiagnostics() {
        project.model("twin", "SELECT 1 AS x", "[target]", "catalog = \"wh\"", "schema = \"marts\"", "table = \"total\"");
        JsonNode compiled = query(new QueryRequest.Compile("models", Optional.empty()));
        assertThat(compiled.path("has_errors").asBoolean()).isTrue();
        assertThat(compiled.path("diagnostics").findValuesAsString("code")).contains("E036");
    }

    @Test
    void refusalsCarryTheEnginesReason() {
        assertThatThrownBy(() -> engine.query(new QueryRequest.Discover("marts"), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("Error: ")
                .hasMessageContaining("only supports replication pipelines")
                .hasMessageNotContaining("backtrace");
        assertThatThrownBy(() -> engine.query(new QueryRequest.Compile("no-such-folder", Optional.empty()), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("no models found in no-such-folder");
        assertThatThrownBy(() -> engine.run(new RunRequest.Quality("none"), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("'none'");
    }

    @Test
    void valuesThatLookLikeOptionsAreValues() {
        EngineReply reply = engine.run(new RunRequest.Model("--version", "marts", PartitionChoice.DEFAULT), OPTIONS);
        assertThat(run(reply).errors()).singleElement()
                .satisfies(error -> assertThat(error.assetKey()).containsExactly("--version"));
        assertThatThrownBy(() -> engine.query(new QueryRequest.Discover("-x"), OPTIONS)).hasMessageContaining("'-x' not found");
        assertThatThrownBy(() -> engine.query(new QueryRequest.Compile("-m", Optional.of("-c")), OPTIONS))
                .hasMessageContaining("no models found in -m");
        project.write("seeds/-s.csv", "a", "1");
        project.write("seeds/-s.toml", "[target]", "catalog = \"wh\"", "schema = \"seeds\"", "table = \"s\"");
        EngineReply seed = engine.run(new RunRequest.Seed("-s"), OPTIONS);
        assertThat(((SeedOutput) seed.document()).tables()).singleElement().satisfies(table -> assertThat(table.rows()).isOne());
        EngineReply run = engine.run(new RunRequest.Replication("ingest", Optional.of("-source=-x")), OPTIONS);
        assertThat(run(run).filter()).isEqualTo("-source=-x");
    }

    @Test
    void aWrongCommandLineIsTold() {
        // A version of rocky that doesn't know an argument, played by one that sends a wrong one.
        Path wrong = project.write("wrong-rocky", "#!/bin/sh", "[ \"$1\" = --version ] && exec rocky --version",
                "exec rocky --no-such-option \"$@\"");
        assertThat(wrong.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> CliEngine.forProject(project.file("rocky.toml")).binary(wrong).build()
                        .query(new QueryRequest.Dag(), OPTIONS))
                .isInstanceOfSatisfying(EngineCommandException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("wrong command line")
                .hasMessageContaining("unexpected argument '--no-such-option'");
    }

    @Test
    void anEngineBesideOursMakesItBusy() throws Exception {
        project.model("endless", ENDLESS);
        Process other = start("run", "--model", "endless", "--pipeline", "marts");
        try {
            Processes.await(() -> project.file("models/.rocky-state.redb").toFile().exists());
            Processes.await(() -> isBusy(new QueryRequest.Discover("ingest")));
            assertThatThrownBy(() -> engine.run(model("total"), OPTIONS))
                    .isInstanceOf(EngineBusyException.class)
                    .hasMessageContaining("PID " + other.pid())
                    .hasMessageContaining("wh.duckdb");
            assertThatThrownBy(() -> engine.query(new QueryRequest.Optimize("models"), OPTIONS))
                    .isInstanceOf(EngineBusyException.class)
                    .hasMessageContaining(".rocky-state.redb");
            project.write("second.toml", project(".toml").replace("wh.duckdb", "second.duckdb"));
            assertThatThrownBy(() -> CliEngine.forProject(project.file("second.toml")).build().run(model("total"), OPTIONS))
                    .isInstanceOf(EngineBusyException.class)
                    .hasMessageContaining(".rocky-state.redb");
            assertThat(query(new QueryRequest.Dag()).path("nodes").isArray()).isTrue();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRunThatTakesTooLongIsEndedAndFreesItsLocks() {
        project.model("endless", ENDLESS);
        assertThatThrownBy(() -> engine.run(model("endless"), OPTIONS.withTimeout(Duration.ofSeconds(2))))
                .isInstanceOf(EngineTimeoutException.class)
                .hasMessageContaining("endless");
        seedAndReplicate();
    }

    @Test
    void aBrokenProjectFileIsTheEnginesToRefuse() {
        project.write("rocky.toml", "bad toml [");
        assertThatThrownBy(() -> engine.query(new QueryRequest.Dag(), OPTIONS))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("TOML parse error at line 1, column 5");
    }

    private void seedAndReplicate() {
        seed();
        EngineReply copied = engine.run(new RunRequest.Replication("ingest", Optional.of("source=shop")), OPTIONS);
        assertThat(copied.exitCode()).isZero();
        assertThat(run(copied).tablesCopied()).isOne();
    }

    private void seed() {
        EngineReply seed = engine.run(new RunRequest.Seed("orders"), OPTIONS);
        assertThat(seed.exitCode()).isZero();
        assertThat(((SeedOutput) seed.document()).tables()).singleElement()
                .satisfies(table -> assertThat(table.target()).isEqualTo("wh.raw__shop.orders"));
    }

    private boolean isBusy(QueryRequest request) {
        try {
            engine.query(request, OPTIONS);
            return false;
        } catch (EngineBusyException e) {
            return true;
        }
    }

    // Past our queue, as another program would.
    private Process start(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "rocky", "--output", "json"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.file("other.log").toFile())
                .start();
    }

    private String project(String end) throws Exception {
        return java.nio.file.Files.readString(project.file("rocky" + end));
    }

    private JsonNode query(QueryRequest request) {
        return JsonMapper.shared().readTree(engine.query(request, OPTIONS));
    }

    private static RunRequest model(String name) {
        return new RunRequest.Model(name, "marts", PartitionChoice.DEFAULT);
    }

    private static RunOutput run(EngineReply reply) {
        return (RunOutput) reply.document();
    }

    private static List<String> partitions(EngineReply reply) {
        assertThat(reply.exitCode()).isZero();
        return run(reply).materializations().stream()
                .map(built -> built.partition().orElseThrow().key())
                .toList();
    }
}
