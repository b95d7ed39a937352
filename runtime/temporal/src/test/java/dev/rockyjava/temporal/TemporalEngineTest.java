package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineFailure;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunCall;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A driver and a worker with the in-memory server between them. */
class TemporalEngineTest {

    private static final RunRequest MODEL = new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT);

    private final InMemory server = new InMemory();
    private final TestEngine onWorker = new TestEngine();

    @AfterEach
    void stop() {
        server.close();
    }

    private static CallOptions ofRun(RowEffect effect) {
        return CallOptions.defaults().withRun(new RunCall(
                "20260408-013000250-k3x9ab", AssetKey.of("orders"), "Model orders", effect, TemporalEngineTest::failed));
    }

    private static boolean failed(Supplier<EngineReply> answer) {
        try {
            return answer.get().exitCode() != 0;
        } catch (EngineException e) {
            return !e.mayHaveWorked();
        }
    }

    @Test
    void requestsAndAnswersTravel() {
        server.worker(onWorker);
        List<RunRequest> requests = List.of(
                MODEL,
                new RunRequest.Model("o", "p", new PartitionChoice.Range("2026-01-01", "2026-01-02")),
                new RunRequest.Model("o", "p", new PartitionChoice.Missing(Optional.of("2026-01-02"))),
                new RunRequest.Replication("shop", Optional.of("storefront=eu")),
                new RunRequest.Replication("shop", Optional.empty()),
                new RunRequest.Apply("plan-1"));
        List<String> lines = new ArrayList<>();
        onWorker.answering((request, options) -> {
            options.log().accept("at work on " + request.word());
            return TestEngine.built(request);
        });
        CallOptions options = CallOptions.defaults()
                .withTimeout(Duration.ofMinutes(7)).withTotal(Optional.of(Duration.ofMinutes(9)))
                .withSubmissionId("run:1:orders").withLog(lines::add)
                .withEnvironment(Map.of("TRACEPARENT", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        TemporalEngine driver = server.engine();

        for (RunRequest request : requests) {
            assertThat(driver.run(request, options)).isEqualTo(TestEngine.built(request));
        }

        assertThat(onWorker.asked).isEqualTo(requests);
        assertThat(lines).contains("at work on Model", "at work on Apply");
        CallOptions arrived = onWorker.options.get(0);
        assertThat(arrived.timeout()).isEqualTo(Duration.ofMinutes(7));
        assertThat(arrived.total().orElseThrow()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(9));
        assertThat(arrived.submissionId()).contains("run:1:orders");
        assertThat(arrived.environment()).isEqualTo(options.environment());
        assertThat(driver.query(new QueryRequest.History(), CallOptions.defaults())).isEqualTo("{\"command\": \"history\"}");
    }

    @Test
    void variablesThatTheHistoryMustNotShowAreRefusedBeforeTheyAreSent() {
        server.worker(onWorker);
        CallOptions options = CallOptions.defaults().withEnvironment(Map.of("WAREHOUSE_TOKEN", "t0ken-0123456789"));

        assertThatThrownBy(() -> server.engine().run(MODEL, options))
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContaining("WAREHOUSE_TOKEN")
                .hasMessageNotContaining("t0ken");
        assertThatThrownBy(() -> server.engine().query(new QueryRequest.History(), options))
                .isInstanceOf(UnsupportedByEngineException.class);
        assertThat(onWorker.asked).isEmpty();

        TemporalEngine allowed = server.engine(TemporalEngine.to(server.client())
                .project("larkspur").queue("warehouse").sentVariables(Set.of("WAREHOUSE_TOKEN")));
        allowed.run(MODEL, options);
        assertThat(onWorker.options.get(0).environment()).isEqualTo(options.environment());
    }

    @ParameterizedTest
    @EnumSource(EngineFailure.Kind.class)
    void exceptionsComeOutAsTheyWentIn(EngineFailure.Kind kind) {
        EngineFailure failure = new EngineFailure(
                kind, "what; do this; and more", Optional.of("do this"), true,
                kind == EngineFailure.Kind.COMMAND ? OptionalInt.of(3) : OptionalInt.empty(),
                kind == EngineFailure.Kind.COMMAND ? List.of("a line") : List.of());
        onWorker.answering((request, options) -> {
            throw failure.exception();
        });
        server.worker(onWorker);

        EngineException thrown = catchThrowableOfType(EngineException.class, () -> server.engine().run(MODEL));

        if (kind == EngineFailure.Kind.INTERRUPTED) {
            assertThat(thrown).as("this program isn't interrupted").isInstanceOf(EngineTimeoutException.class).hasMessageContaining("do this");
        } else {
            assertThat(EngineFailure.of(thrown)).isEqualTo(failure);
        }
        assertThat(thrown.mayHaveWorked()).isTrue();
    }

    @Test
    void aSecondProgramFindsTheAnswerOfTheFirst() {
        server.worker(onWorker);
        EngineReply first = server.engine().run(MODEL, ofRun(RowEffect.ADDS));
        TemporalEngine second = server.engine();

        assertThat(second.remembers("20260408-013000250-k3x9ab", "Model orders", Instant.EPOCH)).isTrue();
        assertThat(second.remembers("20260408-013000250-k3x9ac", "Model orders", Instant.EPOCH)).isFalse();
        assertThat(second.run(MODEL, ofRun(RowEffect.ADDS))).isEqualTo(first);
        assertThat(onWorker.asked).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(RowEffect.class)
    void aFailedCallIsMadeAgain(RowEffect effect) {
        server.worker(onWorker.answering((request, options) -> TestEngine.reply(1, "Failure", request, "")));
        assertThat(server.engine().run(MODEL, ofRun(effect)).exitCode()).isEqualTo(1);

        onWorker.answering((request, options) -> TestEngine.built(request));
        assertThat(server.engine().run(MODEL, ofRun(effect)).exitCode()).isZero();
        assertThat(server.engine().run(MODEL, ofRun(effect)).exitCode()).isZero();
        assertThat(onWorker.asked).hasSize(2);
    }

    @Test
    void aCallThatMayHaveAddedRowsIsNotMadeAgain() {
        server.worker(onWorker.answering((request, options) -> {
            throw new EngineTimeoutException("too long");
        }));
        for (int program = 0; program < 2; program++) {
            assertThatThrownBy(() -> server.engine().run(MODEL, ofRun(RowEffect.ADDS)))
                    .isInstanceOf(EngineTimeoutException.class).hasMessage("too long");
        }
        assertThat(onWorker.asked).hasSize(1);
    }

    @Test
    void aFaultInTheEnginesCodeIsSaid() {
        server.worker(onWorker.answering((request, options) -> {
            throw new IllegalArgumentException("a bug");
        }));
        assertThatThrownBy(() -> server.engine().run(MODEL))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("IllegalArgumentException: a bug");
    }

    @Test
    void anInterruptEndsTheCallOnItsWorker() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        server.worker(onWorker.answering((request, options) -> {
            begun.countDown();
            return TestEngine.forEver(ended);
        }));
        TemporalEngine driver = server.engine();
        CompletableFuture<EngineReply> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                result.complete(driver.run(MODEL));
            } catch (EngineException e) {
                result.completeExceptionally(Thread.currentThread().isInterrupted() ? e : new AssertionError("status lost"));
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();

        assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(EngineInterruptedException.class);
        assertThat(ended.await(30, TimeUnit.SECONDS)).as("ended on the worker").isTrue();
    }
}
