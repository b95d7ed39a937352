package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole runs, over the in-memory server. */
class RunsTest {

    private static final String ID = "20260408-013000250-k3x9ab";

    private final InMemory server = new InMemory();
    private final TestEngine onWorker = new TestEngine();
    private final Definitions definitions = ShellProject.models(10, 2);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRunIsContinuedWithoutItsJournal() {
        server.worker(onWorker.answering((request, options) -> request.toString().contains("m4")
                ? TestEngine.reply(1, "Failure", request, ", \"errors\": [{\"asset_key\": [\"m4\"], \"error\": \"no such column\"}]")
                : TestEngine.built(request)));
        RunResult first = Materializer.of(definitions, server.engine()).parallelism(4).runId(ID).run();
        assertThat(first.exitStatus()).isNotZero();
        assertThat(onWorker.asked).hasSize(10);

        onWorker.answering((request, options) -> TestEngine.built(request));
        RunResult second = Materializer.of(definitions, server.engine()).parallelism(4).runId(ID).run();
        assertThat(second.succeeded()).as(second.summary()).isTrue();
        assertThat(second.runId()).isEqualTo(ID);
        assertThat(onWorker.asked).as("only the failed one was asked for again").hasSize(11);
    }

    @Test
    void whatMayHaveAddedRowsStaysUnknown() {
        AtomicBoolean late = new AtomicBoolean(true);
        server.worker(onWorker.answering((request, options) -> {
            if (late.get() && request.toString().contains("m9")) {
                throw new EngineTimeoutException("too long");
            }
            return TestEngine.built(request);
        }));
        Materializer.of(definitions, server.engine()).runId(ID).run();
        late.set(false);
        RunResult second = Materializer.of(definitions, server.engine()).runId(ID).run();
        assertThat(second.summary()).contains("m9").contains("too long");
        assertThat(onWorker.asked).hasSize(10);
        RunResult consented = Materializer.of(definitions, server.engine()).runId(ID).repeatUnknown().run();
        assertThat(consented.succeeded()).as(consented.summary()).isTrue();
        assertThat(onWorker.asked).hasSize(11);
    }

    @Test
    void oneRunAtATime() {
        TemporalEngine one = server.engine();
        TemporalEngine other = server.engine();
        try (var claim = one.claim(ID, Duration.ZERO, () -> {})) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> Materializer.of(definitions, other).run())
                    .isInstanceOf(RunLockedException.class)
                    .hasMessageContaining("run " + ID + " of process " + ProcessHandle.current().pid())
                    .hasMessageContaining("rocky/larkspur/run");
        }
        server.worker(onWorker);
        assertThat(Materializer.of(definitions, other).run().succeeded()).isTrue();
    }

    @Test
    void theLockOfAVanishedDriverEnds() {
        TemporalEngine driver = server.engine(TemporalEngine.to(server.client()).project("larkspur").lease(Duration.ofSeconds(1)));
        server.lockOfAVanishedDriver("rocky/larkspur/run", Duration.ofSeconds(1));
        try (var claim = driver.claim(ID, Duration.ofMinutes(1), () -> {})) {
            assertThat(claim).isNotNull();
        }
    }
}
