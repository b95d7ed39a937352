package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.internal.document.EngineDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunEventsTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final List<String> heard = new ArrayList<>();
    private final Definitions definitions = new Project()
            .model("a").model("b", "a").pipelineNode(NodeKind.QUALITY, "dq").replication("ingest", "id=a").build();

    @Test
    void tellsEverythingInOrder() {
        engine.on("run --model a --pipeline marts", 1, Json.run(Json.errors(Json.error("a", "bad"))));
        engine.on("run --pipeline ingest --filter id=a", options -> {
            options.log().accept("copying");
            return new EngineReply(0, EngineDocuments.parse(Json.run(
                    Json.copied("duckdb.a.t"),
                    Json.checks(Json.check("row_count", false, "error")))), List.of());
        });
        Materializer.of(definitions, engine).listener(this::hear).run();
        assertThat(heard).containsExactly(
                "RunStarted",
                "AssetStarted ingest/source",
                "EngineLog ingest/source",
                "CheckEvaluated ingest/source",
                "AssetMaterialized ingest/source",
                "AssetStarted ingest/load",
                "AssetMaterialized ingest/load",
                "AssetStarted a",
                "AssetFailed a",
                "AssetGraphOnly quality/dq",
                "AssetSkipped b",
                "RunFinished");
    }

    @Test
    void tellsOfWaitsForTheEnginesFilesWhichAreNoTimeOfTheAsset() {
        AtomicLong seconds = new AtomicLong();
        engine.on("run --model a --pipeline marts", options -> {
            options.waits().accept(true);
            seconds.addAndGet(50);
            options.waits().accept(false);
            seconds.addAndGet(3);
            return new EngineReply(0, EngineDocuments.parse(Json.run(Json.materializations(Json.built("a")))), List.of());
        });
        RunResult result = Materializer.of(new Project().model("a").build(), engine)
                .clock(((InstantSource) () -> Instant.ofEpochSecond(seconds.get())).withZone(ZoneOffset.UTC))
                .ticks(() -> Duration.ofSeconds(seconds.get()).toNanos())
                .listener(this::hear)
                .run();
        assertThat(heard).containsSubsequence(
                "AssetStarted a", "AssetWaits a", "AssetWaits a", "AssetMaterialized a");
        assertThat(result.outcome(AssetKey.of("a")).duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void survivesAListenerThatThrows() {
        Materializer materializer = Materializer.of(definitions, engine)
                .listener(event -> {
                    throw new AssertionError("listener");
                })
                .listener(this::hear);
        RunResult result = materializer.run();
        assertThat(result.succeeded()).isTrue();
        assertThat(heard).startsWith("RunStarted").endsWith("RunFinished");
    }

    @Test
    void survivesAListenerThatInterruptsItsThread() {
        RunResult result = Materializer.of(definitions, engine)
                .listener(event -> Thread.currentThread().interrupt())
                .listener(this::hear)
                .run();
        assertThat(result.succeeded()).isTrue();
        assertThat(heard).startsWith("RunStarted").endsWith("RunFinished");
    }

    @Test
    void callsListenersInTheOrderTheyWereAdded() {
        Materializer.of(definitions, engine).listener(e -> heard.add("first")).listener(e -> heard.add("second")).run();
        assertThat(heard.subList(0, 4)).containsExactly("first", "second", "first", "second");
    }

    @Test
    void hearsNothingAfterTheEnd() {
        AtomicReference<Consumer<String>> log = new AtomicReference<>();
        engine.on("run --model a --pipeline marts", options -> {
            log.set(options.log());
            String json = Json.run(Json.materializations(Json.built("a")));
            return new EngineReply(0, EngineDocuments.parse(json), List.of());
        });
        Materializer.of(definitions, engine).listener(this::hear).run();
        log.get().accept("late");
        assertThat(heard).endsWith("RunFinished");
    }

    @Test
    void takesTimesFromTheClock() {
        Clock clock = new SteppingClock();
        List<Instant> times = new ArrayList<>();
        RunResult result = Materializer.of(definitions, engine)
                .clock(clock)
                .listener(event -> times.add(event.time()))
                .run();
        assertThat(result.started()).isEqualTo(Instant.EPOCH);
        assertThat(times).first().isEqualTo(Instant.EPOCH);
        assertThat(times).isSorted();
        assertThat(result.duration()).isEqualTo(Duration.between(times.get(0), times.get(times.size() - 1)));
        assertThat(result.outcomes().values()).allMatch(outcome -> outcome.duration().equals(Duration.ofSeconds(1)));
    }

    private void hear(RunEvent event) {
        heard.add(event.getClass().getSimpleName()
                + (event instanceof RunEvent.AssetEvent about ? " " + about.key() : ""));
    }

    /** One second later each time it is looked at. */
    private static final class SteppingClock extends Clock {
        private long seconds;

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds++);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
