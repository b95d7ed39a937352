package dev.rockyjava.run;

import static dev.rockyjava.error.Hints.hint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.internal.run.control.RunControl;
import dev.rockyjava.internal.run.execute.Execution;
import dev.rockyjava.internal.run.execute.RunProgress;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final String A = "run --model a --pipeline marts";
    private static final String B = "run --model b --pipeline marts";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions chain = new Project().model("a").model("b", "a").model("c", "b").seed("s").build();

    @Test
    void keepsTheLabelsOfTheCallsAndNeverGivesOneTwice() {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        String run = materializer(chain).run().runId();
        assertThat(submissions(run, "a")).containsExactly(run + ":1:a");
        assertThat(submissions(run, "b")).containsExactly(run + ":2:b");
        assertThat(submissions(run, "c")).isEmpty();
        materializer(chain).resume(run);
        assertThat(submissions(run, "a")).containsExactly(run + ":1:a");
        assertThat(submissions(run, "b")).containsExactly(run + ":r1.1:b");
        materializer(chain).resume(run);
        assertThat(submissions(run, "b")).containsExactly(run + ":r2.1:b");
        assertThat(engine.options).extracting(options -> options.submissionId().orElseThrow())
                .containsExactly(run + ":1:a", run + ":2:b", run + ":r1.1:b", run + ":r2.1:b");
    }

    @Test
    void keepsTheLabelsOfCallsThatServeSeveralAssets() {
        Definitions shared = new Project().replication("ingest", "id=a", "id=b").model("a").model("b").build();
        engine.on("run --pipeline marts", 0, Json.run(Json.materializations(Json.built("a"), Json.built("b"))));
        String run = materializer(shared).fused().run().runId();
        assertThat(submissions(run, "a")).containsExactly(run + ":3:marts");
        assertThat(submissions(run, "b")).containsExactly(run + ":3:marts");
        assertThat(submissions(run, "ingest/source"))
                .containsExactly(run + ":1:ingest/source", run + ":2:ingest/source");
        assertThat(submissions(run, "ingest/load")).isEqualTo(submissions(run, "ingest/source"));
    }

    private List<String> submissions(String run, String key) {
        return RunHistory.read(folder).run(run).orElseThrow().assets().stream()
                .filter(asset -> asset.key().toString().equals(key))
                .findFirst()
                .orElseThrow()
                .submissionIds();
    }

    @Test
    void thePlanOfAResumptionSaysThatItsAssetsWereLeftOver() {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        String run = materializer(chain).run().runId();
        List<String> reasons = new ArrayList<>();
        materializer(chain)
                .listener(event -> {
                    if (event instanceof RunEvent.RunStarted started) {
                        started.plan().steps().forEach(step -> reasons.add(started.plan().because(step.key())));
                    }
                })
                .resume(run);
        assertThat(reasons).containsExactly("left over from run " + run, "left over from run " + run);
    }

    @Test
    void resumesWhatDidNotFinishAndNothingThatDid() {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        RunResult failed = materializer(chain).run();
        assertThat(failed.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
        engine.requests.clear();
        engine.on(B, 0, Json.run(Json.materializations(Json.built("b"))));
        RunResult resumed = materializer(chain).resume(failed.runId());
        assertThat(engine.commands()).containsExactly(B, "run --model c --pipeline marts");
        assertThat(resumed.runId()).isEqualTo(failed.runId());
        assertThat(resumed.outcomes()).containsOnlyKeys(AssetKey.of("b"), AssetKey.of("c"));
        assertThat(resumed.exitStatus()).isZero();
        assertThatThrownBy(() -> materializer(chain).resume(failed.runId()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("nothing left to do: all of its 4 assets are good");
        RecordedRun run = RunHistory.read(folder).run(failed.runId()).orElseThrow();
        assertThat(run.resumed()).isOne();
        assertThat(run.exitStatus()).contains(0);
        assertThat(run.resumable()).isFalse();
    }

    @Test
    void takesUpAReplicationWhereItWasLeft() {
        Definitions replication = new Project().replication("ingest", "id=a", "id=b", "id=c").build();
        engine.effects.put("run --pipeline ingest --filter id=b", RowEffect.UPDATES);
        engine.onThrow("run --pipeline ingest --filter id=b", new EngineTimeoutException("slow"));
        RunResult failed = materializer(replication).run();
        engine.requests.clear();
        engine.on("run --pipeline ingest --filter id=b", 0,
                Json.run("\"pipeline_type\":\"replication\"", Json.copied("duckdb.b.t")));
        RunResult resumed = materializer(replication).resume(failed.runId());
        assertThat(engine.commands()).containsExactly("run --pipeline ingest --filter id=b");
        assertThat(resumed.exitStatus()).isZero();
    }

    @Test
    void doesNotCopyAgainForTheLoadWhatWasCopiedForTheSource() throws IOException {
        Definitions replication = new Project().replication("ingest", "id=a").build();
        RunResult run = materializer(replication).run();
        cutBefore(run.runId(), "\"ingest/load\",\"status\"");
        engine.requests.clear();
        RunResult resumed = materializer(replication).resume(run.runId());
        assertThat(engine.requests).isEmpty();
        assertThat(resumed.outcomes()).containsOnlyKeys(AssetKey.of("ingest", "load"));
        assertThat(resumed.outcome(AssetKey.of("ingest", "load")).reason().orElseThrow())
                .contains("before this run was resumed");
        assertThat(resumed.succeeded()).isTrue();
    }

    @Test
    void remembersWhatWasChosen() {
        Definitions definitions = new Project()
                .partitioned("daily", Grain.DAY, "2026-01-01", "time_interval")
                .pipelineNode(NodeKind.QUALITY, "dq", "daily").build();
        PartitionedAsset<LocalDate> daily = PartitionedAsset.daily("daily");
        engine.onThrow("run --model daily --pipeline marts --partition 2026-04-07", new EngineTimeoutException("slow"));
        RunResult failed = materializer(definitions)
                .execute(NodeKind.QUALITY)
                .partition(daily, LocalDate.of(2026, 4, 7))
                .run();
        engine.requests.clear();
        materializer(definitions).select(AssetSelection.kind(NodeKind.SEED)).resume(failed.runId());
        assertThat(engine.commands()).containsExactly("run --model daily --pipeline marts --partition 2026-04-07");
    }

    @Test
    void toleratesHalfALineAtTheEnd() throws IOException {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        RunResult failed = materializer(chain).run();
        append(failed.runId(), "{\"type\":\"ended\",\"key\":\"b\",\"status\":\"materi");
        assertThat(RunHistory.read(folder).runs()).hasSize(1);
        engine.on(B, 0, Json.run(Json.materializations(Json.built("b"))));
        assertThat(materializer(chain).resume(failed.runId()).succeeded()).isTrue();
        assertThat(RunHistory.read(folder).runs().get(0).resumable()).isFalse();
    }

    @Test
    void toleratesALineThatEndsWithinACharacter() throws IOException {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        RunResult failed = materializer(chain).run();
        byte[] line = "{\"type\":\"ended\",\"reason\":\"a → b".getBytes(StandardCharsets.UTF_8);
        Files.write(JournalFile.path(folder, failed.runId()), Arrays.copyOf(line, line.length - 4),
                StandardOpenOption.APPEND);
        assertThat(RunHistory.read(folder).runs()).hasSize(1);
        engine.on(B, 0, Json.run(Json.materializations(Json.built("b"))));
        assertThat(materializer(chain).resume(failed.runId()).succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\n{}\n", "{\"type\":\"started\",\"key\":\"a\\\\\"}\n", "{\"type\":[1,\n{}\n"})
    void refusesWhatSomebodyHasEdited(String lines) throws IOException {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        RunResult failed = materializer(chain).run();
        append(failed.runId(), lines);
        assertThatThrownBy(() -> materializer(chain).resume(failed.runId()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("can't be read")
                .hasMessageNotContaining("Source");
        assertThat(RunHistory.read(folder).runs()).isEmpty();
    }

    @Test
    void refusesWhenTheDefinitionsHaveChanged() {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        String run = materializer(chain).run().runId();
        engine.requests.clear();
        refuses(run, new Project().model("a").model("b", "a").seed("s").build(), "c is no longer there");
        refuses(run, new Project().model("a").model("b").model("c", "b").seed("s").build(),
                "the upstream of b was 'a' and is ''");
        refuses(run, new Project().add(Project.modelSpec("a").target(new Target("wh", "other", "a")).build())
                .model("b", "a").model("c", "b").seed("s").build(),
                "the target of a was 'wh.marts.a' and is 'wh.other.a'");
        refuses(run, new Project().add(Project.modelSpec("a").pipeline("two").build())
                .model("b", "a").model("c", "b").seed("s").build(), "the action of a was '" + A + "'");
        assertThat(engine.requests).isEmpty();
        // What doesn't matter.
        materializer(new Project().add(Project.modelSpec("a").tags(Map.of("x", "y")).build())
                .model("b", "a").model("c", "b").seed("s").model("new").build()).resume(run);
        assertThat(engine.commands()).first().isEqualTo(B);
    }

    @Test
    void refusesWhenTheChosenPartitionsAreNoLongerOnes() {
        Definitions daily = new Project().partitioned("d", Grain.DAY, "2026-01-01", "time_interval").build();
        String command = "run --model d --pipeline marts --from 2026-04-06 --to 2026-04-07";
        engine.onThrow(command, new EngineTimeoutException("slow"));
        String run = materializer(daily)
                .partitions(PartitionedAsset.daily("d"), LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 7))
                .run()
                .runId();
        refuses(run, new Project().model("d").build(), "the grain of d was 'day' and is ''");
        refuses(run, new Project().partitioned("d", Grain.MONTH, "2026-01", "time_interval").build(),
                "the grain of d was 'day' and is 'month'");
    }

    @Test
    void saysWhenThereIsNoSuchRun() {
        assertThatThrownBy(() -> materializer(chain).resume("20200101-000000-aaaaaa"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("there is no run 20200101-000000-aaaaaa");
        assertThatThrownBy(() -> materializer(chain).resume("../../etc/passwd")).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> Materializer.of(chain, engine).resume("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal(");
    }

    @Test
    void isWrittenBeforeAnythingReliesOnIt() {
        List<String> known = new ArrayList<>();
        engine.before(request -> known.add(RunHistory.read(folder).runs().get(0).assets().stream()
                .filter(RecordedAsset::good)
                .map(asset -> asset.key().toString())
                .filter(key -> !key.startsWith("seed"))
                .toList().toString()));
        materializer(chain).run();
        assertThat(known).containsExactly("[]", "[a]", "[a, b]");
    }

    @Test
    void tellsHistory() {
        engine.onThrow(B, new EngineTimeoutException("slow"));
        RunResult first = materializer(chain).run();
        RunResult second = materializer(chain).select(AssetSelection.ofKeys(List.of(AssetKey.of("a")))).run();
        RunHistory history = RunHistory.read(folder);
        assertThat(history.runs()).extracting(RecordedRun::runId)
                .containsExactlyInAnyOrder(first.runId(), second.runId());
        assertThat(history.last().get(AssetKey.of("a")).runId()).isEqualTo(second.runId());
        assertThat(history.last().get(AssetKey.of("b")).status()).contains(OutcomeStatus.FAILED);
        assertThat(history.last().get(AssetKey.of("b")).reason()).contains("slow");
        assertThat(history.last().get(AssetKey.of("c")).status()).contains(OutcomeStatus.SKIPPED);
        assertThat(history.last().get(AssetKey.of("seed", "s")).status()).contains(OutcomeStatus.GRAPH_ONLY);
        assertThat(history.durations(AssetKey.of("a"))).hasSize(2);
        assertThat(history.durations(AssetKey.of("b"))).isEmpty();
        assertThat(RunHistory.read(folder.resolve("none")).runs()).isEmpty();
    }

    @Test
    void tellsWhenEachAssetWasLastBuiltAndHowLongItUsuallyTakes() throws IOException {
        journaled("20260401-000000-aaaaaa", "2026-04-01T00:00:00Z", "materialized", 10, 30, 20, 900, 800, 700);
        journaled("20260402-000000-aaaaaa", "2026-04-02T00:00:00Z", "failed", 5);
        RunHistory history = RunHistory.read(folder);
        assertThat(history.last().get(AssetKey.of("a")).status()).contains(OutcomeStatus.FAILED);
        assertThat(history.lastMaterialized().get(AssetKey.of("a")).time())
                .isEqualTo(Instant.parse("2026-04-01T00:00:05Z"));
        // Of each run the last line about an asset counts; the median is that of the last five runs.
        assertThat(history.usualDurations()).isEqualTo(Map.of(AssetKey.of("a"), Duration.ofMillis(700)));
        for (int day = 3; day < 8; day++) {
            journaled("2026040" + day + "-000000-aaaaaa", "2026-04-0" + day + "T00:00:00Z", "materialized", 10 * day);
        }
        assertThat(RunHistory.read(folder).usualDurations()).containsEntry(AssetKey.of("a"), Duration.ofMillis(50));
        for (int hour = 10; hour < 24; hour++) { // runs of something else, as many as there may be
            journaled("20260408-" + hour + "0000-aaaaaa", "2026-04-08T" + hour + ":00:00Z", "failed", 1);
        }
        assertThat(RunHistory.usualDurations(folder)).containsEntry(AssetKey.of("a"), Duration.ofMillis(50));
        for (int hour = 10; hour < 24; hour++) {
            Files.delete(folder.resolve("20260408-" + hour + "0000-aaaaaa.jsonl"));
        }
        Path empty = Files.writeString(folder.resolve("20990101-000000-aaaaaa.jsonl"), "");
        assertThat(RunHistory.read(folder).leftOut()).singleElement().asString()
                .contains(empty + " doesn't begin with a run");
        Files.delete(empty);
        assertThat(RunHistory.read(folder, 2).runs()).extracting(RecordedRun::runId)
                .containsExactly("20260407-000000-aaaaaa", "20260406-000000-aaaaaa");
    }

    @Test
    void countsTheTimeOfARunWithoutThePausesBeforeItWasResumed() throws IOException {
        String run = "20260401-000000-aaaaaa";
        String start = "{\"type\":\"run\",\"version\":1,\"run\":\"" + run + "\",\"steps\":0,\"time\":\"2026-04-01T00:00:00Z\"}\n";
        String end = "{\"type\":\"finished\",\"exit_status\":1,\"time\":\"2026-04-01T00:01:00Z\"}\n";
        String later = "{\"type\":\"resumed\",\"time\":\"2026-04-02T00:00:00Z\"}\n"
                + "{\"type\":\"started\",\"key\":\"a\",\"time\":\"2026-04-02T00:00:07Z\"}\n";
        Files.writeString(JournalFile.path(folder, run), start + end + later);
        assertThat(RunHistory.read(folder).runs().get(0).duration()).isEqualTo(Duration.ofSeconds(67));
        assertThat(RunHistory.read(folder).runs().get(0).finished()).isEmpty();
    }

    private void journaled(String run, String day, String status, int... millis) throws IOException {
        StringBuilder lines = new StringBuilder("{\"type\":\"run\",\"version\":1,\"run\":\"" + run + "\",\"time\":\"" + day
                + "\",\"steps\":1}\n{\"type\":\"plan\",\"key\":\"a\",\"kind\":\"transformation\"}\n");
        int second = 0;
        for (int duration : millis) {
            lines.append("{\"type\":\"ended\",\"key\":\"a\",\"time\":\"").append(day.replace("00Z", "0" + second++ + "Z"))
                    .append("\",\"status\":\"").append(status).append("\",\"duration_ms\":").append(duration).append("}\n");
        }
        Files.writeString(JournalFile.path(folder, run), lines);
    }

    @Test
    void keepsTheNewestRuns() throws Exception {
        for (String old : new String[] {"20200101-000000-aaaaaa", "20200102-000000-aaaaaa", "20200103-000000-aaaaaa"}) {
            Files.writeString(folder.resolve(old + ".jsonl"), "{\"type\":\"run\"}\n");
        }
        Files.writeString(folder.resolve("notes.txt"), "mine");
        RunResult run = materializer(chain).keepRuns(2).run();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(
                "20200103-000000-aaaaaa.jsonl", run.runId() + ".jsonl", "notes.txt", "run.lock", "run.owner");
    }

    @Test
    void aRefusedRunOfThisProcessDoesNotFreeTheLock() throws IOException {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.exists(locks), "this system has no list of locks");
        List<Boolean> held = new ArrayList<>();
        engine.before(request -> {
            if (held.isEmpty()) {
                assertThatThrownBy(() -> materializer(chain).run()).isInstanceOf(RunLockedException.class);
                held.add(isLocked(locks));
            }
        });
        assertThat(materializer(chain).run().succeeded()).isTrue();
        assertThat(held).containsExactly(true);
    }

    private boolean isLocked(Path locks) {
        try {
            String inode = ":" + Files.getAttribute(RunHistory.lockFile(folder), "unix:ino") + " ";
            return Files.readString(locks).contains(inode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsItsOwnRunThoughTheClockWasSetBack() throws Exception {
        materializer(chain).run();
        Clock past = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
        RunResult run = materializer(chain).clock(past).keepRuns(1).run();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(run.runId() + ".jsonl", "run.lock", "run.owner");
    }

    @Test
    void startsNothingWhenItCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Materializer.of(chain, engine).journal(file).run())
                .isInstanceOf(JournalException.class)
                .hasMessage(file + " is a file, and the journals of runs are kept in a folder, one file for each run; name a folder");
        assertThatThrownBy(() -> RunHistory.read(file)).isInstanceOf(JournalException.class).hasMessageContaining(" is a file");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void endsTheRunWhenItCanNoLongerBeWritten() {
        Journal full = new Journal() {
            @Override
            public void ended(Instant time, PlannedStep step, AssetOutcome outcome) {
                if (step.kind() != NodeKind.SEED) {
                    throw new JournalException("no space left", null, null);
                }
            }
        };
        List<RunEvent> events = new ArrayList<>();
        RunSettings settings = RunSettings.DEFAULTS.changed(s -> s.listeners = List.of(events::add));
        RunPlan plan = new Planner(chain, settings, RunContext.SYSTEM).plan(engine);
        Execution run = new Execution(
                chain, engine, settings, RunContext.SYSTEM, (ExecutablePlan) plan, new RunProgress((ExecutablePlan) plan),
                new RunControl(), new SubmissionIds("run", 0), Instant.EPOCH, full);
        assertThatThrownBy(run::run).isInstanceOf(JournalException.class).hasMessage("no space left");
        assertThat(engine.commands()).containsExactly(A);
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
    }

    @Test
    void staysWholeWhenTheThreadIsInterrupted() {
        engine.before(request -> Thread.currentThread().interrupt());
        RunResult result = materializer(chain).run();
        assertThat(Thread.interrupted()).isTrue();
        RecordedRun run = RunHistory.read(folder).run(result.runId()).orElseThrow();
        assertThat(run.exitStatus()).contains(RunResult.EXIT_INTERRUPTED);
        assertThat(run.assets()).filteredOn(asset -> asset.kind() == NodeKind.TRANSFORMATION && asset.good())
                .hasSize(1);
    }

    private void refuses(String run, Definitions changed, String why) {
        assertThatThrownBy(() -> materializer(changed).resume(run))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("definitions have changed")
                .hasMessageEndingWith("; if the project is as it was for that run, refresh the snapshot first; otherwise run the"
                        + " selection again")
                .hasMessageContaining(why);
    }

    private Materializer materializer(Definitions definitions) {
        return Materializer.of(definitions, engine).retry(RetryPolicy.none()).journal(folder);
    }

    @Test
    void isReadUpToTheVersionThatThisProgramWrites() throws IOException {
        engine.onThrow(A, new EngineTimeoutException("slow"));
        String run = materializer(chain).run().runId();
        Path file = JournalFile.path(folder, run);
        String written = Files.readString(file);
        assertThat(written).contains("\"version\":4,");
        assertThat(RunHistory.read(folder).leftOut()).isEmpty();
        assertThat(RunHistory.read(folder).run(run)).isPresent();

        Files.writeString(file, written.replace("\"version\":4,", "\"version\":5,"));
        String newer = "has version 5, and this program knows versions up to 4; use a newer one";
        assertThat(RunHistory.read(folder).leftOut()).singleElement().asString().contains(newer);
        assertThatThrownBy(() -> materializer(chain).resume(run))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(newer)
                .satisfies(hint("use a newer one"));

        Files.writeString(file, written.replace("\"version\":4,", "\"version\":1,"));
        assertThat(RunHistory.read(folder).run(run)).isPresent();
    }

    private void append(String run, String text) throws IOException {
        Files.writeString(JournalFile.path(folder, run), text, StandardOpenOption.APPEND);
    }

    /** As if the program had ended before it wrote the line with this in it. */
    private void cutBefore(String run, String text) throws IOException {
        Path file = JournalFile.path(folder, run);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.contains(text)) {
                break;
            }
            lines.add(line);
        }
        Files.write(file, lines);
    }
}
