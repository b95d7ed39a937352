package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.EngineInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project()
            .model("a").model("b").model("c").pipelineNode(NodeKind.QUALITY, "dq").build();

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @Test
    void startsNothingMoreWhenTheThreadIsInterrupted() {
        engine.onThrow("run --model b --pipeline marts", new EngineInterruptedException("stopped", null));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).hasSize(2);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(result.outcome(AssetKey.of("a")).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.outcome(AssetKey.of("b")).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(AssetKey.of("c")).skipCause()).contains(SkipCause.INTERRUPTED);
        assertThat(result.outcome(AssetKey.of("c")).reason()).contains("the run was interrupted");
        assertThat(result.outcome(AssetKey.of("quality", "dq")).skipCause()).contains(SkipCause.INTERRUPTED);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.exitStatus()).isEqualTo(130);
        assertThat(result.summary()).startsWith("run interrupted in ");
    }

    @Test
    void startsNothingAtAllWhenTheFlagIsSetBefore() {
        Thread.currentThread().interrupt();
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.requests).isEmpty();
        assertThat(result.count(OutcomeStatus.SKIPPED)).isEqualTo(4);
        assertThat(result.exitStatus()).isEqualTo(130);
    }

    @Test
    void startsNothingMoreWhenASignalEndedTheEngine() {
        engine.on("run --model a --pipeline marts", 130, Json.run("\"interrupted\":true"));
        RunResult result = Materializer.of(definitions, engine).run();
        assertThat(engine.commands()).hasSize(1);
        assertThat(result.exitStatus()).isEqualTo(130);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void copiesNoFurtherSourceAfterAnInterrupt() {
        Definitions replication = new Project().replication("ingest", "id=a", "id=b", "id=c").build();
        engine.on("run --pipeline ingest --filter id=a", 1, Json.run(Json.errors(Json.error("", "disk full"))));
        engine.before(request -> {
            if (engine.requests.size() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        RunResult result = Materializer.of(replication, engine).run();
        assertThat(engine.commands()).hasSize(2);
        assertThat(result.outcome(AssetKey.of("ingest", "source")).reason().orElseThrow())
                .contains("disk full")
                .contains("interrupted before 'run --pipeline ingest --filter id=c'");
        assertThat(result.exitStatus()).isEqualTo(130);
    }
}
