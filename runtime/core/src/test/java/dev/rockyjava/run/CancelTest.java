package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.internal.run.journal.RunLock;
import dev.rockyjava.internal.run.text.RequestText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CancelTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions =
            new Project().model("a").model("b").model("c").model("d", "a", "b", "c").build();
    private final CountDownLatch working = new CountDownLatch(1);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void endsWhatRunsAndStartsNothingMore(int parallelism) throws Exception {
        hang();
        RunHandle run = Materializer.of(definitions, engine).parallelism(parallelism).start();
        working.await();
        assertThat(run.done()).isFalse();
        run.cancel();
        RunResult result = run.join();
        assertThat(engine.commands()).hasSizeLessThanOrEqualTo(parallelism);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(result.outcomes()).hasSize(4);
        assertThat(result.outcome(AssetKey.of("d")).reason()).contains("the run was cancelled");
        // Of two that begin at once, the second may be woken before, or on its way to the engine.
        assertThat(result.outcomes(OutcomeStatus.FAILED))
                .hasSizeBetween(engine.commands().size(), parallelism)
                .allSatisfy(outcome -> assertThat(outcome.attempts()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leavesNoMarkOnTheCallersThread(int parallelism) throws Exception {
        hang();
        CancelToken token = new CancelToken();
        Thread canceller = new Thread(() -> {
            try {
                working.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            token.cancel();
        });
        canceller.start();
        RunResult result = Materializer.of(definitions, engine).parallelism(parallelism).cancelWith(token).run();
        canceller.join();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void endsTheWaitForAnotherRun(@TempDir Path journal) throws Exception {
        RunLock other = RunLock.acquire(journal, "other", Duration.ZERO);
        RunHandle run = Materializer.of(definitions, engine).journal(journal).waitForOtherRuns(Duration.ofSeconds(20)).start();
        run.cancel();
        assertThatThrownBy(run::join)
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("run other of process")
                .hasMessageNotContaining("didn't end within");
        other.close();
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        assertThat(Materializer.of(definitions, engine).journal(journal).cancelWith(cancelled).run().exitStatus())
                .isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void anInterruptOfTheCallerEndsAllThatRuns() throws Exception {
        hang();
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                working.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        interrupter.start();
        RunResult result = Materializer.of(definitions, engine).parallelism(3).run();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
    }

    @Test
    void aTokenThatIsCancelledBeforeStartsNothing() {
        CancelToken token = new CancelToken();
        token.cancel();
        RunResult result = Materializer.of(definitions, engine).cancelWith(token).run();
        assertThat(token.cancelled()).isTrue();
        assertThat(engine.requests).isEmpty();
        assertThat(result.count(OutcomeStatus.SKIPPED)).isEqualTo(4);
    }

    @Test
    void aRunThatTakesTooLongIsEnded() {
        hang();
        RunResult result = Materializer.of(definitions, engine).runTimeout(Duration.ofSeconds(1)).run();
        assertThat(result.outcome(AssetKey.of("d")).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
        assertThat(result.outcome(AssetKey.of("c")).skipCause()).contains(SkipCause.TIMED_OUT);
        assertThat(result.interrupted()).isFalse();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aRunThatCannotBePlannedThrowsBeforeItStarts() {
        Materializer none = Materializer.of(definitions, engine).select(AssetSelection.group("nobody"));
        assertThatThrownBy(none::start).isInstanceOf(EmptySelectionException.class);
    }

    @Test
    void aListenerThatHangsDoesNotHoldTheRun() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        engine.before(request -> {
            if (RequestText.of(request).contains("--model d")) {
                last.countDown();
            }
        });
        RunHandle run = Materializer.of(definitions, engine)
                .listener(event -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .start();
        last.await();
        never.countDown();
        assertThat(run.join().succeeded()).isTrue();
    }

    /** As the real one does: it ends when its thread is interrupted, and says so. */
    private void hang() {
        engine.before(request -> {
            working.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineInterruptedException("ended", e);
            }
        });
    }
}
