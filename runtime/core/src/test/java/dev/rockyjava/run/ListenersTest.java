package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.run.execute.Listeners;
import dev.rockyjava.internal.run.text.RequestText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that do what nobody should do, and what somebody may. */
@Timeout(60)
class ListenersTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project().model("a").model("b", "a").build();

    @Test
    void oneThatBlocksForEverDoesNotHoldTheResult() {
        CountDownLatch never = new CountDownLatch(1);
        RunResult result = Materializer.of(definitions, engine).listener(event -> await(never)).run();
        assertThat(result.succeeded()).isTrue();
        never.countDown();
    }

    @Test
    void oneThatIsSlowMissesLogLinesOnly() {
        CountDownLatch flooded = new CountDownLatch(1);
        AtomicInteger lines = new AtomicInteger();
        List<String> others = Collections.synchronizedList(new ArrayList<>());
        Listeners listeners = new Listeners(List.of(event -> {
            await(flooded);
            if (event instanceof RunEvent.EngineLog) {
                lines.incrementAndGet();
            } else {
                others.add(event.getClass().getSimpleName());
            }
        }), "r");
        AssetKey a = AssetKey.of("a");
        listeners.publish(new RunEvent.AssetStarted(Instant.EPOCH, a));
        for (int i = 0; i < 25_000; i++) {
            listeners.publish(new RunEvent.EngineLog(Instant.EPOCH, a, "line"));
        }
        listeners.publish(new RunEvent.AssetStarted(Instant.EPOCH, a));
        listeners.end();
        flooded.countDown();
        listeners.awaitDelivery();
        assertThat(lines).hasValue(10_000);
        assertThat(others).containsExactly("AssetStarted", "AssetStarted");
    }

    @Test
    void oneMayCancelTheRun() {
        CancelToken token = new CancelToken();
        CountDownLatch cancelled = new CountDownLatch(1);
        engine.before(request -> {
            if (RequestText.of(request).contains("--model a ")) {
                awaitUninterrupted(cancelled);
            }
        });
        RunResult result = Materializer.of(definitions, engine)
                .cancelWith(token)
                .listener(event -> {
                    if (event instanceof RunEvent.AssetStarted) {
                        token.cancel();
                        cancelled.countDown();
                    }
                })
                .run();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(result.outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.INTERRUPTED);
    }

    @Test
    void oneMayRunAnotherRun() {
        AtomicReference<RunResult> inner = new AtomicReference<>();
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        Materializer other = Materializer.of(definitions, engine).listener(event -> heard.add(event.getClass().getSimpleName()));
        RunResult outer = Materializer.of(definitions, engine)
                .listener(event -> {
                    if (event instanceof RunEvent.RunFinished) {
                        inner.set(other.run());
                    }
                })
                .run();
        assertThat(outer.succeeded()).isTrue();
        assertThat(inner.get().succeeded()).isTrue();
        assertThat(inner.get().runId()).isNotEqualTo(outer.runId());
        assertThat(heard).startsWith("RunStarted").endsWith("RunFinished");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The run's end may come first, and leaves its mark. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
