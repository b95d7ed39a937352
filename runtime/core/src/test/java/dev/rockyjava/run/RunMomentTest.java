package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run knows one now: the moment when it began. */
class RunMomentTest {

    private static final PartitionedAsset<LocalDate> SESSIONS = PartitionedAsset.daily("sessions");
    private static final PartitionedAsset<LocalDate> REPORT = PartitionedAsset.daily("report");
    private static final String RUN_SESSIONS = "run --model sessions --pipeline marts ";
    private static final String RUN_REPORT = "run --model report --pipeline marts ";
    private static final Instant NEARLY_MIDNIGHT = Instant.parse("2026-12-01T23:59:58Z");

    @TempDir
    Path folder;

    private Instant now = NEARLY_MIDNIGHT;
    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions daily = chain(Grain.DAY, "2026-03-06");
    private final Materializer materializer = materializer(daily);

    @BeforeEach
    void eachCallTakesThreeSeconds() {
        engine.before(request -> now = now.plusSeconds(3));
    }

    private static Definitions chain(Grain grain, String first) {
        return new Project()
                .partitioned("sessions", grain, first, "time_interval")
                .add(Project.modelSpec("report", "sessions")
                        .partitions(new PartitionsDefinition(grain, Optional.of(first)))
                        .strategy("time_interval")
                        .build())
                .build();
    }

    private Materializer materializer(Definitions definitions) {
        InstantSource clock = () -> now;
        return Materializer.of(definitions, engine).clock(clock.withZone(ZoneOffset.UTC)).retry(RetryPolicy.none());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void allOfARunBuildTheDayOnWhichItBegan(int parallelism) {
        assertThat(materializer.parallelism(parallelism).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                RUN_SESSIONS + "--partition 2026-12-01", RUN_REPORT + "--partition 2026-12-01");
    }

    @Test
    void theLatestThatIsChosenIsOfThatDayToo() {
        materializer.latestPartition(REPORT).run();
        assertThat(engine.commands()).endsWith(RUN_REPORT + "--partition 2026-12-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOUR 2026-12-01T23", "MONTH 2026-12", "YEAR 2026"})
    void theSameHoldsForEachGrain(String grainAndKey) {
        String[] words = grainAndKey.split(" ");
        now = words[0].equals("YEAR") ? Instant.parse("2026-12-31T23:59:58Z") : NEARLY_MIDNIGHT;
        now = words[0].equals("MONTH") ? Instant.parse("2026-12-31T23:59:58Z") : now;
        Grain grain = Grain.valueOf(words[0]);
        materializer(chain(grain, grain.key(grain.parse(words[1])))).run();
        assertThat(engine.commands()).containsExactly(
                RUN_SESSIONS + "--partition " + words[1], RUN_REPORT + "--partition " + words[1]);
    }

    @Test
    void aRetryAfterMidnightBuildsTheSameDay() {
        int[] left = {1};
        engine.on(RUN_REPORT + "--partition 2026-12-01", options -> {
            if (left[0]-- > 0) {
                throw new EngineBusyException("another process has the lock");
            }
            return new EngineReply(0, EngineDocuments.parse(
                    Json.run(Json.materializations(Json.partition("report", "2026-12-01")))), List.of());
        });
        now = Instant.parse("2026-12-01T23:59:00Z");
        RunResult result = materializer.retry(RetryPolicy.standard())
                .pace(wait -> now = now.plus(Duration.ofMinutes(2)), new Random(1))
                .run();
        assertThat(now).isAfter(Instant.parse("2026-12-02T00:00:00Z"));
        assertThat(result.outcome(REPORT).attempts()).isEqualTo(2);
        assertThat(result.outcome(REPORT).partitions()).containsExactly("2026-12-01");
    }

    @Test
    void aResumeOnAnotherDayBuildsTheDayOfTheRun() throws Exception {
        engine.onThrow(RUN_SESSIONS + "--partition 2026-12-01", new EngineTimeoutException("took too long"));
        RunResult failed = materializer.journal(folder).run();
        assertThat(Files.readString(JournalFile.path(folder, failed.runId())))
                .contains("\"type\":\"run\",\"time\":\"2026-12-01T23:59:58Z\"")
                .contains("\"builds\":{\"first\":\"2026-12-01\",\"last\":\"2026-12-01\"}");
        engine.requests.clear();
        engine.on(RUN_SESSIONS + "--partition 2026-12-01", 0,
                Json.run(Json.materializations(Json.partition("sessions", "2026-12-01"))));
        now = now.plus(Duration.ofDays(3));
        RunResult resumed = materializer.journal(folder).resume(failed.runId());
        assertThat(resumed.succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(
                RUN_SESSIONS + "--partition 2026-12-01", RUN_REPORT + "--partition 2026-12-01");
    }

    /** It doesn't say which partition is built, and neither did the commands. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJournalOfAnEarlierVersionIsResumedWithItsDay(boolean chosen) throws Exception {
        engine.onThrow(RUN_REPORT + "--partition 2026-12-01", new EngineTimeoutException("took too long"));
        Materializer journaled = materializer.journal(folder);
        String run = (chosen ? journaled.latestPartition(REPORT) : journaled).run().runId();
        Path journal = JournalFile.path(folder, run);
        Files.writeString(journal, Files.readString(journal).replaceAll(",\"builds\":\\{[^}]*}", ""));
        assertThat(Files.readString(journal))
                .contains("\"action\":\"" + (chosen ? RUN_REPORT + "--latest" : RUN_REPORT.strip()) + "\"")
                .doesNotContain("builds");
        engine.requests.clear();
        engine.on(RUN_REPORT + "--partition 2026-12-01", 0,
                Json.run(Json.materializations(Json.partition("report", "2026-12-01"))));
        now = now.plus(Duration.ofDays(3));
        assertThat(journaled.resume(run).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(RUN_REPORT + "--partition 2026-12-01");
    }

    @Test
    void theEndOfWhatIsMissingIsThatDay() {
        Materializer missing = materializer.missingPartitions(SESSIONS).missingPartitions(REPORT);
        assertThat(missing.plan().step(SESSIONS.key()).partitions()).contains(
                new PlannedPartitions(Grain.DAY, Optional.empty(), "2026-12-01", true, Optional.of(271L), List.of()));
        answerMissing("sessions", "2026-11-30", "2026-12-01");
        RunResult result = missing.run();
        assertThat(engine.commands()).containsExactly(RUN_SESSIONS + "--missing");
        assertThat(result.outcome(SESSIONS).reason()).isEmpty();
        assertThat(result.outcome(REPORT).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(REPORT).reason().orElseThrow())
                .contains("nothing was asked", "began in partition 2026-12-01", "is 2026-12-02 now", "in a new run");
    }

    /** The engine's clock is read after ours. */
    @Test
    void aLaterPartitionThatTheEngineBuiltIsSaidAndNotReadInTheRun() {
        answerMissing("sessions", "2026-12-01", "2026-12-02");
        RunResult result = materializer.missingPartitions(SESSIONS).run();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.outcome(SESSIONS).reason().orElseThrow()).contains("also built 2026-12-02");
        assertThat(engine.commands()).containsExactly(RUN_SESSIONS + "--missing", RUN_REPORT + "--partition 2026-12-01");
    }

    private void answerMissing(String model, String... keys) {
        String[] built = Arrays.stream(keys).map(key -> Json.partition(model, key)).toArray(String[]::new);
        engine.on("run --model " + model + " --pipeline marts --missing", 0, Json.run(
                Json.materializations(built),
                "\"partition_summaries\":[{\"model\":\"" + model + "\",\"partitions_planned\":" + keys.length
                        + ",\"partitions_succeeded\":" + keys.length + ",\"partitions_failed\":0}]"));
    }

    @Test
    void aRunThatWaitsForAnotherBeginsAfterTheWait() {
        Materializer waiting = materializer.journal(folder).waitForOtherRuns(Duration.ofSeconds(5));
        InstantSource clock = () -> now = now.plusSeconds(1);
        RunResult result = waiting.clock(clock.withZone(ZoneOffset.UTC)).run();
        assertThat(result.started()).isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
        assertThat(engine.commands()).containsExactly(
                RUN_SESSIONS + "--partition 2026-12-02", RUN_REPORT + "--partition 2026-12-02");
    }

    @Test
    void aPipelineIsBuiltWholeForThatDay() {
        engine.on("run --pipeline marts --partition 2026-12-01", 0, Json.run(Json.materializations(
                Json.partition("sessions", "2026-12-01"),
                Json.partition("report", "2026-12-01").replace("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"))));
        RunResult result = materializer.fused().run();
        assertThat(engine.commands()).containsExactly("run --pipeline marts --partition 2026-12-01");
        assertThat(result.outcome(REPORT).partitions()).containsExactly("2026-12-01");
    }

    @Test
    void whatAWholePipelineDidNotSayIsBuiltAloneForThatDay() {
        engine.on("run --pipeline marts --partition 2026-12-01", 0,
                Json.run(Json.materializations(Json.partition("sessions", "2026-12-01"))));
        assertThat(materializer.fused().run().succeeded()).isTrue();
        assertThat(engine.commands()).endsWith(RUN_REPORT + "--partition 2026-12-01");
    }

    @Test
    void partitionsOfTwoSizesKeepAPipelineApart() {
        Definitions two = new Project()
                .partitioned("sessions", Grain.DAY, "", "time_interval")
                .partitioned("hourly", Grain.HOUR, "", "time_interval")
                .build();
        RunPlan plan = materializer(two).fused().plan();
        assertThat(plan.step(AssetKey.of("hourly")).notes())
                .containsExactly("one call for each model of the pipeline: they have partitions of 2 sizes, and one call can"
                        + " name one");
        materializer(two).fused().run();
        assertThat(engine.commands()).containsExactlyInAnyOrder(
                RUN_SESSIONS + "--partition 2026-12-01", "run --model hourly --pipeline marts --partition 2026-12-01T23");
    }

    @Test
    void thePlanSaysHowManyOthersThereAre() {
        RunPlan plan = materializer.partition(REPORT, LocalDate.of(2026, 11, 30)).plan();
        assertThat(plan.moment()).isEqualTo(NEARLY_MIDNIGHT);
        assertThat(plan.step(SESSIONS.key()).partitions().orElseThrow())
                .hasToString("2026-12-01 only, 1 of 271 daily partitions");
        assertThat(plan.toString()).contains("\n    built for 2026-12-01 only, 1 of 271 daily partitions");
        assertThat(plan.step(REPORT.key()).partitions().orElseThrow()).hasToString("2026-11-30");
        RunPlan first = materializer(chain(Grain.DAY, "2026-12-01")).plan();
        assertThat(first.step(REPORT.key()).partitions().orElseThrow()).hasToString("2026-12-01");
        RunPlan future = materializer(chain(Grain.DAY, "2027-01-01")).plan();
        assertThat(future.step(REPORT.key()).partitions().orElseThrow().possible()).contains(0L);
    }

    @Test
    void microbatchHasNoPartitionHere() {
        Definitions micro = new Project().partitioned("sessions", Grain.DAY, "", "microbatch").build();
        assertThat(materializer(micro).plan().step(SESSIONS.key()).partitions()).isEmpty();
        assertThat(materializer(micro).run().succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(RUN_SESSIONS.strip());
    }

    @Test
    void everyPartitionOfABatchCountsAsBuilt() {
        engine.on(RUN_SESSIONS + "--from 2026-11-28 --to 2026-11-30", 0, Json.run(Json.materializations(
                Json.batch("sessions", "2026-11-28", "2026-11-28T00:00:00Z", "2026-12-01T00:00:00Z"))));
        RunResult result = materializer.journal(folder)
                .partitions(SESSIONS, LocalDate.of(2026, 11, 28), LocalDate.of(2026, 11, 30))
                .run();
        assertThat(result.outcome(SESSIONS).partitions()).containsExactly("2026-11-28", "2026-11-29", "2026-11-30");
        assertThat(RunHistory.read(folder).last().get(SESSIONS.key()).partitions()).hasSize(3);
    }
}
