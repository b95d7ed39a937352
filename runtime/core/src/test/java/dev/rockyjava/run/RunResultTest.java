package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.engine.EngineBusyException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunResultTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void sumsUpWhatMatters() {
        Definitions definitions = new Project()
                .model("stg_orders").model("stg_items").model("fct", "stg_orders").seed("regions")
                .replication("ingest", "id=a").build();
        engine.on("run --model stg_orders --pipeline marts", 1,
                Json.run(Json.errors(Json.error("stg_orders", "Binder Error: no column x\\nLINE 1: SELECT x"))));
        engine.on("run --pipeline ingest --filter id=a", 0,
                Json.run(Json.copied("duckdb.a.t"),
                        Json.checks(Json.check("row_count", false, "error"))));
        assertThat(run(definitions).summary()).isEqualTo("""
                run partly failed in 0 ms: 3 materialized, 1 graph-only, 1 failed, 1 skipped, 1 failed check
                failed:
                  stg_orders:
                    Binder Error: no column x
                    LINE 1: SELECT x
                skipped:
                  fct: upstream stg_orders failed
                checks that did not pass:
                  wh.marts.fct row_count failed (error)
                """);
    }

    @Test
    void cutsLongListsButNoMessage() {
        Project project = new Project().model("a");
        for (int i = 0; i < 30; i++) {
            project.model("z" + i, "a");
        }
        engine.onThrow("run --model a --pipeline marts", new EngineBusyException("x".repeat(1000)));
        String summary = run(project.build()).summary();
        assertThat(summary).contains("... and 10 more\n").contains(": " + "x".repeat(1000) + "\n");
        assertThat(summary.lines()).hasSizeLessThan(30);
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        engine.onThrow("run --model a --pipeline marts", new EngineBusyException("red \u001b[31m alert"));
        assertThat(run(new Project().model("a").build()).summary()).doesNotContain("\u001b");
    }

    @Test
    void hasTheExitStatusesOfTheCommandLine() {
        Definitions two = new Project().model("a").model("b").build();
        assertThat(run(two).exitStatus()).isEqualTo(RunResult.EXIT_SUCCESS);
        engine.on("run --model a --pipeline marts", 0, Json.run());
        assertThat(run(two).exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
        assertThat(run(two).toString()).startsWith("run partly failed");
        engine.on("run --model b --pipeline marts", 0, Json.run());
        assertThat(run(two).exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
        assertThat(run(two).toString()).startsWith("run failed");
        // A placeholder is nothing that was built.
        assertThat(run(new Project().model("a").seed("s").build()).exitStatus()).isEqualTo(RunResult.EXIT_FAILURE);
        assertThat(run(new Project().seed("s").build()).exitStatus()).isEqualTo(RunResult.EXIT_SUCCESS);
    }

    @Test
    void knowsOnlyTheAssetsOfTheRun() {
        RunResult result = run(new Project().model("a").build());
        assertThatThrownBy(() -> result.outcome(AssetKey.of("b"))).isInstanceOf(UnknownAssetException.class);
    }

    @Test
    void keepsExecutionOrder() {
        Definitions definitions = new Project()
                .model("a", "z").model("z").pipelineNode(NodeKind.QUALITY, "dq").build();
        assertThat(run(definitions).outcomes().keySet())
                .containsExactly(AssetKey.of("quality", "dq"), AssetKey.of("z"), AssetKey.of("a"));
    }

    private RunResult run(Definitions definitions) {
        return Materializer.of(definitions, engine)
                .retry(RetryPolicy.none())
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .run();
    }
}
