package dev.rockyjava.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs by a scripted engine, as spans of the real SDK. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class RockyTracesTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final RockyTraces traces = RockyTraces.of(spans.openTelemetry());
    private final ShellProject project;

    RockyTracesTest(@TempDir Path folder) {
        project = ShellProject.in(folder);
    }

    private RunResult run(Definitions definitions, UnaryOperator<Materializer> how) {
        try (RockyEngine engine = project.engine()) {
            return how.apply(traces.on(Materializer.of(definitions, engine))).run();
        }
    }

    @Test
    void aRunHasASpanWithOneBelowForEachAssetAndBelowThatForEachCall() {
        RunResult result = run(ShellProject.chain("orders", "revenue"), materializer -> materializer);
        assertThat(result.succeeded()).as(result.summary()).isTrue();

        SpanData run = spans.only("materialize");
        assertThat(run.getParentSpanContext().isValid()).isFalse();
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(run.getInstrumentationScopeInfo().getName()).isEqualTo("dev.rockyjava");
        assertThat(run.getAttributes().get(TraceNames.RUN_ID)).isEqualTo(result.runId());
        assertThat(run.getAttributes().get(TraceNames.RUN_OUTCOME)).isEqualTo("succeeded");
        assertThat(run.getAttributes().get(TraceNames.RUN_ASSETS)).isEqualTo(2);
        assertThat(run.getAttributes().get(TraceNames.RUN_MATERIALIZED)).isEqualTo(2);
        assertThat(run.getAttributes().get(TraceNames.COST)).isEqualTo(0.5);
        assertThat(spans.below(run)).extracting(SpanData::getName).containsExactly("materialize marts/orders", "materialize marts/revenue");
        for (String model : List.of("orders", "revenue")) {
            SpanData asset = spans.only("materialize marts/" + model);
            assertThat(asset.getAttributes().get(TraceNames.ASSET_KEY)).isEqualTo("marts/" + model);
            assertThat(asset.getAttributes().get(TraceNames.ASSET_KIND)).isEqualTo("transformation");
            assertThat(asset.getAttributes().get(TraceNames.ASSET_GROUP)).isEqualTo("finance");
            assertThat(asset.getAttributes().get(TraceNames.ASSET_STATUS)).isEqualTo("materialized");
            assertThat(asset.getAttributes().get(TraceNames.ROWS)).isEqualTo(3);
            assertThat(asset.getAttributes().get(TraceNames.COST)).isEqualTo(0.25);
            assertThat(spans.below(asset)).hasSize(1);
            SpanData call = spans.below(asset).get(0);
            assertThat(call.getName()).isEqualTo("rocky run");
            assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(call.getAttributes().get(TraceNames.REQUEST)).isEqualTo("Model");
            assertThat(call.getAttributes().get(TraceNames.EXIT_CODE)).isZero();
            assertThat(call.getAttributes().get(TraceNames.PID)).isPositive();
            assertThat(call.getAttributes().get(TraceNames.EXECUTABLE)).isEqualTo("rocky");
            assertThat(call.getAttributes().get(TraceNames.COMMAND)).contains("--model", model);
            assertThat(call.getStartEpochNanos()).isGreaterThanOrEqualTo(asset.getStartEpochNanos());
            assertThat(call.getEndEpochNanos()).isLessThanOrEqualTo(asset.getEndEpochNanos());
            assertThat(project.traces(model)).containsExactly(traceParent(call) + " ");
        }
        assertThat(spans.all()).hasSize(5);
    }

    private static String traceParent(SpanData span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getSpanContext().getTraceFlags().asHex();
    }

    @Test
    void failuresSkipsAndRetriesAreSeenAndNoSecretIs() {
        project.on("orders", """
                        [ -f tried ] || { touch tried; failure=transient; }
                        """ + FAILURE)
                .on("revenue", """
                        echo "no column amount for user:$WAREHOUSE_LOGIN" >&2
                        exit 1
                        """);
        RunResult result = run(
                ShellProject.chain("orders", "revenue", "report"),
                materializer -> materializer.retry(RetryPolicy.standard().withDelays(Duration.ofMillis(1), Duration.ofMillis(1))));
        assertThat(result.exitStatus()).as(result.summary()).isEqualTo(RunResult.EXIT_PARTIAL);

        SpanData run = spans.only("materialize");
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(run.getAttributes().get(TraceNames.RUN_OUTCOME)).isEqualTo("partial");
        assertThat(run.getAttributes().get(TraceNames.RUN_FAILED)).isEqualTo(1);
        assertThat(run.getAttributes().get(TraceNames.RUN_SKIPPED)).isEqualTo(1);

        SpanData orders = spans.only("materialize marts/orders");
        assertThat(orders.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(orders.getAttributes().get(TraceNames.ATTEMPTS)).isEqualTo(2);
        assertThat(orders.getEvents()).extracting(EventData::getName).containsExactly(TraceNames.RETRY);
        assertThat(spans.below(orders)).extracting(call -> call.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
        assertThat(spans.below(orders).get(0).getAttributes().get(TraceNames.ERROR_TYPE)).isEqualTo("2");
        assertThat(project.traces("orders")).hasSize(2).doesNotHaveDuplicates();

        SpanData revenue = spans.only("materialize marts/revenue");
        assertThat(revenue.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(revenue.getStatus().getDescription()).contains("no column amount").doesNotContain(ShellProject.SECRET);
        SpanData call = spans.below(revenue).get(0);
        assertThat(call.getAttributes().get(TraceNames.ERROR_TYPE)).isEqualTo(EngineCommandException.class.getName());
        assertThat(call.getEvents()).extracting(EventData::getName).containsExactly(TraceNames.EXCEPTION);
        assertThat(call.getEvents().get(0).getAttributes().get(TraceNames.EXCEPTION_MESSAGE)).contains("no column amount");

        SpanData report = spans.only("materialize marts/report");
        assertThat(report.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(report.getAttributes().get(TraceNames.SKIP_CAUSE)).isEqualTo("upstream_failed");
        assertThat(spans.below(report)).isEmpty();
        assertThat(spans.all().toString()).doesNotContain(ShellProject.SECRET);
    }

    private static final String FAILURE = """
            [ -z "$failure" ] || { cat <<END
            {"version": "1.71.0", "command": "run", "status": "Failure", "pipeline_type": "transformation", "duration_ms": 5,
             "tables_copied": 0, "tables_failed": 1, "materializations": [],
             "errors": [{"asset_key": ["wh", "marts", "$model"], "error": "the warehouse is away", "failure_kind": "$failure"}]}
            END
            exit 2; }
            """;

    @Test
    void aWaitForTheEnginesFilesIsSeenInTheCall() {
        project.on("a", "while [ ! -f go ]; do sleep 0.02; done\n").on("b", "while [ ! -f go ]; do sleep 0.02; done\n");
        run(ShellProject.apart("a", "b"), materializer -> materializer.parallelism(2).listener(event -> {
            if (event instanceof RunEvent.AssetWaits) {
                project.write("go", "");
            }
        }));
        assertThat(spans.named("rocky run")).hasSize(2);
        assertThat(spans.named("rocky run").stream().flatMap(call -> call.getEvents().stream()))
                .extracting(EventData::getName)
                .containsExactly(TraceNames.WAIT_BEGINS, TraceNames.WAIT_ENDS);
    }

    @Test
    void theRunIsBelowTheCurrentSpanAndRefreshesAndOtherCallsAreToo() {
        Span request = spans.openTelemetry().getTracer("test").spanBuilder("request").startSpan();
        Context.current().with(request).wrap(() -> {
            try (RockyEngine engine = project.engine()) {
                traces.on(Materializer.of(ShellProject.apart("orders"), engine)).run();
                assertThatThrownBy(() -> traces.on(engine).query(new QueryRequest.Dag(), CallOptions.defaults()))
                        .isInstanceOf(RuntimeException.class); // the script has no such answer
            }
        }).run();
        request.end();
        assertThat(spans.below(spans.only("request"))).extracting(SpanData::getName).containsExactly("materialize", "rocky dag");
        assertThat(spans.only("rocky dag").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void aProgramThatWasStartedInATraceContinuesIt() {
        String parent = "0af7651916cd43dd8448eb211c80319c";
        try (RockyEngine engine = project.engine()) {
            traces.continuing(Map.of("TRACEPARENT", "00-" + parent + "-b7ad6b7169203331-01", "TRACESTATE", "vendor=1"))
                    .on(Materializer.of(ShellProject.apart("orders"), engine))
                    .run();
        }
        assertThat(spans.only("materialize").getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(project.traces("orders")).containsExactly(
                traceParent(spans.only("rocky run")) + " vendor=1");
        assertThat(spans.only("rocky run").getTraceId()).isEqualTo(parent);
    }

    @Test
    void runsAtTheSameTimeDontMix() throws Exception {
        try (RockyEngine engine = project.engine()) {
            Materializer traced = traces.on(Materializer.of(ShellProject.chain("orders", "revenue"), engine));
            List<RunResult> results = Stream.of(traced.start(), traced.start(), traced.start()).toList().stream()
                    .map(handle -> handle.join())
                    .toList();
            assertThat(results).allMatch(RunResult::succeeded);
        }
        assertThat(spans.named("materialize")).hasSize(3).allSatisfy(run -> {
            assertThat(spans.below(run)).hasSize(2);
            assertThat(run.getAttributes().get(TraceNames.RUN_OUTCOME)).isEqualTo("succeeded");
        });
        assertThat(spans.all()).hasSize(15);
    }

    @Test
    void whatTheRunAsksItselfIsBelowIt() {
        project.on("", "echo '{\"command\": \"retention-status\", \"models\": []}'; exit 0\n");
        run(ShellProject.apart("orders"), materializer -> materializer.surfaceRetentionStatus("models"));
        assertThat(spans.below(spans.only("materialize"))).extracting(SpanData::getName)
                .containsExactlyInAnyOrder("materialize marts/orders", "rocky retention-status");
        assertThat(spans.only("rocky retention-status").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aFusedCallIsBelowTheFirstOfItsAssets() {
        project.on("", """
                cat <<END
                {"version": "1.71.0", "command": "run", "status": "Success", "pipeline_type": "transformation", "duration_ms": 5,
                 "tables_copied": 2, "tables_failed": 0, "materializations": [
                  {"asset_key": ["wh", "marts", "orders"], "duration_ms": 5, "metadata": {"strategy": "full_refresh"}},
                  {"asset_key": ["wh", "marts", "revenue"], "duration_ms": 5, "metadata": {"strategy": "full_refresh"}}]}
                END
                exit 0
                """);
        RunResult result = run(ShellProject.chain("orders", "revenue"), Materializer::fused);
        assertThat(result.succeeded()).as(result.summary()).isTrue();
        assertThat(spans.below(spans.only("materialize marts/orders"))).containsExactly(spans.only("rocky run"));
        assertThat(spans.below(spans.only("materialize marts/revenue"))).isEmpty();
    }

    @Test
    void anEngineInsideTheJvmHasSpansToo(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("rocky.toml"), """
                [adapter]
                type = "duckdb"
                path = "wh.duckdb"

                [pipeline.marts]
                type = "transformation"
                models = "models/**"

                [pipeline.marts.target.governance]
                auto_create_schemas = true
                """);
        Files.writeString(folder.resolve("models/orders.sql"), "select 1 as id");
        Files.writeString(folder.resolve("models/orders.toml"), """
                name = "orders"
                target = {catalog = "wh", schema = "marts"}
                """);
        try (RockyEngine engine = EmbeddedEngine.open(folder.resolve("rocky.toml"))) {
            RunResult result = traces.on(Materializer.of(ShellProject.apart("orders"), engine)).run();
            assertThat(result.succeeded()).as(result.summary()).isTrue();
        }
        SpanData call = spans.only("rocky run");
        assertThat(RecordedSpans.isBelow(call, spans.only("materialize marts/orders"))).isTrue();
        assertThat(call.getAttributes().get(TraceNames.EXIT_CODE)).isZero();
        assertThat(call.getAttributes().get(TraceNames.PID)).isNull();
    }

    @Test
    void placeholdersHaveNoSpan() {
        Definitions seed = Definitions.of(
                List.of(AssetSpec.builder(ShellProject.key("prices"), "seed:prices", NodeKind.SEED, "prices", "finance").build()), List.of());
        run(seed, materializer -> materializer);
        assertThat(spans.all()).extracting(SpanData::getName).containsExactly("materialize");
    }

    @Test
    void aRunThatEndsWithoutAResultHasASpanThatEnds() {
        try (RockyEngine engine = traces.on(project.engine())) {
            RockyEngine.Claim claim = engine.claim("20260408-013000250-k3x9ab", Duration.ZERO, () -> {});
            assertThat(Span.current().getSpanContext().isValid()).isTrue();
            claim.close();
        }
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertThat(spans.only("materialize").getAttributes().get(TraceNames.RUN_OUTCOME)).isNull();
    }

    @Test
    void aClockOfTheRunDoesntMoveSpans() {
        Instant before = Instant.now();
        run(ShellProject.apart("orders"), materializer -> materializer.clock(Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC)));
        assertThat(spans.all()).hasSize(3).allSatisfy(span ->
                assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(before.getEpochSecond() * 1_000_000_000L));
    }

    @Test
    void withoutAnSdkTheEnginesEnvironmentStaysAsItIs() {
        try (RockyEngine engine = project.engine()) {
            RockyTraces.of(OpenTelemetry.noop()).on(Materializer.of(ShellProject.apart("orders"), engine)).run();
        }
        String inherited = System.getenv().getOrDefault("TRACEPARENT", "") + " " + System.getenv().getOrDefault("TRACESTATE", "");
        assertThat(project.traces("orders")).containsExactly(inherited);
    }

    @Test
    void aTracedEngineForwardsEverything() {
        for (Method method : RockyEngine.class.getMethods()) {
            boolean shortForm = method.getName().equals("run") && method.getParameterCount() == 1;
            assertThat(shortForm || Stream.of(TracedEngine.class.getDeclaredMethods())
                            .anyMatch(own -> own.getName().equals(method.getName())
                                    && List.of(own.getParameterTypes()).equals(List.of(method.getParameterTypes()))))
                    .as(method.toString())
                    .isTrue();
        }
    }
}
