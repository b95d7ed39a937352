package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.internal.run.call.EngineCalls;
import dev.rockyjava.internal.run.call.FusedCalls;
import dev.rockyjava.internal.run.control.TimeLimit;
import dev.rockyjava.internal.run.journal.Journal;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.settings.SubmissionIds;
import dev.rockyjava.internal.run.verdict.Verdicts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the limits of a run and of an asset count, and what they don't. */
@Timeout(60)
class TimeLimitsTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project().model("a").model("b", "a").model("c", "b").build();
    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-04-08T01:30:00Z"));
    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 7); // they may overflow
    private final InstantSource clock = wall::get;

    @Test
    void aClockThatIsSetForwardEndsNothing() {
        engine.before(request -> wall.set(wall.get().plus(Duration.ofHours(2))));
        RunResult result = limited().assetTimeout(Duration.ofHours(1)).run();
        assertThat(result.succeeded()).as(result.summary()).isTrue();
    }

    @Test
    void aClockThatIsSetBackGivesNoMoreTime() {
        engine.before(request -> {
            wall.set(wall.get().minus(Duration.ofHours(2)));
            ticks.addAndGet(Duration.ofMinutes(40).toNanos());
        });
        RunResult result = limited().run();
        assertThat(engine.options).extracting(options -> options.timeout().toMinutes()).containsExactly(60L, 20L);
        assertThat(result.outcome(AssetKey.of("c")).skipCause()).contains(SkipCause.TIMED_OUT);
    }

    @Test
    void theTimeOfAnAssetHoldsWhileItsFilesAreHeld(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("held.redb");
        Path program = Files.writeString(folder.resolve("rocky"), "#!/bin/sh\n"
                + "[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\necho called >> called\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("rocky.toml"), "");
        CliEngine real = CliEngine.forProject(folder.resolve("rocky.toml")).binary(program).engineState(state).build();
        real.info();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread other = holding(state, held, over);
        held.await();
        RunResult result = Materializer.of(new Project().model("a").build(), real)
                .assetTimeout(Duration.ofMillis(200))
                .run();
        over.countDown();
        other.join();
        assertThat(result.outcome(AssetKey.of("a")).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("the time for one asset, 200 ms, was up: waited ")
                .contains("held.redb, which another call uses; nothing was executed");
        assertThat(folder.resolve("called")).doesNotExist();
    }

    @Test
    void theLimitThatComesFirstHolds() {
        limited().assetTimeout(Duration.ofMinutes(30)).run();
        assertThat(engine.options).last().extracting(CallOptions::total).isEqualTo(Optional.of(Duration.ofMinutes(30)));
        limited().assetTimeout(Duration.ofHours(2)).run();
        assertThat(engine.options).last().extracting(CallOptions::total).isEqualTo(Optional.of(Duration.ofHours(1)));
    }

    @Test
    void theTimeOfOneCallDoesNotCountTheWait() {
        limited().timeout(Duration.ofMinutes(5)).run();
        assertThat(engine.options.get(0).timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(engine.options.get(0).total()).contains(Duration.ofHours(1));
        Materializer.of(definitions, engine).timeout(Duration.ofMinutes(5)).run();
        assertThat(engine.options).last().extracting(CallOptions::total).isEqualTo(Optional.empty());
    }

    @Test
    void theTimeOfAnAssetHoldsWhileAnotherAssetsCallServesIt() throws Exception {
        Definitions replication = new Project().replication("ingest", "id=a").build();
        TimeLimit half = TimeLimit.of(System::nanoTime, Optional.of(Duration.ofMillis(200)), "half a moment");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        engine.before(request -> {
            asked.countDown();
            await(over);
        });
        EngineCalls calls = new EngineCalls(engine, RunSettings.DEFAULTS, RunContext.SYSTEM, new SubmissionIds("r", 0), half,
                new FusedCalls(
                        replication, (ExecutablePlan) Materializer.of(replication, engine).plan(), done -> {}), Journal.NONE, event -> {});
        RunRequest request = new RunRequest.Replication("ingest", Optional.of("id=a"));
        TimeLimit none = TimeLimit.of(System::nanoTime, Optional.empty(), "");
        Thread first = new Thread(() -> calls.call(replication.get(AssetKey.of("ingest", "source")), request, none));
        first.start();
        asked.await();
        EngineCalls.PerformedCall made = calls.call(replication.get(AssetKey.of("ingest", "load")), request, half);
        over.countDown();
        first.join();
        assertThat(made.call().thrown()).hasMessageContaining("which serves another asset, didn't end in half a moment");
        assertThat(Verdicts.of(made.call()).cause()).contains(new OutcomeCause.OutOfTime());
    }

    @Test
    void whatTheRestOfALimitWasTooShortForNamesTheLimit() {
        engine.before(request -> {
            sleep(Duration.ofMillis(20));
            throw new EngineTimeoutException("it took longer than 5 ms");
        });
        Materializer none = Materializer.of(definitions, engine).retry(RetryPolicy.none());
        assertThat(none.assetTimeout(Duration.ofMillis(10)).run().outcome(AssetKey.of("a")).reason())
                .contains("the time for one asset, 10 ms, was up: it took longer than 5 ms");
        assertThat(none.assetTimeout(Duration.ofHours(1)).run().outcome(AssetKey.of("a")).reason())
                .contains("it took longer than 5 ms");
        engine.before(request -> {
            sleep(Duration.ofMillis(20));
            throw new EngineTimeoutException("a worker has a limit of its own beside the time for one asset, 10 ms");
        });
        assertThat(none.assetTimeout(Duration.ofMillis(10)).run().outcome(AssetKey.of("a")).reason().orElseThrow())
                .startsWith("the time for one asset, 10 ms, was up: a worker has");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheTimeOfTheRunEndsSaysSo() {
        engine.before(request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineInterruptedException("it was ended half-way", e);
            }
        });
        RunResult result = Materializer.of(definitions, engine).runTimeout(Duration.ofMillis(50)).run();
        assertThat(result.outcome(AssetKey.of("a")).reason())
                .contains("the run had used up its time, 50 ms: it was ended half-way");
    }

    private Materializer limited() {
        Clock settable = clock.withZone(ZoneOffset.UTC);
        return Materializer.of(definitions, engine).clock(settable).ticks(ticks::get).runTimeout(Duration.ofHours(1));
    }

    private static Thread holding(Path file, CountDownLatch held, CountDownLatch over) {
        Thread thread = new Thread(() -> {
            EngineLocks.Held lock = EngineLocks.acquire(List.of(file));
            held.countDown();
            await(over);
            lock.close();
        });
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
