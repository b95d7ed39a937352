package dev.rockyjava.run;

import static dev.rockyjava.error.Hints.hint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.settings.RecordedCall;
import dev.rockyjava.internal.run.verdict.NotRepeatedException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RunHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 11: work that adds rows is never repeated unasked. */
class RepeatTest {

    private static final String A = "run --model a --pipeline marts";
    private static final String LOAD = "run --pipeline files";
    private static final AssetKey FILES = AssetKey.of("files", "load");

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions adding = adding("incremental");

    @ParameterizedTest
    @CsvSource({
        "full_refresh, true", "view, true", "time_interval, true", "merge, true", "delete_insert, true",
        "incremental, false", "microbatch, false", "of_a_newer_engine, false"
    })
    void aResumeBuildsAgainWhatWasKilledOnlyIfItAddsNoRows(String strategy, boolean again) {
        Definitions definitions = adding(strategy);
        engine.onThrow(A, killed());
        String run = materializer(definitions).run().runId();
        works();
        RunResult resumed = materializer(definitions).resume(run);
        assertThat(engine.commands()).filteredOn(A::equals).hasSize(again ? 2 : 1);
        assertThat(resumed.succeeded()).isEqualTo(again);
        if (!again) {
            assertThat(resumed.outcome(AssetKey.of("a")).reason().orElseThrow())
                    .startsWith("not repeated: a call may have added its rows, and it isn't known how it ended.")
                    .contains("as submission " + run + ":1:a, so wh.marts.a may hold these rows already;"
                            + " look there (`SELECT count(*) FROM wh.marts.a`), and for the submission in `rocky history`.")
                    .contains("--repeat-unknown");
            assertThat(resumed.outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
            assertThat(materializer(definitions).repeatUnknown().resume(run).succeeded()).isTrue();
            assertThat(engine.commands()).filteredOn(A::equals).hasSize(2);
        }
    }

    @Test
    void theJournalSaysThatTheOutcomeIsUnknown() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        List<RecordedAsset> assets = RunHistory.read(folder).run(run).orElseThrow().assets();
        assertThat(assets).extracting(RecordedAsset::outcomeUnknown).containsExactly(true, false);
    }

    @Test
    void aNewRunDoesWhatItIsAskedForAndSaysThatTheRowsMayBeThere() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        works();
        PrintStream standardError = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            assertThat(materializer(adding).run().succeeded()).isTrue();
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .containsOnlyOnce("a: a call of an earlier run (submission " + run + ":1:a) may have added its rows")
                    .contains("wh.marts.a");
            logged.reset();
            materializer(adding).run();
            assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain("may have added");
        } finally {
            System.setErr(standardError);
        }
    }

    @Test
    void aProgramGetsTheWarningsOfARunAsValues() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        works();
        List<RunWarning> warnings = new ArrayList<>();
        materializer(adding).warnings(warnings::add).run();
        assertThat(warnings).containsExactly(
                new RunWarning.RowsPerhapsAddedBefore(AssetKey.of("a"), Optional.of(run + ":1:a"), "wh.marts.a"));
    }

    @Test
    void aRunThatDidNothingForAnAssetDoesNotHideThatTheRowsMayBeThere() {
        Definitions two = new Project().add(Project.modelSpec("a").strategy("incremental").build()).model("x").build();
        engine.onThrow(A, killed());
        materializer(two).run();
        engine.onThrow(A, new EngineTimeoutException("waited for the file", false));
        materializer(two).run();
        works();
        materializer(two).select(AssetSelection.ofKeys(List.of(AssetKey.of("x")))).run();
        List<RunWarning> warnings = new ArrayList<>();
        materializer(two).warnings(warnings::add).run();
        assertThat(warnings).singleElement().isInstanceOfSatisfying(RunWarning.RowsPerhapsAddedBefore.class, warning ->
                assertThat(warning.key()).isEqualTo(AssetKey.of("a")));
    }

    @Test
    void whatFailedWithAnAnswerOrWasRefusedIsBuiltAgain() {
        engine.on(A, 1, Json.run(Json.status("Failure"), Json.errors(Json.error("a", "no such column"))));
        String run = materializer(adding).run().runId();
        engine.onThrow(A, new EngineCommandException("no such model folder", 1, List.of()));
        materializer(adding).resume(run);
        engine.onThrow(A, new EngineTimeoutException("waited for the file", false));
        materializer(adding).resume(run);
        works();
        assertThat(materializer(adding).resume(run).succeeded()).isTrue();
    }

    @Test
    void aRefusalDoesNotMakeAnEarlierCallKnown() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        engine.onThrow(A, new EngineTimeoutException("waited for the file", false));
        materializer(adding).repeatUnknown().resume(run);
        works();
        assertThat(materializer(adding).resume(run).outcome(AssetKey.of("a")).reason().orElseThrow())
                .contains("as submission " + run + ":1:a");
    }

    @Test
    void whatTheEngineBuiltThoughItFailedIsNotBuiltAgain() {
        // A budget that is broken, for example.
        engine.on(A, 1, Json.run(Json.materializations(Json.built("a"))));
        String run = materializer(adding).run().runId();
        works();
        assertThat(materializer(adding).resume(run).outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("not repeated: a call added rows although it failed.");
        assertThat(engine.commands()).filteredOn(A::equals).hasSize(1);
    }

    @Test
    void filesThatWereLoadedAreNotLoadedAgainForOneThatFailed() {
        Definitions files = new Project().loadPipeline("files").build();
        engine.on(LOAD, 1, Json.load("\"files_loaded\":2", "\"files_failed\":1"));
        String run = materializer(files).run().runId();
        engine.on(LOAD, 0, Json.load("\"files_loaded\":3"));
        assertThat(materializer(files).resume(run).outcome(FILES).reason().orElseThrow())
                .startsWith("not repeated: a call added rows although it failed.")
                .contains("so the tables that pipeline files writes (see its target in rocky.toml) may hold these rows already;"
                        + " look there (count the rows of each, and compare with what they come from). If the rows are missing");
        assertThat(engine.commands()).containsExactly(LOAD);
        materializer(files).repeatUnknown().resume(run);
        assertThat(engine.commands()).containsExactly(LOAD, LOAD);
    }

    @Test
    void aTableWithoutACatalogIsNamedAsTheEngineNamesIt() {
        AssetSpec spec = Project.spec(NodeKind.TRANSFORMATION, "a", "a").target(new Target("", "marts", "a")).build();
        assertThat(NotRepeatedException.of(spec, new RecordedCall(Instant.EPOCH, spec.key(), A, "", RowEffect.ADDS)))
                .hasMessageContaining("so marts.a may hold these rows already; look there (`SELECT count(*) FROM marts.a`)")
                .satisfies(hint("look there (`SELECT count(*) FROM marts.a`). If the"
                        + " rows are missing, resume with --repeat-unknown (in Java: repeatUnknown()); if they are there, run"
                        + " what is downstream"));
    }

    @Test
    void filesOfWhichNoneWasLoadedAreLoadedAgain() {
        Definitions files = new Project().loadPipeline("files").build();
        engine.on(LOAD, 1, Json.load("\"files_failed\":1"));
        String run = materializer(files).run().runId();
        materializer(files).resume(run);
        assertThat(engine.commands()).containsExactly(LOAD, LOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Success", "PartialFailure"})
    void theEnginesHistoryDecides(String status) {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        works();
        engine.onQuery(new QueryRequest.History(), "{'command':'history','runs':[{'run_id':'x','status':'" + status
                + "','submission_id':'" + run + ":1:a','models':[{'model_name':'a','status':'success'}]}],'count':1}");
        RunResult resumed = materializer(adding).resume(run);
        assertThat(engine.commands()).containsExactly(A, "run --model b --pipeline marts");
        assertThat(resumed.outcome(AssetKey.of("a")).cause()).contains(new OutcomeCause.DoneBefore());
        assertThat(resumed.succeeded()).isTrue();
    }

    @Test
    void whatTheEnginesHistoryKnowsAsFailedIsBuiltAgain() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        works();
        engine.onQuery(new QueryRequest.History(), "{'command':'history','runs':[{'run_id':'x','status':'Failure',"
                + "'submission_id':'" + run + ":1:a','models':[{'model_name':'a','status':'failed'}]}],'count':1}");
        assertThat(materializer(adding).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).filteredOn(A::equals).hasSize(2);
    }

    @Test
    void theHistoryOfACallWithAnAnswerDoesNotMatter() {
        engine.on(A, 1, Json.run(Json.materializations(Json.built("a"))));
        String run = materializer(adding).run().runId();
        works();
        history("Failure", run + ":1:a", "a", "failed");
        assertThat(materializer(adding).resume(run).outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("not repeated: a call added rows although it failed.");
        assertThat(engine.commands()).containsExactly(A);
    }

    @Test
    void theHistoryNamesAModelByItsTable() {
        Definitions other = new Project().add(Project.modelSpec("a").strategy("incremental")
                .target(new Target("wh", "marts", "fct")).build()).build();
        engine.onThrow(A, killed());
        String run = materializer(other).run().runId();
        history("Success", run + ":1:a", "fct", "success");
        assertThat(materializer(other).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(A);
    }

    @ParameterizedTest
    @CsvSource({"Success, 0", "Failure, 1"})
    void theHistoryDecidesOfAReplicationToo(String status, int again) {
        Definitions copies = new Project().replication("ingest").build();
        engine.onThrow("run --pipeline ingest", killed());
        String run = materializer(copies).run().runId();
        engine.requests.clear();
        engine.on("run --pipeline ingest", 0, Json.run(Json.copied("duckdb.shop.t")));
        history(status, run + ":1:ingest/source", "t", "success");
        assertThat(materializer(copies).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).hasSize(again);
    }

    @Test
    void withoutAHistoryNothingIsRepeatedAndTheUserIsWarned() {
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        works();
        engine.onQuery(new QueryRequest.History(), options -> {
            throw new EngineTimeoutException("no history in time");
        });
        List<RunWarning> warnings = new ArrayList<>();
        assertThat(materializer(adding).warnings(warnings::add).resume(run).succeeded()).isFalse();
        assertThat(warnings).containsExactly(new RunWarning.HistoryUnknown("no history in time"));
        assertThat(engine.commands()).containsExactly(A);
    }

    @Test
    void anEngineThatRemembersACallIsAskedForItAgainUnlessItHasAnswered() {
        engine.remembers = true;
        engine.onThrow(A, killed());
        String run = materializer(adding).run().runId();
        engine.on(A, 1, Json.run(Json.materializations(Json.built("a"))));
        materializer(adding).resume(run);
        works();
        assertThat(materializer(adding).resume(run).outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("not repeated: a call added rows although it failed.");
        assertThat(engine.commands()).containsExactly(A, A);
    }

    private void history(String status, String submission, String model, String built) {
        engine.onQuery(new QueryRequest.History(), "{'command':'history','runs':[{'run_id':'x','status':'" + status
                + "','submission_id':'" + submission + "','models':[{'model_name':'" + model + "','status':'" + built + "'}]}]}");
    }

    @Test
    void ofSeveralRequestsOnlyTheUnknownOneIsLeftOut() {
        Definitions copies = new Project().replication("ingest", "id=a", "id=b", "id=c").build();
        engine.onThrow("run --pipeline ingest --filter id=b", killed());
        engine.onThrow("run --pipeline ingest --filter id=c", new EngineTimeoutException("no time", false));
        String run = materializer(copies).run().runId();
        engine.requests.clear();
        engine.on("run --pipeline ingest --filter id=c", 0,
                Json.run("\"pipeline_type\":\"replication\"", Json.copied("duckdb.c.t")));
        RunResult resumed = materializer(copies).resume(run);
        assertThat(engine.commands()).containsExactly("run --pipeline ingest --filter id=c");
        assertThat(resumed.outcome(AssetKey.of("ingest", "source")).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(resumed.outcome(AssetKey.of("ingest", "source")).reason().orElseThrow())
                .contains("so the tables that pipeline ingest writes (see its target in rocky.toml) may hold");
    }

    @Test
    void aCallThatAddsRowsIsOnTheDiskBeforeItIsMade() {
        int[] forces = {0};
        int[] atCall = {0};
        engine.before(request -> atCall[0] = forces[0]);
        materializer(adding).force(file -> forces[0]++).run();
        int begun = atCall[0];
        forces[0] = 0;
        materializer(adding("full_refresh")).force(file -> forces[0]++).run();
        assertThat(begun).isGreaterThan(atCall[0]);
    }

    @Test
    void whatWasAnsweredBeforeTheProgramDiedIsDone() throws IOException {
        String run = materializer(adding).run().runId();
        cutAfter(run, "\"outcome\":\"done\"");
        engine.requests.clear();
        assertThat(materializer(adding).resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly("run --model b --pipeline marts");
    }

    @Test
    void ofAnEarlierVersionsJournalWhatHadBegunIsUnknown() throws IOException {
        String run = materializer(adding).run().runId();
        cutAfter(run, "\"type\":\"started\"");
        Path file = JournalFile.path(folder, run);
        Files.writeString(file, Files.readString(file).replaceFirst("\"version\":[0-9]+", "\"version\":1"));
        engine.requests.clear();
        assertThat(materializer(adding).resume(run).outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("not repeated:");
        assertThat(engine.requests).isEmpty();
        assertThat(materializer(adding).repeatUnknown().resume(run).succeeded()).isTrue();
    }

    private static Definitions adding(String strategy) {
        return new Project().add(Project.modelSpec("a").strategy(strategy).build()).model("b", "a").build();
    }

    private static EngineException killed() {
        return new EngineCommandException("the engine was ended by signal 9 (SIGKILL)", 137, List.of());
    }

    private void works() {
        engine.on(A, 0, Json.run(Json.materializations(Json.built("a"))));
    }

    private Materializer materializer(Definitions definitions) {
        return Materializer.of(definitions, engine).retry(RetryPolicy.standard().withTimeouts()).journal(folder)
                .pace(duration -> {}, new Random());
    }

    /** As if the program had been killed when it had written the first line with this in it. */
    private void cutAfter(String run, String text) throws IOException {
        Path file = JournalFile.path(folder, run);
        List<String> lines = Files.readAllLines(file);
        int last = lines.stream().map(line -> line.contains(text)).toList().indexOf(true);
        Files.write(file, lines.subList(0, last + 1));
    }
}
