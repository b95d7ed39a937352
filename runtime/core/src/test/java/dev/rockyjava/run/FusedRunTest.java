package dev.rockyjava.run;

import static dev.rockyjava.run.Json.built;
import static dev.rockyjava.run.Json.error;
import static dev.rockyjava.run.Json.errors;
import static dev.rockyjava.run.Json.materializations;
import static dev.rockyjava.run.Json.run;
import static dev.rockyjava.run.Json.status;
import static dev.rockyjava.run.Json.tablesFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.settings.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are as engine 1.71.0 prints them for a transformation pipeline (ENGINE.md §3.4, §3.5). */
class FusedRunTest {

    private static final String WHOLE = "run --pipeline marts";

    private final ScriptedEngine engine = new ScriptedEngine();
    private final List<RunEvent> events = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private final Definitions chain = new Project().model("a").model("b", "a").model("c", "b").model("x").build();

    @Test
    void oneCallBuildsThePipelineAndEachModelHasItsOwnVerdict() {
        engine.on(WHOLE, 0, run(all("a", "x", "b", "c")));
        RunResult result = fused(chain).run();
        assertThat(engine.commands()).containsExactly(WHOLE);
        assertThat(statuses(result)).isEqualTo(Map.of("a", "materialized", "b", "materialized", "c", "materialized",
                "x", "materialized"));
        assertThat(result.outcome(AssetKey.of("b")).materializations()).hasSize(1);
        assertThat(result.outcome(AssetKey.of("b")).duration()).isEqualTo(Duration.ofMillis(7));
        assertThat(result.outcome(AssetKey.of("b")).attempts()).isEqualTo(1);
        assertThat(events.stream().filter(RunEvent.AssetStarted.class::isInstance)).hasSize(4);
        assertThat(events.stream().filter(RunEvent.AssetFinished.class::isInstance)).hasSize(4);
    }

    @Test
    void checksGoToTheModelThatTheyAreAbout() {
        engine.on(WHOLE, 0, run(all("a", "x", "b", "c"),
                "\"check_results\":[{\"asset_key\":[\"wh\",\"marts\",\"b\"],\"checks\":["
                        + Json.check("row_count", true, "error") + "]}]",
                "\"anomalies\":[{\"table\":\"wh.marts.c\",\"current_count\":1,\"baseline_avg\":9.0,"
                        + "\"deviation_pct\":-88.9,\"reason\":\"far fewer\"}]"));
        RunResult result = fused(chain).run();
        assertThat(result.outcome(AssetKey.of("a")).checks()).isEmpty();
        assertThat(result.outcome(AssetKey.of("b")).checks()).extracting(CheckEvaluation::name).containsExactly("row_count");
        assertThat(result.outcome(AssetKey.of("c")).checks()).hasSize(1);
        assertThat(events.stream().filter(RunEvent.CheckEvaluated.class::isInstance)).hasSize(2);
    }

    /** As of engine 1.72 (ENGINE.md §9). */
    @Test
    void aModelIsNotFailedByTheChecksOfAnother() {
        String[] gated = {all("a", "x", "b", "c"), "\"check_gate_failed\":true",
                "\"check_results\":[{\"asset_key\":[\"wh\",\"marts\",\"b\"],\"checks\":["
                        + Json.check("not_null:id", false, "error") + "]}]"};
        engine.on(WHOLE, 2, run(gated));
        RunResult result = fused(chain).run();
        assertThat(statuses(result)).isEqualTo(Map.of("a", "materialized", "b", "failed", "c", "skipped",
                "x", "materialized"));
        assertThat(result.outcome(AssetKey.of("b")).reason().orElseThrow()).contains("wh.marts.b not_null_id");
        assertThat(engine.commands()).containsExactly(WHOLE);

        gated[2] = Json.checks(Json.check("of_an_unknown_table", false, "error"));
        engine.on(WHOLE, 2, run(gated));
        assertThat(fused(chain).run().count(OutcomeStatus.MATERIALIZED)).as("it may be any model's").isZero();
    }

    @Test
    void isOffByDefault() {
        Materializer.of(chain, engine).run();
        assertThat(engine.commands()).hasSize(4).noneMatch(WHOLE::equals);
    }

    @Test
    void whatComesAfterAFailureIsBuiltAloneUnlessItIsBelow() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a"),
                errors(error("<runtime>", "model 'b' failed: DuckDB error: boom"))));
        RunResult result = fused(chain).run();
        assertThat(engine.commands()).containsExactly(WHOLE, "run --model x --pipeline marts");
        assertThat(statuses(result)).isEqualTo(Map.of("a", "materialized", "b", "failed", "c", "skipped",
                "x", "materialized"));
        assertThat(result.outcome(AssetKey.of("b")).reason()).contains("model 'b' failed: DuckDB error: boom");
        assertThat(result.outcome(AssetKey.of("c")).reason()).contains("upstream b failed");
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
    }

    @Test
    void whatIsBelowAModelThatDoesNotCompileIsNotGreenThoughTheEngineBuiltIt() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "x", "c"),
                errors(error("b", "[E010] required column missing"))));
        RunResult result = fused(chain).run();
        assertThat(engine.commands()).containsExactly(WHOLE);
        assertThat(statuses(result)).isEqualTo(Map.of("a", "materialized", "b", "failed", "c", "skipped",
                "x", "materialized"));
        assertThat(result.outcome(AssetKey.of("c")).reason().orElseThrow())
                .contains("upstream b failed")
                .contains("built it anyway, from what was there before");
    }

    @Test
    void whatTheEngineHoldsBackWithoutOurSeeingAReasonIsBuiltAlone() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a"), errors(error("b", "boom")),
                "\"contained\":[{\"model\":\"c\",\"blocked_by\":[\"b\"],\"unblock_hint\":\"\"},"
                        + "{\"model\":\"x\",\"blocked_by\":[\"b\"],\"unblock_hint\":\"conservatively\"}]"));
        RunResult result = fused(chain).run();
        assertThat(engine.commands()).containsExactly(WHOLE, "run --model x --pipeline marts");
        assertThat(statuses(result)).containsEntry("c", "skipped").containsEntry("x", "materialized");
    }

    @Test
    void anErrorOfTheRunThatNamesNobodyIsAboutNoneOfThoseThatWereBuilt() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "x"),
                errors(error("<runtime>", "DuckDB MERGE does not support UPDATE SET *"))));
        engine.on("run --model b --pipeline marts", 1, run(status("Failure"), tablesFailed(1),
                errors(error("b", "DuckDB MERGE does not support UPDATE SET *"))));
        RunResult result = fused(chain).run();
        assertThat(engine.commands()).containsExactly(WHOLE, "run --model b --pipeline marts");
        assertThat(statuses(result)).isEqualTo(Map.of("a", "materialized", "b", "failed", "c", "skipped",
                "x", "materialized"));
    }

    @Test
    void whatTheProjectLetsTheEngineLeaveAsItIsCountsAsBuiltBeforeWhatIsBelow() {
        engine.on(WHOLE, 0, run(all("b", "x"), "\"tables_skipped\":2",
                "\"model_decisions\":[{\"model\":\"a\",\"decision\":\"skip\",\"reason\":\"unchanged\"},"
                        + "{\"model\":\"b\",\"decision\":\"build\",\"reason\":\"changed\"},"
                        + "{\"model\":\"c\",\"decision\":\"skip\",\"reason\":\"unchanged\"}]"));
        RunResult result = fused(chain).run();
        assertThat(result.succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(WHOLE);
        assertThat(result.outcome(AssetKey.of("a")).reason().orElseThrow()).contains("still valid");
        assertThat(result.outcome(AssetKey.of("b")).reason()).isEmpty();
    }

    @Test
    void aModelThatBeganBeforeItsUpstreamHadEndedIsBuiltAgain() {
        engine.on(WHOLE, 0, run(materializations(
                began(0, "a").replace("\"duration_ms\":7", "\"duration_ms\":700"), began(500, "b"), began(800, "c"),
                began(900, "x"))));
        assertThat(fused(chain).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                WHOLE, "run --model b --pipeline marts", "run --model c --pipeline marts");
    }

    @Test
    void whatTheAnswerBuiltStaysBuiltWhenTheRunIsCancelledBeforeItsTurn(@TempDir Path folder) {
        Definitions flat = new Project().model("a").model("b").model("c").model("d").build();
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "c", "d"),
                errors(error("b", "connection reset").replace("unknown", "transient"))));
        CancelToken token = new CancelToken();
        Sleeper cancelled = delay -> {
            token.cancel();
            throw new InterruptedException();
        };
        Materializer materializer = Materializer.of(flat, engine).fused().journal(folder).cancelWith(token);
        RunResult result = materializer.pace(cancelled, new Random(1)).run();
        assertThat(result.interrupted()).isTrue();
        assertThat(statuses(result)).isEqualTo(
                Map.of("a", "materialized", "b", "failed", "c", "materialized", "d", "materialized"));
        engine.requests.clear();
        Materializer.of(flat, engine).fused().journal(folder).resume(result.runId());
        assertThat(engine.commands()).containsExactly("run --model b --pipeline marts");
    }

    @Test
    void whatTheAnswerBuiltIsInTheJournalBeforeItsTurn(@TempDir Path folder) throws Exception {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "x"),
                errors(error("b", "connection reset").replace("unknown", "transient"))));
        Definitions xIsLast = new Project().model("a").model("b", "a").model("x").build();
        List<String> atTheRetry = new ArrayList<>();
        Sleeper looking = delay -> atTheRetry.addAll(journal(folder));
        Materializer.of(xIsLast, engine).fused().journal(folder).pace(looking, new Random(1)).run();
        int retried = atTheRetry.size() - 1;
        assertThat(atTheRetry.get(retried)).contains("\"retried\"");
        assertThat(atTheRetry).anyMatch(line -> line.contains("\"done\"") && line.contains("run --model x"));

        // The program ended there.
        Path file = journalFile(folder);
        Files.write(file, atTheRetry);
        engine.requests.clear();
        RunResult resumed = Materializer.of(xIsLast, engine).fused().journal(folder)
                .resume(file.getFileName().toString().replace(".jsonl", ""));
        assertThat(resumed.succeeded()).isTrue();
        assertThat(engine.commands()).doesNotContain(WHOLE, "run --model x --pipeline marts");
    }

    private static Path journalFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
        }
    }

    private static List<String> journal(Path folder) {
        try {
            return Files.readAllLines(journalFile(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasBuiltBeforeItsUpstreamIsBuiltAgain() {
        engine.on(WHOLE, 0, run(all("b", "a", "c", "x")));
        assertThat(fused(chain).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                WHOLE, "run --model b --pipeline marts", "run --model c --pipeline marts");
    }

    @Test
    void aModelThatTheAnswerLeavesOutIsAskedForAlone() {
        engine.on(WHOLE, 0, run(all("a", "b", "c")));
        engine.on("run --model x --pipeline marts", 1,
                run(status("Failure"), tablesFailed(1), errors(error("x", "model 'x' not found"))));
        RunResult result = fused(chain).run();
        assertThat(result.outcome(AssetKey.of("x")).reason()).contains("model 'x' not found");
        assertThat(engine.commands()).hasSize(2);
    }

    @Test
    void aFailureThatNoErrorExplainsIsNobodysSuccess() {
        engine.on(WHOLE, options -> new EngineReply(
                1, EngineDocuments.parse(run(all("a", "b", "c", "x"))), List.of("Error: budget exceeded")));
        RunResult result = fused(chain).run();
        assertThat(statuses(result)).containsEntry("a", "failed").containsEntry("x", "failed");
        assertThat(result.outcome(AssetKey.of("x")).reason().orElseThrow()).contains("budget exceeded");
        assertThat(engine.commands()).containsExactly(WHOLE);
    }

    @Test
    void anErrorAboutNobodyIsHeldAgainstWhatWasBuilt() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a"), errors(error("<freeze>", "no"))));
        RunResult result = fused(chain).run();
        assertThat(statuses(result)).containsEntry("a", "failed").containsEntry("x", "materialized");
    }

    @Test
    void errorsOfAModelThatTheDefinitionsDontKnowFailNobody() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "b", "c", "x"),
                errors(error("<runtime>", "model 'new' failed: boom"))));
        assertThat(fused(chain).run().succeeded()).isTrue();
    }

    @Test
    void aFailureThatMayPassIsTriedAgainAlone() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a"), errors(error(
                "b", "connection reset").replace("\"unknown\"", "\"transient\",\"cooldown_seconds\":90"))));
        RunResult result = fused(chain).run();
        assertThat(result.succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                WHOLE,
                "run --model b --pipeline marts",
                "run --model x --pipeline marts",
                "run --model c --pipeline marts");
        assertThat(result.outcome(AssetKey.of("b")).attempts()).isEqualTo(2);
        assertThat(slept).containsExactly(Duration.ofSeconds(90));
        assertThat(events.stream().filter(RunEvent.AssetRetried.class::isInstance))
                .extracting(event -> ((RunEvent.AssetRetried) event).key())
                .containsExactly(AssetKey.of("b"));
    }

    @Test
    void aLockedFileMakesTheWholeCallBeMadeAgain() {
        engine.on(WHOLE, options -> {
            if (engine.requests.size() == 1) {
                throw new EngineBusyException("held");
            }
            return new EngineReply(0, EngineDocuments.parse(run(all("a", "b", "c", "x"))), List.of());
        });
        RunResult result = fused(chain).run();
        assertThat(result.succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(WHOLE, WHOLE);
        assertThat(result.outcome(AssetKey.of("c")).attempts()).isEqualTo(2);
    }

    @Test
    void aCallWithoutAnAnswerFailsAllThatIsNotBelowAnother() {
        for (RuntimeException thrown : List.of(
                new EngineTimeoutException("too slow"), new EngineCommandException("crashed", 139, List.of()))) {
            ScriptedEngine crashing = new ScriptedEngine().onThrow(WHOLE, thrown);
            RunResult result = Materializer.of(chain, crashing).fused().run();
            assertThat(crashing.commands()).containsExactly(WHOLE);
            assertThat(statuses(result)).isEqualTo(Map.of("a", "failed", "b", "skipped", "c", "skipped", "x", "failed"));
            assertThat(result.outcome(AssetKey.of("x")).reason()).contains(String.valueOf(thrown.getMessage()));
        }
    }

    @Test
    void anEngineThatBuildsNoWholePipelinesIsAskedForEachModel() {
        engine.onThrow(WHOLE, new UnsupportedByEngineException("one at a time"));
        assertThat(fused(chain).run().succeeded()).isTrue();
        assertThat(engine.commands()).hasSize(5);
    }

    @Test
    void aClaimedIdempotencyKeyAndAnInterruptionAreSeenByAllModels() {
        engine.on(WHOLE, 0, run(status("SkippedIdempotent")));
        assertThat(statuses(fused(chain).run()).values()).containsOnly("skipped");
        engine.on(WHOLE, 130, run(all("a", "b", "c", "x"), "\"interrupted\":true"));
        RunResult result = fused(chain).run();
        assertThat(result.interrupted()).isTrue();
        assertThat(statuses(result)).doesNotContainValue("materialized");
    }

    @Test
    void afterAFailedUpstreamTheRestIsBuiltAlone() {
        Definitions definitions = new Project().seed("s").loadPipeline("files").model("a", "files/load").model("x").build();
        engine.on("run --pipeline files", 1, Json.load("\"files_failed\":1"));
        RunResult result = fused(definitions).run();
        assertThat(engine.commands()).containsExactly("run --pipeline files", "run --model x --pipeline marts");
        assertThat(statuses(result)).containsEntry("a", "skipped").containsEntry("x", "materialized");
    }

    @Test
    void theCallComesAfterAllThatAnyOfItsModelsDependsOn() {
        Definitions definitions = new Project().loadPipeline("files").model("a").model("b", "files/load").build();
        engine.on(WHOLE, 0, run(all("a", "b")));
        for (int parallelism : List.of(1, 4)) {
            engine.requests.clear();
            assertThat(fused(definitions).parallelism(parallelism).run().succeeded()).isTrue();
            assertThat(engine.commands()).containsExactly("run --pipeline files", WHOLE);
        }
        RunPlan plan = fused(definitions).plan();
        assertThat(plan.waitsFor(AssetKey.of("a"))).containsExactly(AssetKey.parse("files/load"));
        assertThat(plan.waitsFor(AssetKey.of("b"))).containsExactly(AssetKey.of("a"), AssetKey.parse("files/load"));
    }

    @Test
    void thePlanShowsTheCallOnceWithAllItIsFor() {
        RunPlan plan = fused(chain).plan();
        assertThat(plan.step(AssetKey.of("a")).action()).hasToString(WHOLE);
        assertThat(plan.step(AssetKey.of("a")).notes().get(0)).contains("one call for all 4 models");
        assertThat(plan.step(AssetKey.of("a")).sharesWith()).isEmpty();
        for (String other : List.of("b", "c", "x")) {
            assertThat(plan.step(AssetKey.of(other)).sharesWith()).contains(AssetKey.of("a"));
            assertThat(plan.step(AssetKey.of(other)).notes()).isEmpty();
        }
    }

    @Test
    void onlyAPipelineThatIsSelectedWholeIsBuiltWhole() {
        AssetSelection three = AssetSelection.parse("a or b or x");
        assertThat(fused(chain).select(three).plan().toString()).doesNotContain(WHOLE);
        Definitions single = new Project().model("a").build();
        assertThat(fused(single).plan().toString()).isEqualTo("a  run --model a --pipeline marts");
    }

    @Test
    void aChoiceOfPartitionsKeepsAPipelineApart() {
        Definitions daily = new Project().model("a").partitioned("d", Grain.DAY, "2026-01-01", "time_interval").build();
        assertThat(fused(daily).plan().toString()).contains(WHOLE);
        Materializer chosen = fused(daily).partition(PartitionedAsset.daily("d"), LocalDate.of(2026, 1, 2));
        assertThat(chosen.plan().toString()).doesNotContain(WHOLE).contains("run --model d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incremental", "microbatch", "merge", "delete_insert", "content_addressed", "of_a_newer_engine"})
    void aModelThatMustNotBeBuiltTwiceKeepsAPipelineApart(String strategy) {
        Definitions definitions = new Project()
                .model("a")
                .add(Project.modelSpec("ledger").strategy(strategy).build())
                .build();
        assertThat(fused(definitions).plan().toString()).doesNotContain(WHOLE);
        assertThat(fused(definitions).plan().step(AssetKey.of("a")).notes().get(0))
                .contains("one call for each model")
                .contains("ledger (" + strategy + ")");
        assertThat(fused(definitions).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                "run --model a --pipeline marts", "run --model ledger --pipeline marts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "materialized_view", "dynamic_table", "time_interval", "ephemeral"})
    void oneThatEachBuildReplacesDoesNot(String strategy) {
        Definitions definitions = new Project()
                .model("a")
                .add(Project.modelSpec("b").strategy(strategy).build())
                .build();
        assertThat(fused(definitions).plan().toString()).contains(WHOLE);
    }

    @Test
    void aWayThatLeavesAndComesBackKeepsAPipelineApart() {
        Definitions definitions = new Project()
                .model("a")
                .add(Project.modelSpec("between", "a").pipeline("other").build())
                .model("b", "between")
                .build();
        assertThat(fused(definitions).plan().toString()).doesNotContain(WHOLE).contains("something of another pipeline");
        assertThat(fused(definitions).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly("run --model a --pipeline marts",
                "run --model between --pipeline other", "run --model b --pipeline marts");
    }

    @Test
    void ofTwoPipelinesThatNeedEachOtherOneIsBuiltWhole() {
        Definitions definitions = new Project()
                .model("a1")
                .add(Project.modelSpec("b1", "a1").pipeline("other").build())
                .add(Project.modelSpec("b2").pipeline("other").build())
                .model("a2", "b2")
                .build();
        engine.on(WHOLE, 0, run(all("a1", "a2")));
        assertThat(fused(definitions).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                "run --model b2 --pipeline other", WHOLE, "run --model b1 --pipeline other");
    }

    @Test
    void aResumedRunBuildsAloneWhatIsLeftOfAPipeline(@TempDir Path folder) {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("a", "x"),
                errors(error("<runtime>", "model 'b' failed: boom"))));
        RunResult failed = fused(chain).journal(folder).run();
        engine.requests.clear();
        RunResult resumed = fused(chain).journal(folder).resume(failed.runId());
        assertThat(engine.commands()).containsExactly("run --model b --pipeline marts", "run --model c --pipeline marts");
        assertThat(resumed.succeeded()).isTrue();
    }

    @Test
    void aRunWithoutACallForAllCanBeResumedWithOneAndTheOtherWayRound(@TempDir Path folder) {
        engine.onThrow(WHOLE, new EngineTimeoutException("slow"));
        RunResult failed = fused(chain).journal(folder).run();
        engine.requests.clear();
        engine.onThrow("run --model a --pipeline marts", new EngineTimeoutException("slow"));
        engine.onThrow("run --model x --pipeline marts", new EngineTimeoutException("slow"));
        Materializer.of(chain, engine).journal(folder).resume(failed.runId());
        assertThat(engine.commands()).hasSize(2);
        engine.requests.clear();
        engine.on(WHOLE, 0, run(all("a", "b", "c", "x")));
        assertThat(fused(chain).journal(folder).resume(failed.runId()).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(WHOLE);
    }

    @Test
    void whatWasBuiltBeforeAFailureThatStopsTheRunIsNotSkipped() {
        engine.on(WHOLE, 2, run(status("PartialFailure"), tablesFailed(1), all("x"),
                errors(error("<runtime>", "model 'a' failed: boom"))));
        RunResult result = fused(chain).failFast().run();
        assertThat(statuses(result)).isEqualTo(Map.of("a", "failed", "b", "skipped", "c", "skipped", "x", "materialized"));
    }

    private Materializer fused(Definitions definitions) {
        return Materializer.of(definitions, engine)
                .fused()
                .listener(events::add)
                .pace(slept::add, new Random(1));
    }

    /** One after the other. */
    private static String all(String... models) {
        List<String> entries = new ArrayList<>();
        for (String model : models) {
            entries.add(began(7 * entries.size(), model));
        }
        return materializations(entries.toArray(String[]::new));
    }

    private static String began(int millis, String model) {
        return built("wh.marts." + model).replace("00:00:00Z", String.format("00:00:00.%03dZ", millis));
    }

    private static Map<String, String> statuses(RunResult result) {
        Map<String, String> statuses = new TreeMap<>();
        result.outcomes().forEach((key, outcome) -> statuses.put(key.toString(), outcome.status().word()));
        return statuses;
    }
}
