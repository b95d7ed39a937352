package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.internal.run.text.RequestText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in which something breaks that has nothing to do with an asset. */
@Timeout(60)
class BrokenRunTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project().model("a").model("b").model("c", "b").build();

    /** Otherwise the next run would get the lock while an engine still works. */
    @Test
    void endsWhatRunsBeforeItThrows(@TempDir Path journal) throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        engine.before(request -> {
            boolean hangs = RequestText.of(request).contains("--model a ");
            running.incrementAndGet();
            try {
                if (hangs) {
                    hanging.countDown();
                }
                (hangs ? new CountDownLatch(1) : hanging).await();
            } catch (InterruptedException e) {
                throw new EngineInterruptedException("ended", e);
            } finally {
                running.decrementAndGet();
            }
        });
        Thread caller = Thread.currentThread();
        Clock clock = breaking(() -> Thread.currentThread() == caller && hanging.getCount() == 0);
        assertThatThrownBy(() -> Materializer.of(definitions, engine).journal(journal).parallelism(2).clock(clock).run())
                .hasMessage("no time");
        assertThat(running).hasValue(0);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        RunLock.acquire(journal, "next", Duration.ZERO).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void throwsWhatBreaksAroundAStep(int parallelism) {
        AtomicInteger asked = new AtomicInteger();
        engine.before(request -> asked.incrementAndGet());
        Clock clock = breaking(() -> asked.get() > 0);
        assertThatThrownBy(() -> Materializer.of(definitions, engine).parallelism(parallelism).clock(clock).run())
                .hasMessage("no time");
    }

    @Test
    void limitsMayBeAsLongAsAnybodyLikes() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        RunResult result = Materializer.of(definitions, engine)
                .timeout(forever)
                .assetTimeout(forever)
                .runTimeout(forever)
                .run();
        assertThat(result.outcome(AssetKey.of("c")).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
    }

    private static Clock breaking(BooleanSupplier broken) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (broken.getAsBoolean()) {
                    throw new IllegalStateException("no time");
                }
                return Instant.now();
            }
        };
    }
}
