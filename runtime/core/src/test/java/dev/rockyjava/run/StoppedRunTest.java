package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.run.text.RequestText;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run that is stopped says about the assets that had no turn. */
@Timeout(60)
class StoppedRunTest {

    private static final String A = "run --model a --pipeline marts";

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void afterAFailureEachAssetHasTheReasonOfItsOwn() {
        engine.onThrow(A, new EngineTimeoutException("slow"));
        RunResult result = Materializer.of(branches(), engine).failFast().run();
        assertThat(engine.commands()).containsExactly(A);
        for (String name : new String[] {"b", "c", "e"}) {
            assertThat(result.outcome(AssetKey.of(name)).skipCause()).as(name).contains(SkipCause.FAILED_FAST);
            assertThat(result.outcome(AssetKey.of(name)).reason()).as(name)
                    .contains("the run stops at the first failure, which was a");
        }
        assertThat(result.outcome(AssetKey.of("below")).reason()).contains("upstream a failed");
    }

    @Test
    void afterTheTimeOfTheRunSoTheyHave() {
        long[] ticks = {0};
        engine.before(request -> ticks[0] += Duration.ofHours(2).toNanos());
        RunResult result =
                Materializer.of(branches(), engine).runTimeout(Duration.ofHours(1)).ticks(() -> ticks[0]).run();
        for (String name : new String[] {"b", "c", "e", "below"}) {
            assertThat(result.outcome(AssetKey.of(name)).skipCause()).as(name).contains(SkipCause.TIMED_OUT);
            assertThat(result.outcome(AssetKey.of(name)).reason()).as(name).contains("the run had used up its time, 1 h");
        }
    }

    /** What has begun goes on to its end, but a backfill begins with each of its calls. */
    @Test
    void afterAFailureNoFurtherCallOfAnAssetIsMade() throws Exception {
        Definitions definitions = new Project()
                .model("a").partitioned("daily", Grain.DAY, "2026-01-01", "time_interval").build();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        engine.before(request -> {
            if (RequestText.of(request).equals(A)) {
                await(begun);
                throw new EngineTimeoutException("slow");
            }
            begun.countDown();
            await(failed);
        });
        RunResult result = Materializer.of(definitions, engine)
                .backfill(PartitionedAsset.daily("daily"), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 9), 1)
                .parallelism(2)
                .failFast()
                .listener(event -> {
                    if (event instanceof RunEvent.AssetFailed) {
                        failed.countDown();
                    }
                })
                .run();
        assertThat(engine.commands()).hasSize(2);
        AssetOutcome daily = result.outcome(AssetKey.of("daily"));
        assertThat(daily.skipCause()).contains(SkipCause.FAILED_FAST);
        assertThat(daily.partitions()).containsExactly("2026-04-01");
        assertThat(daily.good()).isFalse();
        assertThat(daily.reason().orElseThrow())
                .contains("the run stops at the first failure, which was a; 'run --model daily")
                .contains("2026-04-02' and the rest were not started");
    }

    @Test
    void aLongChainBelowAFailureIsToldInTime() {
        Project project = new Project().model("m0");
        for (int i = 1; i < 40_000; i++) {
            project.model("m" + i, "m" + (i - 1));
        }
        engine.onThrow("run --model m0 --pipeline marts", new EngineTimeoutException("slow"));
        RunResult result = Materializer.of(project.build(), engine).run();
        assertThat(result.outcome(AssetKey.of("m39999")).reason())
                .contains("upstream m0 failed (m0 → m1 → … 39996 more … → m39998 → m39999)");
        assertThat(result.outcome(AssetKey.of("m5")).reason())
                .contains("upstream m0 failed (m0 → m1 → … 2 more … → m4 → m5)");
        assertThat(result.outcome(AssetKey.of("m4")).reason())
                .contains("upstream m0 failed (m0 → m1 → m2 → m3 → m4)");
    }

    @Test
    void aRunThatThrowsLeavesNoThread() throws Exception {
        Materializer broken = Materializer.of(branches(), engine)
                .listener(event -> {})
                .parallelism(2)
                .ticks(() -> {
                    if (!engine.requests.isEmpty()) {
                        throw new IllegalStateException("no time");
                    }
                    return 0;
                })
                .runTimeout(Duration.ofHours(1));
        assertThatThrownBy(broken::run).hasMessage("no time");
        while (Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("rocky-run-events"))) {
            Thread.sleep(10); // it ends when it has told what waits
        }
    }

    private static Definitions branches() {
        return new Project().model("a").model("below", "a").model("b").model("c", "b").model("e", "c").build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
