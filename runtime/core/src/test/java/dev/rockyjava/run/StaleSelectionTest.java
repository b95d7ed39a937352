package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.selection.AmbiguousAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.asset.selection.SelectionSyntaxException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of what is stale, failed or newly synchronized, as text selects it. */
@Timeout(60)
class StaleSelectionTest {

    private static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("daily");
    private static final String RUN = "run --model daily --pipeline marts ";

    private final Path folder;
    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions chain = new Project().model("a").model("b", "a").model("c", "b").model("x").seed("s").build();
    private final Materializer all;
    private final Materializer stale;

    StaleSelectionTest(@TempDir Path folder) {
        this.folder = folder;
        all = Materializer.of(chain, engine).retry(RetryPolicy.none()).journal(folder);
        stale = all.select("stale");
    }

    /** A night of placeholders alone would be a run, and a journal, each night. */
    @Test
    void thereIsNothingToDoIfAllThatIsStaleIsExecutedByChoice() {
        engine.onThrow("seed --filter s", new EngineTimeoutException("slow"));
        all.execute(NodeKind.SEED).run();
        int runs = RunHistory.read(folder).runs().size();

        RunResult night = stale.run();
        assertThat(night.plan().steps()).extracting(step -> step.key().toString()).containsExactly("seed/s");
        assertThat(night).hasToString("nothing to do: what is selected is executed only with --execute seed"
                + " (in Java .execute(NodeKind.SEED)): seed/s");
        assertThat(night.outcomes()).isEmpty();
        assertThat(RunHistory.read(folder).runs()).hasSize(runs);
        assertThat(all.select("status:failed").plan().nothingToDo()).isPresent();
        assertThat(all.select("seed/s").run().outcomes()).as("what is named gets its placeholder").hasSize(1);
        engine.on("seed --filter s", 0, Json.success(new RunRequest.Seed("s")));
        assertThat(stale.execute(NodeKind.SEED).run().outcomes()).hasSize(1);
    }

    @Test
    void buildsWhatIsStaleAndThenNothing() {
        List<RunEvent> events = new ArrayList<>();
        all.select(AssetSelection.ofKeys(List.of(AssetKey.of("a"), AssetKey.of("b"), AssetKey.of("x")))).run();
        all.select("a").run();
        engine.requests.clear();

        RunPlan plan = stale.plan();
        assertThat(plan.steps()).extracting(step -> step.key().toString()).containsExactly("b", "c");
        assertThat(plan.because(AssetKey.of("b"))).isEqualTo("stale: a was built since");
        assertThat(plan.because(AssetKey.of("c"))).isEqualTo("stale: never built; b is stale");
        assertThat(plan.nothingToDo()).isEmpty();
        assertThat(stale.run().succeeded()).isTrue();
        assertThat(engine.commands()).hasSize(2);

        int runs = RunHistory.read(folder).runs().size();
        RunResult nothing = stale.listener(events::add).run();
        assertThat(nothing.plan().nothingToDo()).contains("'stale' matches none of the 5 assets");
        assertThat(nothing).hasToString("nothing to do: 'stale' matches none of the 5 assets");
        assertThat(nothing.summary()).isEqualTo(nothing + "\n");
        assertThat(nothing.succeeded()).isTrue();
        assertThat(nothing.exitStatus()).isEqualTo(RunResult.EXIT_SUCCESS);
        assertThat(nothing.outcomes()).isEmpty();
        assertThat(stale.start().join().plan().nothingToDo()).isPresent();
        assertThat(events).isEmpty();
        assertThat(RunHistory.read(folder).runs()).hasSize(runs);
        assertThat(engine.commands()).hasSize(2);
    }

    @Test
    void eachReasonIsAWord() {
        all.select("a or b or x").run();
        engine.onThrow("run --model x --pipeline marts", new EngineTimeoutException("took too long"));
        all.select("a or x").run();
        assertThat(selected("stale")).containsExactly("b", "c", "x");
        assertThat(selected("stale:upstream")).containsExactly("b", "c");
        assertThat(selected("stale:never")).containsExactly("c");
        assertThat(selected("stale:failed")).containsExactly("x");
        assertThat(selected("status:failed")).containsExactly("x");
        assertThat(selected("status:never")).containsExactly("c", "seed/s");
        assertThat(selected("status:never and kind:transformation or a")).containsExactly("a", "c");
        assertThat(selected("stale and not +c")).containsExactly("x");
        assertThat(selected("stale:failed+")).containsExactly("x");
        assertThat(all.select("stale:freshness").plan().nothingToDo()).isPresent();
        assertThatThrownBy(() -> all.select("stale:neverr").plan())
                .isInstanceOf(SelectionSyntaxException.class)
                .hasMessageContaining("did you mean stale:never?");
        assertThatThrownBy(() -> all.select("stale or gone").run()).hasMessageContaining("there is no asset gone");
        assertThatThrownBy(() -> all.select("stale and group:gone").run())
                .isInstanceOf(EmptySelectionException.class);
    }

    @Test
    void withoutAJournalItSaysThatItNeedsOne() {
        for (String text : List.of("stale", "stale:code", "status:failed")) {
            assertThatThrownBy(() -> Materializer.of(chain, engine).select(text).run())
                    .isInstanceOf(SelectionSyntaxException.class)
                    .hasMessageContaining("as it needs a journal of earlier runs")
                    .hasMessageContaining("a Materializer with journal(…)");
        }
    }

    @Test
    void anAssetWithThatNameIsReachedByItsKey() {
        Materializer named = Materializer.of(new Project().model("stale").model("b").build(), engine).journal(folder);
        assertThatThrownBy(() -> named.select("stale").run()).isInstanceOf(AmbiguousAssetException.class);
        assertThat(named.select("key:stale").plan().steps()).hasSize(1);
        assertThat(named.select("stale:*").plan().steps()).hasSize(2);
    }

    @Test
    void anUnchangedSnapshotIsNothingToDoToo() {
        RunResult nothing = Materializer.of(chain, engine)
                .select("changed:now", SelectionContext.none().withSnapshots(file -> chain))
                .run();
        assertThat(nothing.plan().nothingToDo()).contains("'changed:now' matches none of the 5 assets");
        assertThat(nothing.succeeded()).isTrue();
    }

    @Test
    void whatAnotherRunHasBuiltMeanwhileIsNotStaleAnyMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ScriptedEngine slow = new ScriptedEngine().before(request -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RunHandle first = Materializer.of(chain, slow).journal(folder).select("stale").start();
        begun.await();
        RunHandle second = stale.waitForOtherRuns(Duration.ofMinutes(1)).start();
        assertThat(second.status().waiting()).isNotEmpty();
        mayEnd.countDown();
        assertThat(first.join().outcomes()).hasSize(4);
        RunResult nothing = second.join();
        assertThat(nothing.plan().nothingToDo()).isPresent();
        assertThat(nothing.exitStatus()).isZero();
        assertThat(second.status().ready()).isEmpty();
        assertThat(second.status().waiting()).isEmpty();
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void eachMissingPartitionIsBuiltAndNoOther() {
        Definitions daily = new Project().partitioned("daily", Grain.DAY, "2026-01-01", "time_interval").build();
        Materializer days = Materializer.of(daily, engine)
                .journal(folder)
                .clock(Clock.fixed(Instant.parse("2026-04-08T12:00:00Z"), ZoneOffset.UTC))
                .retry(RetryPolicy.none());
        LocalDate day = LocalDate.of(2026, 4, 1);
        answerRange("2026-04-05", "2026-04-06", "2026-04-07");
        days.select(AssetSelection.of(DAILY)).partition(DAILY, day).run();
        days.select(AssetSelection.of(DAILY)).partition(DAILY, day.plusDays(3)).run();
        days.select(AssetSelection.of(DAILY)).run();
        engine.requests.clear();

        RunPlan plan = days.select("stale").plan();
        assertThat(plan.because(AssetKey.of("daily"))).isEqualTo("stale: 5 partitions are missing from 2026-04-02 on");
        PlannedPartitions planned = plan.step(AssetKey.of("daily")).partitions().orElseThrow();
        assertThat(planned.keys()).isEqualTo("2026-04-02 to 2026-04-03, 2026-04-05 to 2026-04-07");
        assertThat(planned.chosen()).isTrue();
        // What is stale for another reason is built for its latest partition, as in a run without a choice.
        assertThat(days.select("stale:partition or stale:code").plan().toString()).contains("--from 2026-04-02");
        assertThat(days.select("status:never or daily").plan().toString()).contains("--partition 2026-04-08");
        // A choice by the caller is kept.
        assertThat(days.select("stale").partition(DAILY, day).plan().toString()).contains("--partition 2026-04-01");

        engine.onThrow(RUN + "--from 2026-04-02 --to 2026-04-03", new EngineTimeoutException("took too long"));
        RunResult failed = days.select("stale").run();
        assertThat(failed.succeeded()).isFalse();
        assertThat(engine.commands()).containsExactly(
                RUN + "--from 2026-04-02 --to 2026-04-03", RUN + "--from 2026-04-05 --to 2026-04-07");
        engine.requests.clear();
        answerRange("2026-04-02", "2026-04-03");
        assertThat(days.resume(failed.runId()).succeeded()).isTrue();
        assertThat(engine.commands()).containsExactly(RUN + "--from 2026-04-02 --to 2026-04-03");
        assertThat(days.select("stale").plan().nothingToDo()).isPresent();
    }

    @Test
    void sourcesThatWereSynchronizedSinceAreChanged() {
        Definitions project = new Project()
                .replication("ingest", "id=raw__shop", "id=raw__web")
                .replication("other", "region=eu")
                .model("m", "ingest/load")
                .build();
        Materializer changed = Materializer.of(project, engine).journal(folder).select("source:changed");
        discovered("ingest", "{'id':'raw__shop','last_sync_at':'2020-01-01T00:00:00Z'},{'id':'raw__web','last_sync_at':'2020-01-01T00:00:00Z'}");
        discovered("other", "{'id':'o','components':{'region':['eu','us']},'last_sync_at':'2020-01-01T00:00:00Z'}");
        assertThat(changed.plan().because(AssetKey.of("ingest", "load"))).isEqualTo("source changed: never built");
        assertThat(keys(changed.plan())).containsExactly("ingest/load", "ingest/source", "other/load", "other/source");

        Materializer.of(project, engine).journal(folder).run();
        assertThat(changed.plan().nothingToDo()).contains("'source:changed' matches none of the 5 assets");

        discovered("other", "{'id':'o','components':{'region':['eu','us']},'last_sync_at':'2999-01-01T00:00:00Z'},{'id':'p','components':{'region':'asia'}}");
        assertThat(keys(changed.plan())).containsExactly("other/load", "other/source");
        assertThat(changed.plan().because(AssetKey.of("other", "source")))
                .isEqualTo("source changed: o was synchronized at 2999-01-01T00:00:00Z");
        discovered("other", "{'id':'o','components':{'region':'asia'}}");
        discovered("ingest", "{'id':'raw__web'},{'id':'of nobody'}");
        assertThat(changed.plan().because(AssetKey.of("ingest", "source")))
                .isEqualTo("source changed: the engine reports no time at which raw__web was synchronized");
        assertThat(keys(changed.select("source:changed+").plan())).containsExactly("ingest/load", "ingest/source", "m");

        engine.onQuery(new QueryRequest.Discover("ingest"), options -> {
            throw new EngineTimeoutException("took too long");
        });
        assertThatThrownBy(changed::plan).isInstanceOf(EngineException.class);
    }

    private void answerRange(String... keys) {
        String[] built = Arrays.stream(keys).map(key -> Json.partition("daily", key)).toArray(String[]::new);
        engine.on(RUN + "--from " + keys[0] + " --to " + keys[keys.length - 1], 0, Json.run(Json.materializations(built)));
    }

    private void discovered(String pipeline, String sources) {
        engine.onQuery(new QueryRequest.Discover(pipeline), "{'command':'discover','sources':[" + sources + "]}");
    }

    private static List<String> keys(RunPlan plan) {
        return plan.steps().stream().map(step -> step.key().toString()).sorted().toList();
    }

    private List<String> selected(String text) {
        return keys(all.select(text).plan());
    }
}
