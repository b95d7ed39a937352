package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.EngineStateFile.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file is the engine's state when the engine decides (ENGINE.md §1.2, §1.3), and what questions do to it. */
@Timeout(60)
class EngineStatePlaceTest {

    private static final String EARLIER = ".rocky-state.redb";
    private static final String TODAY = "models/.rocky-state.redb";
    private static final RunRequest RUN = new RunRequest.Load("files");

    private final Path folder;
    private final FakeRocky rocky;

    EngineStatePlaceTest(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.rocky = new FakeRocky(this.folder);
    }

    /** Prints the document of whatever it is asked, and notes how it was called. */
    private CliEngineBuilder answering() {
        return rocky.answering(
                "echo \"$*\" >> calls",
                "echo \"${ROCKY_TRACE_DISABLE-written}\" > traces",
                "for word; do case \"$word\" in dag|discover|optimize|compile) echo \"{\\\"command\\\":\\\"$word\\\"}\"; exit;; esac; done",
                "echo '" + FakeRocky.RUN_DOCUMENT + "'");
    }

    private void make(String... files) {
        for (String file : files) {
            try {
                if (file.endsWith("/")) {
                    Files.createDirectories(folder.resolve(file));
                } else {
                    rocky.write(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }


    /** The five rows of the contract, with what is to be said of each. */
    @ParameterizedTest
    @CsvSource({
        "s.redb, '.rocky-state.redb models/.rocky-state.redb', s.redb, WITHOUT_HISTORY",
        "s.redb, 's.redb models/.rocky-state.redb', s.redb, OTHER_IGNORED",
        "s.redb, 's.redb models/', s.redb, SOLE",
        "'', models/.rocky-state.redb, models/.rocky-state.redb, SOLE",
        "'', .rocky-state.redb, .rocky-state.redb, SOLE",
        "'', '.rocky-state.redb models/', .rocky-state.redb, EARLIER_PLACE",
        "'', '.rocky-state.redb models/.rocky-state.redb', .rocky-state.redb, OTHER_IGNORED",
        "'', models/, models/.rocky-state.redb, SOLE",
        "'', '', .rocky-state.redb, SOLE",
        "'', models, .rocky-state.redb, SOLE",
    })
    void theQueueIsOfTheFileThatTheEngineTakes(String configured, String there, String file, Standing standing)
            throws Exception {
        make(there.isEmpty() ? new String[0] : there.split(" "));
        CliEngineBuilder builder = configured.isEmpty() ? answering() : answering().engineState(Path.of(configured));
        try (CliEngine engine = builder.build()) {
            EngineStateFile state = engine.state();
            assertThat(folder.relativize(state.file())).hasToString(file);
            assertThat(state.standing()).isEqualTo(standing);
            assertThat(state.advice().isPresent()).isEqualTo(standing != Standing.SOLE);
            List<Path> others = Stream.of(EARLIER, TODAY, "s.redb").map(folder::resolve)
                    .filter(other -> !other.equals(state.file())).toList();
            // Who holds other files doesn't matter.
            EngineLocks.Held notInTheWay = EngineLocks.acquire(others);
            CompletableFuture.supplyAsync(() -> engine.run(RUN)).get(30, TimeUnit.SECONDS);
            notInTheWay.close();

            BlockingQueue<Boolean> waits = new LinkedBlockingQueue<>();
            EngineLocks.Held held = EngineLocks.acquire(List.of(state.file()));
            CompletableFuture<?> call =
                    CompletableFuture.supplyAsync(() -> engine.run(RUN, CallOptions.defaults().withWaits(waits::add)));
            assertThat(waits.poll(30, TimeUnit.SECONDS)).isTrue();
            held.close();
            call.get(30, TimeUnit.SECONDS);
        }
        String option = configured.isEmpty() ? "" : " --state-path " + folder.resolve(configured);
        assertThat(rocky.lines("calls")).containsOnly("--config rocky.toml" + option + " --output json run --pipeline files");
    }

    @Test
    void aPlaceThatChangesDuringTheWaitIsWaitedForToo() throws Exception {
        try (CliEngine engine = answering().build()) {
            EngineLocks.Held first = EngineLocks.acquire(List.of(folder.resolve(EARLIER)));
            EngineLocks.Held second = EngineLocks.acquire(List.of(folder.resolve(TODAY)));
            BlockingQueue<Boolean> waits = new LinkedBlockingQueue<>();
            CompletableFuture<?> call =
                    CompletableFuture.supplyAsync(() -> engine.run(RUN, CallOptions.defaults().withWaits(waits::add)));
            assertThat(waits.poll(30, TimeUnit.SECONDS)).isTrue();
            make("models/");
            second.close();
            EngineLocks.Held again = EngineLocks.acquire(List.of(folder.resolve(TODAY)));
            first.close();
            assertThat(waits.poll(30, TimeUnit.SECONDS)).isFalse();
            assertThat(waits.poll(30, TimeUnit.SECONDS)).as("waits for the new place").isTrue();
            again.close();
            call.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[pipeline.p]', '', models/.rocky-state/p.redb, SOLE",
        "'[pipeline.p]', .rocky-state.redb, models/.rocky-state/p.redb, WITHOUT_HISTORY",
        "'[pipeline.p]', '.rocky-state.redb models/.rocky-state/p.redb', models/.rocky-state/p.redb, SOLE",
        "'[pipeline]\nmodels = \"m/**\"', '', models/.rocky-state/default.redb, SOLE",
        "'[pipeline.p]\n[pipeline.q]', '', .rocky-state.redb, SOLE",
        "'', models/, models/.rocky-state.redb, SOLE",
        "'[pipeline.\"a-b\"]', '', .rocky-state.redb, SOLE",
        "'[pipeline.${NO_SUCH_VARIABLE_OF_ROCKY_JAVA}]', '', .rocky-state.redb, SOLE",
        "'[pipeline.p]', models/.rocky-state, models/.rocky-state.redb, SOLE",
        "'[pipeline.p]', models, .rocky-state.redb, SOLE",
    })
    void theProjectCanNameAFilePerPipeline(String pipelines, String there, String file, Standing standing) {
        rocky.config("[state]", "namespacing = \"pipeline\"", pipelines);
        make(there.isEmpty() ? new String[0] : there.split(" "));
        try (CliEngine engine = answering().build()) {
            assertThat(folder.relativize(engine.state().file())).hasToString(file);
            assertThat(engine.state().standing()).isEqualTo(standing);
        }
        try (CliEngine engine = answering().engineState(Path.of("s.redb")).build()) {
            assertThat(engine.state().file()).isEqualTo(folder.resolve("s.redb"));
        }
    }

    @Test
    void optimizeIsNotAskedWithoutAnEngineState() throws Exception {
        make("models/");
        try (CliEngine engine = answering().build()) {
            assertThat(engine.query(new QueryRequest.Optimize("models"), CallOptions.defaults()))
                    .contains("\"command\":\"optimize\"", "\"recommendations\":[]", "\"version\":\"1.71.0\"");
            assertThat(rocky.file("calls")).doesNotExist();
            make(TODAY);
            assertThat(engine.query(new QueryRequest.Optimize("models"), CallOptions.defaults()))
                    .isEqualToIgnoringWhitespace("{\"command\":\"optimize\"}");
        }
        assertThat(rocky.lines("calls")).containsExactly("--config rocky.toml --output json optimize --models models");
    }

    @Test
    void aQuestionThatWouldRecordOrMakeAFolderGetsAPlaceWhereNothingCanBe() throws Exception {
        Path nowhere = folder.resolve("rocky.toml").resolve(EARLIER);
        rocky.config("[pipeline.in]", "[pipeline.news.source.discovery]", "report_new_sources = true");
        make(TODAY);
        try (CliEngine engine = answering().build()) {
            engine.query(new QueryRequest.Discover("in"), CallOptions.defaults());
            engine.query(new QueryRequest.Discover("news"), CallOptions.defaults());
        }
        try (CliEngine engine = answering().stateNamespace("n").build()) {
            engine.query(new QueryRequest.Dag(), CallOptions.defaults());
            make("models/.rocky-state/n.redb");
            engine.query(new QueryRequest.Dag(), CallOptions.defaults());
        }
        assertThat(rocky.lines("calls")).containsExactly(
                "--config rocky.toml --output json discover --pipeline in",
                "--config rocky.toml --state-path " + nowhere + " --output json discover --pipeline news",
                "--config rocky.toml --state-path " + nowhere + " --output json dag --column-lineage",
                "--config rocky.toml --state-namespace n --output json dag --column-lineage");
    }

    @Test
    void onlyRunsWriteTraces() {
        try (CliEngine engine = answering().build()) {
            engine.query(new QueryRequest.Dag(), CallOptions.defaults());
            assertThat(rocky.lines("traces")).containsExactly("1");
            engine.run(RUN);
            assertThat(rocky.lines("traces")).containsExactly("written");
        }
        try (CliEngine engine = answering().environment("ROCKY_TRACE_DISABLE", "mine").build()) {
            engine.query(new QueryRequest.Dag(), CallOptions.defaults());
            assertThat(rocky.lines("traces")).containsExactly("mine");
        }
    }

    @Test
    void theRealEngineTakesTheSameFileAndQuestionsLeaveNone() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        String pipeline = "[pipeline.in]\nstrategy = \"full_refresh\"\n"
                + "[pipeline.in.source.schema_pattern]\nprefix = \"raw__\"\nseparator = \"__\"\ncomponents = [\"source\"]\n"
                + "[pipeline.in.source.discovery]\nadapter = \"default\"\nreport_new_sources = true\n"
                + "[pipeline.in.target]\ncatalog_template = \"wh\"\nschema_template = \"lake__{source}\"\n";
        String adapter = "[adapter]\ntype = \"duckdb\"\npath = \"wh.duckdb\"\n";
        for (String state : List.of("", "[state]\nnamespacing = \"pipeline\"\n")) {
            for (List<String> there : List.of(
                    List.<String>of(), List.of("models/m.sql"), List.of(EARLIER), List.of(EARLIER, "models/m.sql"),
                    List.of(TODAY), List.of(EARLIER, TODAY))) {
                Path project = Files.createTempDirectory(folder, "project");
                FakeRocky real = new FakeRocky(project).config(state, adapter, pipeline);
                for (String file : there) {
                    if (file.endsWith(".redb")) {
                        Files.createDirectories(project.resolve(file).getParent());
                        rocky(project, "--state-path", file, "state");
                    } else {
                        real.write(file, "SELECT 1 AS a");
                        real.write("models/m.toml", "name = \"m\"", "[target]", "catalog = \"wh\"", "schema = \"s\"", "table = \"m\"");
                    }
                }
                List<String> before = files(project);
                try (CliEngine engine = CliEngine.forProject(real.file("rocky.toml")).build()) {
                    engine.query(new QueryRequest.Discover("in"), CallOptions.defaults());
                    engine.query(new QueryRequest.Dag(), CallOptions.defaults());
                    engine.query(new QueryRequest.Optimize("models"), CallOptions.defaults());
                    engine.query(new QueryRequest.Compliance("models"), CallOptions.defaults());
                    if (there.contains("models/m.sql")) {
                        engine.query(new QueryRequest.Compile("models", Optional.empty()), CallOptions.defaults());
                        engine.query(new QueryRequest.Lineage("m", "models"), CallOptions.defaults());
                        engine.query(new QueryRequest.RetentionStatus("models"), CallOptions.defaults());
                    }
                    assertThat(files(project)).as("%s %s", state, there).isEqualTo(before);

                    Path file = engine.state().file();
                    engine.run(new RunRequest.Replication("in", Optional.empty()));
                    assertThat(file).as("%s %s", state, there).exists();
                    if (!before.contains(project.relativize(file).toString())) {
                        assertThat(files(project)).filteredOn(name -> name.endsWith(".redb") && !before.contains(name))
                                .containsExactly(project.relativize(file).toString());
                    }
                }
            }
        }
    }

    // All but the warehouse, which the engine opens, and so makes, for any question about sources.
    private static List<String> files(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.map(project::relativize).map(Path::toString)
                    .filter(file -> !file.startsWith("wh.duckdb")).sorted().toList();
        }
    }

    private static void rocky(Path project, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("rocky"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile()).inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ROCKY_TRACE_DISABLE", "1");
        assertThat(builder.start().waitFor()).isZero();
    }

    @Test
    void whatHasToBeKnownIsLoggedOnceBeforeARunAndTheEnginesWordsToo() {
        make(EARLIER, TODAY);
        PrintStream standardError = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try (CliEngine engine = rocky.answering(
                        "echo '{\"level\":\"WARN\",\"fields\":{\"message\":\"two files\"},\"target\":\"rocky::state_path\"}' >&2",
                        "echo '{\"level\":\"WARN\",\"fields\":{\"message\":\"of another kind\"},\"target\":\"rocky\"}' >&2",
                        "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .build()) {
            engine.run(RUN);
            engine.run(RUN);
        } finally {
            System.setErr(standardError);
        }
        assertThat(logged.toString(StandardCharsets.UTF_8).lines()).filteredOn(line -> line.contains("WARN"))
                .satisfiesExactly(
                        ours -> assertThat(ours).contains(folder.resolve(EARLIER).toString(), folder.resolve(TODAY).toString()),
                        theirs -> assertThat(theirs).endsWith("rocky: two files"));
    }

    @Test
    void aLineThatIsNoWarningOfThePlace() {
        assertThat(Stream.of("", "{", "{\"target\":\"rocky::state_path\"", "rocky::state_path",
                        "{\"level\":\"INFO\",\"fields\":{\"message\":\"m\"},\"target\":\"rocky::state_path\"}",
                        "{\"level\":\"WARN\",\"fields\":{\"message\":\"rocky::state_path\"},\"target\":\"rocky\"}"))
                .allSatisfy(line -> assertThat(EngineStateFile.warningIn(line)).isEmpty());
    }
}
