package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.internal.run.journal.JournalFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanThenApplyTest {

    private static final String PLAN = "plan --pipeline ingest --filter id=a";
    private static final AssetKey SOURCE = AssetKey.of("ingest", "source");
    private static final AssetKey LOAD = AssetKey.of("ingest", "load");

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project()
            .replication("ingest", "id=a").model("stg", "ingest/load").pipelineNode(NodeKind.QUALITY, "dq").build();
    private final Materializer planned = Materializer.of(definitions, engine)
            .retry(RetryPolicy.none())
            .executionMode(ExecutionMode.PLAN_THEN_APPLY)
            .select(AssetSelection.parse("ingest/* or quality/dq"));

    @Test
    void appliesWhatWasPlanned() throws Exception {
        engine.on(PLAN, 0, plan("abc")).on("apply abc", 0, Json.run(
                "\"pipeline_type\":\"replication\"", Json.copied("duckdb.a.t")));
        RunResult result = planned.journal(folder).run();
        assertThat(engine.commands()).containsExactly(PLAN, "apply abc");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.outcome(SOURCE).planIds()).containsExactly("abc");
        assertThat(result.outcome(LOAD).planIds()).containsExactly("abc");
        assertThat(result.outcome(AssetKey.of("quality", "dq")).status()).isEqualTo(OutcomeStatus.GRAPH_ONLY);
        assertThat(Files.readString(JournalFile.path(folder, result.runId()))).contains("\"plans\":[\"abc\"]");
        assertThat(planned.plan().toString()).contains("ingest/source  " + PLAN + "; apply <plan-id>\n");
    }

    @Test
    void keepsThePlanOfEachSource() {
        Definitions two = new Project().replication("ingest", "id=a", "id=b").build();
        engine.on(PLAN, 0, plan("abc")).on(PLAN.replace("id=a", "id=b"), 0, plan("def"));
        for (String id : List.of("abc", "def")) {
            engine.on("apply " + id, 0, Json.run(
                    "\"pipeline_type\":\"replication\"", Json.materializations(Json.built("duckdb." + id + ".t"))));
        }
        RunResult result = Materializer.of(two, engine).executionMode(ExecutionMode.PLAN_THEN_APPLY).run();
        assertThat(result.outcome(SOURCE).planIds()).containsExactly("abc", "def");
        assertThat(result.outcome(LOAD).planIds()).containsExactly("abc", "def");
    }

    @Test
    void whatThePlanTookIsNoLongerThereForItsApplication() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource clock = now::get;
        engine.before(request -> now.set(now.get().plus(Duration.ofMinutes(50))))
                .on(PLAN, 0, plan("abc"));
        Materializer limited = planned
                .clock(clock.withZone(ZoneOffset.UTC))
                .ticks(() -> Duration.between(Instant.EPOCH, now.get()).toNanos());

        limited.assetTimeout(Duration.ofMinutes(60)).run();
        assertThat(engine.commands()).startsWith(PLAN, "apply abc");
        assertThat(engine.options.get(1).timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(engine.options.get(1).submissionId()).isNotEqualTo(engine.options.get(0).submissionId());

        engine.requests.clear();
        RunResult none = limited.assetTimeout(Duration.ofMinutes(40)).run();
        assertThat(engine.commands()).containsExactly(PLAN);
        assertThat(none.outcome(SOURCE).reason()).hasValueSatisfying(
                why -> assertThat(why).contains("'apply abc' was not started: no time is left"));
    }

    @Test
    void failsWithoutAPlanToApply() {
        engine.on(PLAN, 0, plan(""), "warning: failed to persist the plan: read-only file system");
        RunResult result = planned.run();
        assertThat(engine.commands()).containsExactly(PLAN);
        assertThat(result.outcome(SOURCE).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(SOURCE).reason().orElseThrow())
                .contains("kept no plan").contains("read-only file system").contains(".rocky/plans");
    }

    @Test
    void doesNotApplyAPlanOfAnEngineThatFailed() {
        engine.on(PLAN, 1, plan("abc"), "Error: no such catalog");
        RunResult result = planned.run();
        assertThat(engine.commands()).containsExactly(PLAN);
        assertThat(result.outcome(SOURCE).status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(result.outcome(SOURCE).reason().orElseThrow()).contains("no such catalog");
    }

    @Test
    void appliesAPlanBesideModelsThatAreExpectedToGoOverTheirBudget() {
        engine.on(PLAN, 0, plan("abc").replace("\"statements\":[]", """
                        "statements":[],"has_budget_errors":true,"budget_diagnostics":[{"severity":"Error",
                        "code":"E027","message":"too much","span":null,"model":"fct","suggestion":null}]"""))
                .on("apply abc", 0, Json.run(Json.copied("duckdb.a.t")));
        assertThat(planned.run().succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "policy DENIES plan 'abc'", "policy requires human review for plan 'abc'",
        "source state has drifted since plan 'abc' was created", "config has changed since plan 'abc' was created"
    })
    void failsWithTheEnginesReason(String reason) {
        engine.on(PLAN, 0, plan("abc"))
                .onThrow("apply abc", new EngineCommandException("The engine said:\nError: " + reason, 1, List.of()));
        RunResult result = planned.run();
        assertThat(result.outcome(SOURCE).reason().orElseThrow()).contains(reason);
        assertThat(result.outcome(SOURCE).planIds()).containsExactly("abc");
        assertThat(result.outcome(LOAD).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
    }

    @Test
    void judgesWhatWasAppliedAsARun() {
        engine.on(PLAN, 0, plan("abc")).on("apply abc", 1, Json.run(
                Json.status("Failure"), Json.tablesFailed(1), Json.errors(Json.error("", "disk full"))));
        assertThat(planned.run().outcome(SOURCE).reason().orElseThrow()).contains("1 table failed: disk full");
    }

    @Test
    void resumesInTheSameMode() {
        engine.onThrow(PLAN, new EngineBusyException("held"));
        String run = planned.journal(folder).run().runId();
        engine.requests.clear();
        Materializer.of(definitions, engine).journal(folder).retry(RetryPolicy.none()).resume(run);
        assertThat(engine.commands()).containsExactly(PLAN);
    }

    @Test
    void saysBeforeAnythingRunsWhatCannotBePlanned() {
        assertThatThrownBy(() -> planned.select(AssetSelection.all()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("replications only, and not stg")
                .hasMessageContaining("'direct'");
        assertThatThrownBy(() -> Materializer.of(new Project().model("a").build(), engine)
                        .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                        .plan())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no replication pipeline");
        assertThatThrownBy(() -> Materializer.of(new Project().loadPipeline("files").build(), engine)
                        .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                        .plan())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no replication pipeline");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void readsItsWords() {
        assertThat(ExecutionMode.ofWord("plan-then-apply")).isEqualTo(ExecutionMode.PLAN_THEN_APPLY);
        assertThat(ExecutionMode.ofWord("direct")).isEqualTo(ExecutionMode.DIRECT);
        assertThatThrownBy(() -> ExecutionMode.ofWord("pipes")).hasMessageContaining("'direct' or 'plan-then-apply'");
    }

    @Test
    void labelsEachCallWithRunNumberAndAsset() {
        Definitions odd = new Project().model("a").model("b\n").build();
        RunResult result = Materializer.of(odd, engine).timeout(Duration.ofMinutes(1)).run();
        assertThat(engine.options).extracting(CallOptions::submissionId).containsExactly(
                Optional.of(result.runId() + ":1:a"), Optional.of(result.runId() + ":2:b_"));
    }

    private static String plan(String id) {
        return "{\"version\":\"1.71.0\",\"command\":\"plan\",\"filter\":\"\",\"statements\":[]"
                + (id.isEmpty() ? "" : ",\"plan_id\":\"" + id + "\"") + "}";
    }
}
