package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.internal.document.EngineDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

    private static final String A = "run --model a --pipeline marts";

    private final ScriptedEngine engine = new ScriptedEngine();
    private final List<Duration> slept = new ArrayList<>();
    private final List<RunEvent.AssetRetried> retried = new ArrayList<>();
    private final Definitions definitions = new Project().model("a").model("b").loadPipeline("files").build();
    private final RetryPolicy policy = RetryPolicy.none()
            .withAttempts(4)
            .withBudget(100)
            .withDelays(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private final VirtualTime time = new VirtualTime();
    private int failures;

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @Test
    void triesAgainWhatOthersHoldUntilItIsFree() {
        failing(2, options -> {
            throw new EngineBusyException("PID 7 has it open");
        });
        RunResult result = run(policy);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.outcome(AssetKey.of("a")).attempts()).isEqualTo(3);
        assertThat(result.outcome(AssetKey.of("b")).attempts()).isEqualTo(1);
        assertThat(slept).hasSize(2);
        assertThat(retried).extracting(RunEvent.AssetRetried::attempt).containsExactly(1, 2);
        assertThat(retried).extracting(RunEvent.AssetRetried::attempts).containsOnly(4);
        assertThat(retried.get(0).reason()).isEqualTo("PID 7 has it open");
        assertThat(retried).extracting(RunEvent.AssetRetried::delay).isEqualTo(slept);
    }

    @Test
    void waitsLongerEachTimeWithinItsBounds() {
        failing(100, options -> {
            throw new EngineBusyException("held");
        });
        RunResult result = run(policy.withAttempts(5));
        assertThat(result.outcome(AssetKey.of("a")).attempts()).isEqualTo(5);
        assertThat(slept).hasSize(4);
        assertThat(slept.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(slept.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
        assertThat(slept.get(3)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(3000));
        assertThat(slept).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "transient, true", "connection-failed, true", "quota-exceeded, true",
        "compile-error, false", "query-rejected, false", "unknown, false", "auth-failed, false", "not-found, false"
    })
    void triesAgainWhatMayPass(String kind, boolean again) {
        failing(1, options -> error(kind, ""));
        assertThat(run(policy).outcome(AssetKey.of("a")).attempts()).isEqualTo(again ? 2 : 1);
    }

    @Test
    void doesNotTryAgainWhenOneErrorWillStay() {
        failing(1, options -> reply(1, Json.run(Json.errors(
                Json.error("a", "gone").replace("unknown", "transient"), Json.error("a", "wrong column")))));
        run(policy);
        assertThat(slept).isEmpty();
    }

    @Test
    void theErrorOfAnotherModelDoesNotMatter() {
        failing(1, options -> reply(1, Json.run(Json.errors(
                Json.error("a", "gone").replace("unknown", "transient"), Json.error("b", "wrong column")))));
        assertThat(run(policy).outcome(AssetKey.of("a")).attempts()).isEqualTo(2);
    }

    @Test
    void neverLoadsFilesTwice() {
        engine.on("run --pipeline files", 1, Json.load("\"files_failed\":1"));
        run(policy);
        assertThat(engine.commands()).filteredOn("run --pipeline files"::equals).hasSize(1);
    }

    @Test
    void doesNotTryAgainAfterAnExitWithoutDocument() {
        failing(1, options -> {
            throw new EngineCommandException("no such config", 1, List.of());
        });
        run(policy);
        assertThat(slept).isEmpty();
    }

    @Test
    void triesTimeoutsAgainOnlyIfAsked() {
        failing(1, options -> {
            throw new EngineTimeoutException("slow");
        });
        assertThat(run(policy).succeeded()).isFalse();
        failures = 1;
        assertThat(run(policy.withTimeouts()).succeeded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "full_refresh, 2", "view, 2", "time_interval, 2", "merge, 2", "delete_insert, 2", "incremental, 1", "microbatch, 1",
        "of_a_newer_engine, 1", ", 1"
    })
    void triesAgainWhatMayHaveBeenDoneOnlyIfItAddsNoRows(String strategy, int attempts) {
        Definitions one = new Project().add(Project.modelSpec("a").strategy(strategy).build()).build();
        failing(1, options -> {
            throw new EngineTimeoutException("slow");
        });
        assertThat(attempts(one, AssetKey.of("a"))).isEqualTo(attempts);
        failing(1, options -> error("connection-failed", ""));
        assertThat(attempts(one, AssetKey.of("a"))).isEqualTo(attempts);
        // Of these nothing was done.
        failing(1, options -> error("quota-exceeded", ""));
        assertThat(attempts(one, AssetKey.of("a"))).isEqualTo(2);
        failing(1, options -> {
            throw new EngineBusyException("held");
        });
        assertThat(attempts(one, AssetKey.of("a"))).isEqualTo(2);
        failing(1, options -> {
            throw new EngineTimeoutException("waited for the file", false);
        });
        assertThat(attempts(one, AssetKey.of("a"))).isEqualTo(2);
    }

    @Test
    void loadsFilesOnceThoughTimeoutsAreTriedAgain() {
        List<String> loaded = new ArrayList<>();
        engine.on("run --pipeline files", options -> {
            loaded.add("orders.csv");
            throw new EngineTimeoutException("slow");
        });
        RunResult result = run(policy.withTimeouts());
        assertThat(loaded).containsExactly("orders.csv");
        assertThat(result.outcome(AssetKey.of("files", "load")).reason()).contains("slow");
    }

    @Test
    void triesAReplicationThatTookTooLongAgainOnlyIfTheEngineKnowsThatItAddsNoRows() {
        Definitions copies = new Project().replication("ingest").build();
        engine.onThrow("run --pipeline ingest", new EngineTimeoutException("slow"));
        assertThat(attempts(copies, AssetKey.of("ingest", "source"))).isEqualTo(1);
        engine.effects.put("run --pipeline ingest", RowEffect.REPLACES);
        assertThat(attempts(copies, AssetKey.of("ingest", "source"))).isEqualTo(4);
    }

    @Test
    void plansAgainWhatAddsRowsButAppliesItOnce() {
        Definitions copies = new Project().replication("ingest").build();
        engine.onThrow("plan --pipeline ingest", new EngineTimeoutException("slow"));
        Materializer planned = materializer(copies, policy.withTimeouts()).executionMode(ExecutionMode.PLAN_THEN_APPLY);
        assertThat(planned.run().outcome(AssetKey.of("ingest", "source")).attempts()).isEqualTo(4);
        engine.on("plan --pipeline ingest", 0, "{\"version\":\"1.71.0\",\"command\":\"plan\",\"filter\":\"\",\"statements\":[],\"plan_id\":\"p1\"}");
        engine.onThrow("apply p1", new EngineTimeoutException("slow"));
        assertThat(planned.run().outcome(AssetKey.of("ingest", "source")).attempts()).isEqualTo(1);
    }

    private int attempts(Definitions of, AssetKey key) {
        return materializer(of, policy.withTimeouts()).run().outcome(key).attempts();
    }

    @Test
    void waitsAsLongAsTheEngineAsks() {
        failing(1, options -> error("transient", ",\"cooldown_seconds\":90"));
        run(policy);
        failures = 1;
        failing(1, options -> error("quota-exceeded", ""));
        run(policy);
        assertThat(slept).containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(300));
    }

    @Test
    void hasABudgetForTheWholeRun() {
        failing(100, options -> {
            throw new EngineBusyException("held");
        });
        engine.onThrow("run --model b --pipeline marts", new EngineBusyException("held"));
        run(policy.withBudget(4));
        assertThat(slept).hasSize(4);
    }

    @Test
    void doesNotWaitBeyondTheTimeOfTheAsset() {
        failing(1, options -> error("transient", ",\"cooldown_seconds\":90"));
        RunResult result = materializer(policy).assetTimeout(Duration.ofSeconds(90)).run();
        assertThat(slept).isEmpty();
        assertThat(result.outcome(AssetKey.of("a")).status()).isEqualTo(OutcomeStatus.FAILED);
    }

    @Test
    void givesACallOnlyTheTimeThatIsLeft() {
        engine.before(request -> time.pass(Duration.ofSeconds(40)));
        RunResult result = materializer(policy)
                .timeout(Duration.ofSeconds(50))
                .runTimeout(Duration.ofSeconds(70))
                .run();
        assertThat(engine.options).extracting(options -> options.timeout().toSeconds()).containsExactly(50L, 30L);
        assertThat(result.outcome(AssetKey.of("b")).status()).isEqualTo(OutcomeStatus.SKIPPED);
        assertThat(result.outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.TIMED_OUT);
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
    }

    @Test
    void givesUpTheWaitWhenTheThreadIsInterrupted() {
        failing(100, options -> {
            throw new EngineBusyException("held");
        });
        RunResult result = Materializer.of(definitions, engine)
                .retry(policy)
                .pace(duration -> {
                    throw new InterruptedException();
                }, new Random(1))
                .run();
        assertThat(engine.commands()).containsExactly("run --pipeline files", "run --model a --pipeline marts");
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> RetryPolicy.none().withAttempts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> materializer(policy).parallelism(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> materializer(policy).runTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RunResult run(RetryPolicy retries) {
        return materializer(retries).run();
    }

    private Materializer materializer(RetryPolicy retries) {
        return materializer(definitions, retries);
    }

    private Materializer materializer(Definitions of, RetryPolicy retries) {
        return Materializer.of(of, engine)
                .retry(retries)
                .clock(time)
                .ticks(() -> Duration.between(Instant.EPOCH, time.instant()).toNanos())
                .pace(duration -> {
                    slept.add(duration);
                    time.pass(duration);
                }, new Random(1))
                .listener(event -> {
                    if (event instanceof RunEvent.AssetRetried retry) {
                        retried.add(retry);
                    }
                });
    }

    private void failing(int times, java.util.function.Function<Object, EngineReply> failure) {
        failures = times;
        engine.on(A, options -> failures-- > 0
                ? failure.apply(options)
                : reply(0, Json.run(Json.materializations(Json.built("a")))));
    }

    private static EngineReply error(String kind, String more) {
        String error = Json.error("a", "it failed").replace("\"unknown\"", "\"" + kind + "\"" + more);
        return reply(1, Json.run(Json.status("Failure"), Json.errors(error)));
    }

    private static EngineReply reply(int exitCode, String json) {
        return new EngineReply(exitCode, EngineDocuments.parse(json), List.of());
    }

    private static final class VirtualTime extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
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
