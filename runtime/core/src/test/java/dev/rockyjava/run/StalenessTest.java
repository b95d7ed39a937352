package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.StaleReason;
import dev.rockyjava.run.history.Staleness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which assets are stale, and why. */
class StalenessTest {

    private static final String C = "run --model c --pipeline marts";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions chain = new Project().model("a").model("b", "a").model("c", "b").model("x").build();
    private Instant now = Instant.parse("2026-04-07T08:00:00Z");

    @Test
    void whatWasNeverBuiltIsStaleWithWhatIsDownstream() {
        run(chain, "a", "b", "x");
        assertThat(reasons(chain)).containsExactly("c: never built");
        assertThat(words(chain, "never")).containsExactly("c");

        assertThat(reasons(new Project().model("a").model("n", "a").model("m", "n").build()))
                .containsExactly("m: never built; n is stale", "n: never built");
    }

    @Test
    void nothingIsStaleAfterARunOfAll() {
        assertThat(run(chain).succeeded()).isTrue();
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void whatIsDownstreamOfALaterBuildIsStaleWhateverTheClockSays() {
        run(chain);
        now = now.minus(Duration.ofDays(400));
        run(chain, "a");
        assertThat(reasons(chain)).containsExactly("b: a was built since", "c: b is stale");
        now = now.minus(Duration.ofDays(400));
        run(chain, "b", "c");
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void aResumeAfterTheClockWasSetBackDoesOnlyWhatIsLeft() {
        engine.onThrow("run --model b --pipeline marts", new EngineTimeoutException("slow"));
        String runId = run(chain).runId();
        now = now.minus(Duration.ofDays(400));
        engine.on("run --model b --pipeline marts", 0, Json.run(Json.materializations(Json.built("b"))));
        RunResult resumed = materializer(chain).resume(runId);
        assertThat(resumed.succeeded()).isTrue();
        assertThat(resumed.outcomes().values().stream().map(outcome -> outcome.key().toString())).containsExactly("b", "c");
        assertThat(RunHistory.read(folder).runs()).hasSize(1);
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void theNewestOutcomeAndMaterializationAreThoseOfTheLastRunWhateverTheClockSays() {
        run(chain);
        now = now.minus(Duration.ofDays(1));
        engine.onThrow(C, new EngineTimeoutException("slow"));
        String newest = run(chain, "c", "x").runId();
        RunHistory history = RunHistory.read(folder);
        assertThat(history.runs().get(0).runId()).isEqualTo(newest);
        assertThat(history.last().get(AssetKey.of("c")).status()).contains(OutcomeStatus.FAILED);
        assertThat(history.lastMaterialized().get(AssetKey.of("x")).runId()).isEqualTo(newest);
        assertThat(RunHistory.read(folder, 1).runs()).singleElement().matches(run -> run.runId().equals(newest));
    }

    @Test
    void aFailureIsStaleUntilItIsBuiltAndWhatWasSkippedForItIsStaleAsItsUpstreamIs() {
        run(chain);
        engine.onThrow("run --model b --pipeline marts", new EngineTimeoutException("slow"));
        run(chain);
        assertThat(reasons(chain)).containsExactly(
                "b: its last build failed or didn't end; a was built since", "c: b is stale");
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        materializer(chain).cancelWith(cancelled).run();
        assertThat(words(chain, "failed")).as("cancelled before its turn").containsExactly("b");
    }

    @Test
    void whatWasBeingBuiltWhenTheProgramWasKilledIsStale() throws IOException {
        run(chain);
        String killed = run(chain, "a", "b", "c").runId();
        Path file = JournalFile.path(folder, killed);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        while (!lines.get(lines.size() - 1).contains("\"calling\"")) {
            lines.remove(lines.size() - 1);
        }
        Files.writeString(file, String.join("\n", lines) + "\n{\"type\":\"ended\",\"key\":\"c\",\"sta");
        assertThat(reasons(chain)).containsExactly("c: its last build failed or didn't end; b was built since");
        assertThat(materializer(chain).resume(killed).succeeded()).isTrue();
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void anEditOfAFileAndAnotherStrategyOrTargetAreStale() {
        Definitions then = code("a", "11", "view", "marts");
        run(then);
        assertThat(reasons(then)).isEmpty();
        assertThat(reasons(code("a", "22", "view", "marts"))).containsExactly("a: code changed in models/a.sql");
        assertThat(reasons(code("a", "11", "full_refresh", "marts"))).containsExactly("a: its strategy changed");
        assertThat(reasons(code("a", "11", "view", "other"))).containsExactly("a: its target changed");
        assertThat(reasons(code("a", "", "view", "marts"))).as("code unknown").isEmpty();
    }

    @Test
    void aModelWhoseFileIsGoneHasChanged() throws IOException {
        Path project = folder.resolve("project");
        Path sql = Files.createDirectories(project.resolve("models")).resolve("a.sql");
        Files.writeString(sql, "select 1\n");
        CurrentCode files = CurrentCode.ofProject(project.resolve("rocky.toml"), Optional.empty());
        Definitions definitions = code("a", ModelCode.ofFile(sql).orElseThrow(), "view", "marts");
        materializer(definitions).code(files).run();
        Files.delete(sql);
        assertThat(staleness(definitions, files).reasons(AssetKey.of("a")))
                .containsExactly(new StaleReason.CodeChanged(List.of("models/a.sql"), List.of()));
        Files.delete(sql.getParent());
        assertThat(staleness(definitions, files).stale()).as("no folder, so the snapshot's digest").isEmpty();
    }

    @Test
    void theProjectsFilesAreWhatCodeIsNow() throws IOException {
        Path project = folder.resolve("project");
        Path sql = Files.createDirectories(project.resolve("models")).resolve("a.sql");
        Files.writeString(sql, "select 1\n");
        CurrentCode files = CurrentCode.ofProject(project.resolve("rocky.toml"), Optional.empty());
        Definitions definitions = code("a", "of another text", "view", "marts");
        materializer(definitions).code(files).run();
        assertThat(staleness(definitions, files).stale()).as("built from the file, whatever the snapshot has").isEmpty();
        Files.writeString(sql, "select 1  \r\n\r\n");
        assertThat(staleness(definitions, files).stale()).as("blanks").isEmpty();
        Files.writeString(sql, "select 2\n");
        assertThat(staleness(definitions, files).reasons(AssetKey.of("a")))
                .containsExactly(new StaleReason.CodeChanged(List.of("models/a.sql"), List.of()));
        Files.writeString(sql, "select 1\n");
        Files.writeString(sql.resolveSibling("_defaults.toml"), "x = 1\n");
        assertThat(staleness(definitions, files).reasons(AssetKey.of("a")))
                .containsExactly(new StaleReason.CodeChanged(List.of("models/_defaults.toml"), List.of()));
        Files.delete(sql.resolveSibling("_defaults.toml"));
        Files.delete(sql);
        assertThat(staleness(definitions, files).reasons(AssetKey.of("a")))
                .as("gone").containsExactly(new StaleReason.CodeChanged(List.of("models/a.sql"), List.of()));
        Files.delete(sql.getParent());
        assertThat(staleness(definitions, files).reasons(AssetKey.of("a")))
                .as("the snapshot's digest where there is no folder").isNotEmpty();
    }

    @Test
    void freshnessGoesByTheClockAndAnAgeBelowZeroIsNotOld() {
        Definitions fresh = new Project()
                .add(Project.modelSpec("a").freshness(
                        new FreshnessPolicy(Duration.ofHours(1), Optional.empty(), Optional.empty())).build())
                .build();
        run(fresh);
        now = now.plus(Duration.ofMinutes(61));
        assertThat(reasons(fresh)).containsExactly("a: older than its freshness policy allows, 1 h");
        now = now.minus(Duration.ofDays(2));
        assertThat(reasons(fresh)).isEmpty();
    }

    @Test
    void aPlaceholderIsNeverStaleAndPassesOnWhatIsUpstreamOfIt() {
        Definitions gated = new Project()
                .model("a")
                .pipelineNode(NodeKind.QUALITY, "gate", "a")
                .model("b", "quality/gate")
                .add(Project.spec(NodeKind.OTHER, "odd", "odd", "quality/gate").build())
                .model("c", "odd")
                .build();
        run(gated);
        assertThat(reasons(gated)).isEmpty();
        run(gated, "a");
        assertThat(reasons(gated)).containsExactly("b: a was built since", "c: a was built since");
        materializer(gated).execute(NodeKind.QUALITY).run();
        run(gated, "a");
        assertThat(reasons(gated)).as("executed, and so judged").containsExactly(
                "b: a was built since", "c: a was built since", "quality/gate: a was built since");
        run(gated);
        assertThat(reasons(gated)).as("a placeholder is no execution").containsExactly("quality/gate: a was built since");
    }

    @Test
    void anotherEnvironmentInTheSameFolderIsAnotherTable() {
        Definitions here = code("a", "11", "view", "marts");
        Definitions there = code("a", "22", "view", "pr_17");
        run(here);
        run(there);
        assertThat(reasons(here)).isEmpty();
        assertThat(reasons(there)).isEmpty();
        engine.onThrow("run --model a --pipeline marts", new EngineTimeoutException("slow"));
        run(there);
        assertThat(reasons(here)).isEmpty();
        assertThat(reasons(there)).isNotEmpty();
    }

    @Test
    void whatEarlierPartsBuiltIsUnknownOnceAJournalBetweenIsGone() throws IOException {
        run(chain);
        String lost = run(chain, "a").runId();
        run(chain, "x");
        Files.delete(JournalFile.path(folder, lost));
        assertThat(words(chain, "never")).containsExactly("a", "b", "c");
    }

    @Test
    void whatWasBuiltBeforeTheNewestJournalIsUnknownIfThatCantBeRead() throws IOException {
        run(chain);
        Path newest = JournalFile.path(folder, run(chain, "a").runId());
        String text = Files.readString(newest);
        Files.writeString(newest, text.replace("{\"type\":\"ended\"", "damaged"));
        assertThat(words(chain, "never")).containsExactly("a", "b", "c", "x");
        Files.writeString(newest, text.replaceFirst("\"version\":\\d+", "\"version\":99"));
        assertThat(words(chain, "never")).containsExactly("a", "b", "c", "x");
        run(chain);
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void whatWasBuiltBeforeTheNewestJournalIsUnknownIfThatIsGone() throws IOException {
        run(chain);
        Path newest = JournalFile.path(folder, run(chain, "a").runId());
        assertThat(RunHistory.read(folder).leftOut()).isEmpty();
        Files.delete(newest);
        assertThat(RunHistory.read(folder).leftOut()).singleElement().asString()
                .startsWith(newest + ", the journal of the newest run, is gone: ");
        assertThat(words(chain, "never")).containsExactly("a", "b", "c", "x");
        RunLock.acquire(folder, "another", Duration.ZERO).close();
        assertThat(words(chain, "never")).as("after a run that had nothing to do").containsExactly("a", "b", "c", "x");
        run(chain, "x");
        assertThat(words(chain, "never")).as("a later run doesn't hide it").containsExactly("a", "b", "c");
        run(chain);
        assertThat(reasons(chain)).isEmpty();
        assertThat(RunHistory.read(folder).leftOut()).isEmpty();
    }

    @Test
    void theRunsThatAreKeptAreTheLastOnesWhateverTheClockSays() {
        run(chain);
        now = now.minus(Duration.ofDays(10));
        run(chain);
        String last = materializer(chain).keepRuns(2).run().runId();
        assertThat(RunHistory.read(folder).runs()).hasSize(2).first().matches(run -> run.runId().equals(last));
        assertThat(reasons(chain)).isEmpty();
    }

    @Test
    void whatWasBuiltLongAgoStaysKnownWhenOldRunsAreDeleted() {
        run(chain);
        for (int i = 0; i < 5; i++) {
            materializer(chain).select(AssetSelection.ofKeys(List.of(AssetKey.of("x")))).keepRuns(2).run();
        }
        assertThat(RunHistory.read(folder).runs()).as("the first has a, b and c").hasSize(3);
        assertThat(reasons(chain)).isEmpty();
        run(chain, "b");
        assertThat(reasons(chain)).containsExactly("c: b was built since");
    }

    @Test
    void whatWasBuiltBesideAnUpstreamThatItsRunDidntKnowIsStale() {
        Definitions then = new Project().model("a").model("b").model("c", "b").build();
        Definitions now = new Project().model("a", "b").model("b").model("c", "b").build();
        run(then);
        assertThat(reasons(then)).isEmpty();
        assertThat(reasons(now)).containsExactly("a: b was built since");
        run(now, "a");
        assertThat(reasons(now)).isEmpty();
        run(then, "a");
        assertThat(reasons(now)).as("built after the upstream, known or not").isEmpty();
    }

    @Test
    void aRunThatIsResumedAfterAnUpstreamWasBuiltAgainLeavesWhatItHadDoneStale() {
        Definitions two = new Project().model("a").model("b", "a").model("c").build();
        engine.onThrow(C, new EngineTimeoutException("slow"));
        String broken = run(two).runId();
        run(two, "a");
        engine.on(C, 0, Json.run(Json.materializations(Json.built("c"))));
        assertThat(materializer(two).resume(broken).succeeded()).isTrue();
        assertThat(reasons(two)).containsExactly("b: a was built since");
    }

    @Test
    void aResumedRunSaysWhatWasEditedSinceItWasBuilt() {
        Definitions then = new Project().add(model("a", "11")).add(model("c", "11")).build();
        engine.onThrow(C, new EngineTimeoutException("slow"));
        String broken = run(then).runId();
        List<RunWarning> warnings = new ArrayList<>();
        materializer(new Project().add(model("a", "22")).add(model("c", "22")).build()).warnings(warnings::add).resume(broken);
        assertThat(warnings).containsExactly(new RunWarning.EditedSinceBuilt(List.of(AssetKey.of("a"))));
    }

    @Test
    void everyModelOfOneCallHasItsOwnRecord() throws IOException {
        Definitions fused = new Project().add(model("a", "11")).add(model("b", "22")).build();
        engine.on("run --pipeline marts", 0, Json.run(Json.materializations(Json.built("a"), Json.built("b"))));
        String run = materializer(fused).fused().run().runId();
        assertThat(engine.requests).singleElement().isInstanceOf(RunRequest.Transformation.class);
        assertThat(reasons(fused)).isEmpty();
        assertThat(reasons(new Project().add(model("a", "11")).add(model("b", "23")).build()))
                .containsExactly("b: code changed in models/b.sql");

        Path file = JournalFile.path(folder, run);
        List<String> lines = Files.readAllLines(file);
        int calling = lines.indexOf(lines.stream().filter(line -> line.contains("\"calling\"")).findFirst().orElseThrow());
        Files.write(file, lines.subList(0, calling + 1));
        assertThat(words(fused, "failed")).as("killed while the engine built them").containsExactly("a", "b");
    }

    @Test
    void aModelOfUnknownReadsIsStaleAfterAnyLoad() {
        Definitions unknown = new Project()
                .loadPipeline("files")
                .add(Project.modelSpec("a").readsKnown(false).build())
                .build();
        run(unknown);
        run(unknown, "files/load");
        assertThat(reasons(unknown)).containsExactly("a: files/load was built since");
    }

    @Test
    void aPartitionedAssetIsJudgedByItsLatestPartitionAndByTheGapsBeforeIt() {
        Definitions daily = new Project()
                .model("a")
                .add(Project.modelSpec("d", "a").strategy("time_interval")
                        .partitions(new PartitionsDefinition(Grain.DAY, Optional.empty())).build())
                .build();
        run(daily);
        assertThat(reasons(daily)).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(reasons(daily)).containsExactly("d: the partition 2026-04-08 is missing");
        assertThat(staleness(daily).partitions(AssetKey.of("d"))).as("a run without a choice builds it").isEmpty();
        now = now.plus(Duration.ofDays(2));
        run(daily, "d");
        assertThat(reasons(daily)).containsExactly("d: 2 partitions are missing from 2026-04-08 on");
        assertThat(staleness(daily).partitions(AssetKey.of("d"))).containsExactly("2026-04-08", "2026-04-09");
        run(daily, "a");
        assertThat(reasons(daily)).containsExactly("d: a was built since; 2 partitions are missing from 2026-04-08 on");
        assertThat(staleness(daily).partitions(AssetKey.of("d"))).containsExactly("2026-04-08", "2026-04-09", "2026-04-10");
    }

    @Test
    void aFailedBuildOfOlderPartitionsIsStaleUntilTheyAreBuilt() {
        Definitions daily = daily("d");
        run(daily);
        backfill(daily, 5, 6);
        engine.onThrow("run --model d --pipeline marts --partition 2026-04-05", new EngineTimeoutException("slow"));
        engine.onThrow("run --model d --pipeline marts --partition 2026-04-06", new EngineTimeoutException("slow"));
        backfill(daily, 5, 6);
        assertThat(reasons(daily)).containsExactly("d: its build of 2026-04-05 and 1 more failed or didn't end");
        now = now.plus(Duration.ofDays(1));
        run(daily);
        assertThat(reasons(daily)).as("the next night").containsExactly("d: its build of 2026-04-05 and 1 more failed or didn't end");
        engine.on("run --model d --pipeline marts --partition 2026-04-05", 0, Json.run(Json.materializations(Json.partition("d", "2026-04-05"))));
        backfill(daily, 5, 5);
        assertThat(reasons(daily)).containsExactly("d: its build of 2026-04-06 failed or didn't end");
        engine.on("run --model d --pipeline marts --partition 2026-04-06", 0, Json.run(Json.materializations(Json.partition("d", "2026-04-06"))));
        for (String text : List.of("status:failed", "stale:failed", "stale")) {
            assertThat(materializer(daily).select(text).plan().steps()).as(text).singleElement()
                    .matches(step -> step.partitions().orElseThrow().keys().equals("2026-04-06"));
        }
        engine.requests.clear();
        materializer(daily).select("stale").run();
        assertThat(engine.commands()).containsExactly("run --model d --pipeline marts --partition 2026-04-06");
        assertThat(reasons(daily)).isEmpty();
    }

    @Test
    void whatAKilledBackfillHasNotDoneYetFailed() throws IOException {
        Definitions daily = daily("d");
        run(daily);
        String killed = backfill(daily, 4, 6).runId();
        Path file = JournalFile.path(folder, killed);
        List<String> lines = Files.readAllLines(file);
        int done = lines.indexOf(lines.stream().filter(line -> line.startsWith("{\"type\":\"done\"")).findFirst().orElseThrow());
        Files.write(file, lines.subList(0, done + 1));
        assertThat(reasons(daily)).containsExactly(
                "d: its build of 2026-04-05 and 1 more failed or didn't end; 2 partitions are missing from 2026-04-05 on");
        assertThat(staleness(daily).partitions(AssetKey.of("d"))).containsExactly("2026-04-05", "2026-04-06");
        materializer(daily).resume(killed);
        assertThat(reasons(daily)).isEmpty();
    }

    @Test
    void aFailedPartitionIsBuiltWithThoseBetweenItAndWhatIsBuilt() {
        Definitions daily = daily("d");
        run(daily);
        engine.onThrow("run --model d --pipeline marts --partition 2026-04-04", new EngineTimeoutException("slow"));
        backfill(daily, 4, 4);
        assertThat(reasons(daily)).containsExactly(
                "d: its build of 2026-04-04 failed or didn't end; 3 partitions are missing from 2026-04-04 on");
        assertThat(staleness(daily).partitions(AssetKey.of("d"), "failed")).containsExactly("2026-04-04");
        assertThat(reasons(daily("d", "2026-04-05"))).as("before the first partition").isEmpty();
    }

    @Test
    void whatAFailedBuildOfTheMissingPartitionsLeavesIsStale() {
        Definitions daily = daily("d", "2026-04-05");
        run(daily);
        String missing = "run --model d --pipeline marts --missing";
        engine.onThrow(missing, new EngineTimeoutException("slow"));
        materializer(daily).missingPartitions(PartitionedAsset.daily("d")).run();
        run(daily);
        assertThat(reasons(daily)).containsExactly(
                "d: its last build failed or didn't end; 2 partitions are missing from 2026-04-05 on");
        assertThat(staleness(daily).partitions(AssetKey.of("d"))).contains("2026-04-05", "2026-04-06");
        backfill(daily, 5, 6);
        assertThat(reasons(daily)).isEmpty();
    }

    @Test
    void failedPartitionsAndTheNewestOneStayKnownWhenOldRunsAreDeleted() {
        Definitions daily = new Project().add(daily("d").get(AssetKey.of("d"))).model("x").build();
        backfill(daily, 5, 6);
        engine.onThrow("run --model d --pipeline marts --partition 2026-04-05", new EngineTimeoutException("slow"));
        backfill(daily, 5, 5);
        run(daily, "d");
        for (int i = 0; i < 3; i++) {
            materializer(daily).select(AssetSelection.ofKeys(List.of(AssetKey.of("x")))).keepRuns(1).run();
        }
        assertThat(reasons(daily)).containsExactly("d: its build of 2026-04-05 failed or didn't end");
        engine.on("run --model d --pipeline marts --partition 2026-04-05", 0, Json.run(Json.materializations(Json.partition("d", "2026-04-05"))));
        for (int i = 0; i < 3; i++) {
            materializer(daily).select(AssetSelection.ofKeys(List.of(AssetKey.of("d")))).keepRuns(1)
                    .partition(PartitionedAsset.daily("d"), LocalDate.of(2026, 4, 5)).run();
        }
        assertThat(RunHistory.read(folder).runs()).as("of x, of the newest partition, and the last").hasSize(3);
        assertThat(reasons(daily)).isEmpty();
    }

    @Test
    void anAssetWhoseFirstPartitionBeginsLaterIsNotStale() {
        Definitions later = new Project()
                .model("a")
                .add(Project.modelSpec("d", "a").strategy("time_interval")
                        .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-04-09"))).build())
                .model("b", "d")
                .build();
        run(later, "a", "b");
        assertThat(reasons(later)).isEmpty();
        now = now.plus(Duration.ofDays(2));
        assertThat(reasons(later)).containsExactly("b: d is stale", "d: never built");
        run(later, "d", "b");
        now = now.minus(Duration.ofDays(2));
        run(later, "a");
        assertThat(reasons(later)).as("the clock was set back").isEmpty();
    }

    @Test
    void aSeedIsJudgedByItsRealExecutions() {
        Definitions seeded = new Project().seed("s").model("a", "seed/s").build();
        Materializer loading = materializer(seeded).execute(NodeKind.SEED);
        assertThat(loading.select("stale").plan().steps()).as("never built").hasSize(2);
        assertThat(loading.select("stale").run().outcome(AssetKey.parse("seed/s")).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(loading.select("stale").plan().nothingToDo()).isPresent();

        engine.onThrow("seed --filter s", new EngineTimeoutException("slow"));
        loading.run();
        assertThat(engine.commands()).contains("seed --filter s");
        run(seeded);
        assertThat(reasons(seeded)).as("a placeholder is no execution").containsExactly("seed/s: its last build failed or didn't end");
        assertThat(materializer(seeded).select("stale").plan().because(AssetKey.parse("seed/s"))).contains("executed only with --execute seed");
        run(seeded, "a");
        engine.requests.clear();
        materializer(seeded).select("stale").run();
        assertThat(engine.requests).as("the next night").isEmpty();
        engine.on("seed --filter s", 0, Json.success(new RunRequest.Seed("s")));
        loading.select("stale").run();
        assertThat(engine.commands()).containsExactly("seed --filter s", "run --model a --pipeline marts");
        assertThat(reasons(seeded)).isEmpty();
    }

    @Test
    void whatReadsASeedIsStaleOnceAfterAFailureThatMayHaveChangedItsTable() {
        Definitions seeded = new Project().seed("s").model("a", "seed/s").build();
        materializer(seeded).execute(NodeKind.SEED).run();
        engine.onThrow("seed --filter s", new EngineTimeoutException("slow"));
        materializer(seeded).select(AssetSelection.kind(NodeKind.SEED)).execute(NodeKind.SEED).run();
        assertThat(reasons(seeded)).containsExactly("a: seed/s is stale", "seed/s: its last build failed or didn't end");
        materializer(seeded).select("stale").run();
        assertThat(reasons(seeded)).containsExactly("seed/s: its last build failed or didn't end");
    }

    @Test
    void aSnapshotThatARunLeavesAsItIsEndsStaleness() {
        Definitions kept = new Project().model("a").pipelineNode(NodeKind.SNAPSHOT, "history", "a").model("b", "snapshot/history").build();
        materializer(kept).execute(NodeKind.SNAPSHOT).run();
        run(kept, "a");
        assertThat(reasons(kept)).containsExactly("snapshot/history: a was built since");
        materializer(kept).execute(NodeKind.SNAPSHOT).select("stale").run();
        assertThat(reasons(kept)).isEmpty();
    }

    private static Definitions daily(String name) {
        return new Project().partitioned(name, Grain.DAY, "", "time_interval").build();
    }

    private static Definitions daily(String name, String first) {
        return new Project().partitioned(name, Grain.DAY, first, "time_interval").build();
    }

    /** Builds partitions of d, each by a call, in April. */
    private RunResult backfill(Definitions definitions, int first, int last) {
        return materializer(definitions)
                .select(AssetSelection.ofKeys(List.of(AssetKey.of("d"))))
                .backfill(PartitionedAsset.daily("d"), LocalDate.of(2026, 4, first), LocalDate.of(2026, 4, last), 1)
                .run();
    }

    @Test
    void aSelectionHasItsReasonsAndRefusesAnUnknownWord() {
        run(chain);
        run(chain, "a");
        AssetSelection stale = staleness(chain).selection();
        assertThat(stale.resolve(chain)).containsExactly(AssetKey.of("b"), AssetKey.of("c"));
        assertThat(stale.reasons(chain).apply(AssetKey.of("b"))).contains("stale: a was built since");
        assertThat(staleness(chain).selection("code").resolve(chain)).isEmpty();
        assertThatThrownBy(() -> staleness(chain).selection("old")).hasMessageContaining("freshness");
    }

    private static Definitions code(String name, String digest, String strategy, String schema) {
        AssetSpec.Builder spec = Project.modelSpec(name)
                .strategy(strategy)
                .target(new Target("wh", schema, name));
        return new Project().add((digest.isEmpty() ? spec : spec.stated(stated(name, digest))).build()).build();
    }

    private static AssetSpec model(String name, String digest) {
        return Project.modelSpec(name).stated(stated(name, digest)).build();
    }

    private static Stated stated(String name, String digest) {
        return new Stated(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of("models/" + name + ".sql", digest)), 0);
    }

    private RunResult run(Definitions definitions, String... keys) {
        Materializer materializer = materializer(definitions);
        return (keys.length == 0
                        ? materializer
                        : materializer.select(AssetSelection.ofKeys(List.of(keys).stream().map(AssetKey::parse).toList())))
                .run();
    }

    private Materializer materializer(Definitions definitions) {
        return Materializer.of(definitions, engine)
                .retry(RetryPolicy.none())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .journal(folder);
    }

    private Staleness staleness(Definitions definitions) {
        return staleness(definitions, CurrentCode.ofSnapshot());
    }

    private Staleness staleness(Definitions definitions, CurrentCode code) {
        return Staleness.of(definitions, RunHistory.read(folder), code, now);
    }

    private List<String> reasons(Definitions definitions) {
        List<String> lines = new ArrayList<>();
        staleness(definitions).stale().forEach((key, reasons) -> lines.add(
                key + ": " + String.join("; ", reasons.stream().map(StaleReason::text).toList())));
        return lines;
    }

    private List<String> words(Definitions definitions, String word) {
        return staleness(definitions).selection(word).resolve(definitions).stream().map(AssetKey::toString).toList();
    }
}
