package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.run.text.RequestText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run asks about compliance and retention, and what it makes of the answers. */
class GovernanceSurfacesTest {

    private static final QueryRequest COMPLIANCE = new QueryRequest.Compliance("models");
    private static final QueryRequest RETENTION = new QueryRequest.RetentionStatus("models");
    private static final String SUMMARY =
            "'summary':{'total_classified':6,'total_masked':2,'total_exceptions':4},'per_column':[]";
    private static final String CLEAN = "{'version':'1','command':'compliance'," + SUMMARY + ",'exceptions':[]}";
    private static final AssetKey CUSTOMERS = AssetKey.of("lake", "customers");
    private static final AssetKey ORDERS = AssetKey.of("orders");

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Definitions definitions = new Project()
            .add(Project.spec(NodeKind.TRANSFORMATION, "lake/customers", "customers").pipeline("marts").build())
            .model("orders")
            .model("late", "orders")
            .model("plain")
            .seed("regions")
            .check("compliance_exception", "lake/customers", "orders", "late", "seed/regions")
            .check("row_count", "plain")
            .build();
    private final List<RunEvent> events = new ArrayList<>();
    private final Materializer materializer = Materializer.of(definitions, engine)
            .retry(RetryPolicy.none())
            .listener(events::add);

    @Test
    void nothingIsAskedUnlessWanted() {
        RunResult result = materializer.run();
        assertThat(engine.queries).isEmpty();
        assertThat(result.checks()).isNotEmpty().allSatisfy(check -> assertThat(check.status())
                .isEqualTo(CheckStatus.NOT_EVALUATED));
        assertThat(result.observations()).isEmpty();
    }

    @Test
    void exceptionsAreOneFailedCheckPerAsset() {
        engine.onQuery(COMPLIANCE, compliance(
                exception("customers", "email", "default", "no mask"),
                exception("orders", "note", "default", "no mask"),
                exception("customers", "phone", "prod", "no mask"),
                exception("customers", "phone", "dev", "revoked")));
        RunResult result = materializer.surfaceCompliance().run();
        assertThat(engine.queries).containsExactly(COMPLIANCE);
        assertThat(result.outcome(CUSTOMERS).checks()).singleElement().satisfies(check -> {
            assertThat(check.asset()).contains(CUSTOMERS);
            assertThat(check.engineKey()).containsExactly("customers");
            assertThat(check.name()).isEqualTo("compliance_exception");
            assertThat(check.passed()).isFalse();
            assertThat(check.severity()).isEqualTo("warning");
            assertThat(check.details()).containsExactly(
                    entry("rocky/compliance_exception_count", 3L),
                    entry("rocky/compliance_models",
                            "customers.email (default); customers.phone (prod); customers.phone (dev)"),
                    entry("rocky/compliance_reasons", "no mask; revoked"),
                    entry("rocky/compliance_total_classified", 6L),
                    entry("rocky/compliance_total_exceptions", 4L),
                    entry("rocky/compliance_total_masked", 2L));
        });
        assertThat(result.outcome(ORDERS).checks()).singleElement()
                .satisfies(check -> assertThat(check.details()).containsEntry("rocky/compliance_exception_count", 1L));
    }

    @Test
    void otherAssetsPassWhereTheCheckIsDeclared() {
        engine.onQuery(COMPLIANCE, compliance(exception("customers", "email", "default", "no mask")));
        RunResult result = materializer.surfaceCompliance().run();
        assertThat(result.checks().stream().filter(CheckEvaluation::passed))
                .extracting(CheckEvaluation::name, CheckEvaluation::asset)
                .containsExactlyInAnyOrder(
                        tuple("compliance_exception", Optional.of(ORDERS)),
                        tuple("compliance_exception", Optional.of(AssetKey.of("late"))),
                        tuple(
                                "compliance_exception", Optional.of(AssetKey.of("seed", "regions"))));
        assertThat(result.outcome(ORDERS).checks().get(0).details()).containsOnlyKeys("status");
    }

    @Test
    void whatWasNotBuiltHasNoPass() {
        engine.on("run --model orders --pipeline marts", 1, Json.run(Json.errors(Json.error("orders", "bad"))));
        engine.onQuery(COMPLIANCE, CLEAN);
        RunResult result = materializer.surfaceCompliance().run();
        assertThat(result.outcome(ORDERS).checks()).isEmpty();
        assertThat(result.outcome(AssetKey.of("late")).checks()).isEmpty();
        assertThat(result.outcome(CUSTOMERS).checks()).hasSize(1);
    }

    @Test
    void exceptionsOfModelsOutsideTheRunAreOneCheckOfNoAsset() {
        engine.onQuery(COMPLIANCE, compliance(
                exception("customers", "email", "default", "no mask"), exception("nobody", "x", "default", "no mask")));
        RunResult result =
                materializer.select(AssetSelection.ofKeys(List.of(ORDERS))).surfaceCompliance().run();
        assertThat(result.failedChecks()).singleElement().satisfies(check -> {
            assertThat(check.asset()).isEmpty();
            assertThat(check.engineKey()).containsExactly("_compliance");
            assertThat(check.details())
                    .containsEntry("rocky/compliance_models", "customers.email (default); nobody.x (default)");
        });
        assertThat(heard()).contains("CheckEvaluated _compliance");
        assertThat(result.outcomes()).containsOnlyKeys(ORDERS);
    }

    @Test
    void aWarningNeverChangesTheExitStatus() {
        engine.onQuery(COMPLIANCE, compliance(
                exception("customers", "email", "default", "no mask"), exception("nobody", "x", "default", "no mask")));
        RunResult result = materializer.surfaceCompliance().run();
        assertThat(result.exitStatus()).isZero();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.summary())
                .contains("2 failed checks")
                .contains("customers compliance_exception failed (warning)")
                .contains("_compliance compliance_exception failed (warning)");
    }

    @Test
    void eachModelOfTheRunHasItsRetention() {
        engine.onQuery(RETENTION, "{'version':'1','command':'retention-status','models':["
                + "{'model':'customers','configured_days':90,'warehouse_days':30,'in_sync':false},"
                + "{'model':'orders','configured_days':null,'in_sync':true},{'model':'nobody','in_sync':true}]}");
        RunResult result = materializer.surfaceRetentionStatus().run();
        assertThat(engine.queries).containsExactly(RETENTION);
        assertThat(result.outcome(CUSTOMERS).observations()).singleElement().satisfies(seen -> {
            assertThat(seen.asset()).contains(CUSTOMERS);
            assertThat(seen.engineKey()).containsExactly("customers");
            assertThat(seen.name()).isEqualTo("retention_drift");
            assertThat(seen.metadata()).containsExactly(
                    entry("rocky/retention_configured_days", 90L),
                    entry("rocky/retention_in_sync", false),
                    entry("rocky/retention_model", "customers"),
                    entry("rocky/retention_warehouse_days", 30L));
        });
        assertThat(result.outcome(ORDERS).observations()).singleElement().satisfies(seen -> assertThat(seen.metadata())
                .containsExactly(entry("rocky/retention_in_sync", true), entry("rocky/retention_model", "orders")));
        assertThat(result.observations()).hasSize(2);
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void retentionOfModelsOutsideTheRunIsLeftOut() {
        engine.onQuery(RETENTION, "{'command':'retention-status','models':[{'model':'orders','in_sync':true},"
                + "{'model':'plain','in_sync':false}]}");
        materializer.select(AssetSelection.ofKeys(List.of(ORDERS))).surfaceRetentionStatus().run();
        assertThat(heard()).contains("AssetObserved orders").doesNotContain("AssetObserved plain");
    }

    @Test
    void theyComeAfterAllAssetsAndBeforeTheEnd() {
        engine.onQuery(COMPLIANCE, compliance(exception("orders", "x", "default", "no mask")))
                .onQuery(RETENTION, "{'command':'retention-status','models':[{'model':'orders','in_sync':true}]}");
        materializer.select(AssetSelection.ofKeys(List.of(ORDERS)))
                .surfaceCompliance().surfaceRetentionStatus().journal(folder).run();
        assertThat(heard()).containsExactly(
                "RunStarted", "AssetStarted orders", "AssetMaterialized orders",
                "CheckEvaluated orders", "AssetObserved orders", "RunFinished");
    }

    @Test
    void eachFolderOfModelsIsAskedOnceAndTheAnswersAreOne() {
        engine.onQuery(new QueryRequest.Compliance("a"), compliance(exception("customers", "x", "default", "no mask")))
                .onQuery(new QueryRequest.Compliance("b"), compliance(exception("orders", "x", "default", "no mask")));
        RunResult result = materializer.surfaceCompliance("a", "b").run();
        assertThat(result.failedChecks()).hasSize(2)
                .allSatisfy(check -> assertThat(check.details()).containsEntry("rocky/compliance_total_classified", 12L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'command':'compliance'}", "{'command':'compliance','exceptions':5}", "garbage"})
    void anAnswerThatIsNoneIsNoPass(String json) {
        engine.onQuery(COMPLIANCE, json);
        RunResult result = materializer.surfaceCompliance().run();
        assertThat(compliance(result)).isNotEmpty().noneMatch(CheckEvaluation::passed);
        assertThat(result.exitStatus()).isZero();
    }

    private static List<CheckEvaluation> compliance(RunResult result) {
        return result.checks().stream().filter(check -> check.name().equals("compliance_exception")).toList();
    }

    @Test
    void aFailedQuestionHurtsNeitherTheRunNorTheOtherQuestion() {
        engine.onQuery(new QueryRequest.Compliance("a"), compliance(exception("orders", "x", "default", "no mask")))
                .onQuery(new QueryRequest.Compliance("b"), options -> {
                    throw new EngineCommandException("no models", 1, List.of());
                })
                .onQuery(RETENTION, "{'command':'retention-status','models':[{'model':'orders','in_sync':true}]}");
        RunResult result = materializer.surfaceCompliance("a", "b").surfaceRetentionStatus().run();
        assertThat(compliance(result)).hasSizeGreaterThan(1).allSatisfy(check -> {
            assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
            assertThat(check.severity()).isEqualTo("warning");
            assertThat(check.details()).containsEntry("status", "not-evaluated");
            assertThat(check.details().get("rocky/reason")).asString().contains("no models");
        });
        assertThat(result.observations()).hasSize(1);
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void aBugOfAnEngineCostsTheSurfaceOnly() {
        engine.onQuery(COMPLIANCE, options -> {
            throw new StackOverflowError();
        });
        assertThat(materializer.surfaceCompliance().run().exitStatus()).isZero();
    }

    @Test
    void anEngineThatAnswersNoQuestionsIsAskedOne() {
        engine.onQuery(COMPLIANCE, options -> {
            throw new UnsupportedByEngineException("no questions");
        });
        RunResult result = materializer.surfaceCompliance().surfaceRetentionStatus().run();
        assertThat(engine.queries).containsExactly(COMPLIANCE);
        assertThat(compliance(result)).isNotEmpty().allSatisfy(check -> assertThat(check.cause())
                .contains(NotEvaluated.UNSUPPORTED));
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void nothingIsAskedWhenNothingWasMaterialized() {
        engine.on("run --model orders --pipeline marts", 1, Json.run(Json.errors(Json.error("orders", "bad"))));
        materializer.select(AssetSelection.parse("orders or seed/regions"))
                .surfaceCompliance().surfaceRetentionStatus().run();
        assertThat(engine.queries).isEmpty();
    }

    @Test
    void nothingIsAskedOfACancelledRun() {
        CancelToken token = new CancelToken();
        engine.before(request -> {
            if (RequestText.of(request).contains("orders")) {
                token.cancel();
            }
        });
        RunResult result = materializer.cancelWith(token).surfaceCompliance().run();
        assertThat(compliance(result)).allSatisfy(check -> assertThat(check.cause()).contains(NotEvaluated.NOT_ASKED));
        assertThat(engine.requests).isNotEmpty();
        assertThat(engine.queries).isEmpty();
    }

    @Test
    void aCancelEndsTheQuestion() {
        CancelToken token = new CancelToken();
        engine.onQuery(COMPLIANCE, options -> {
            token.cancel();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            throw new EngineInterruptedException("interrupted", null);
        });
        RunResult result = materializer.cancelWith(token).surfaceCompliance().surfaceRetentionStatus().run();
        assertThat(engine.queries).containsExactly(COMPLIANCE);
        assertThat(result.interrupted()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aQuestionHasTheTimeOfACall() {
        List<Duration> limits = new ArrayList<>();
        engine.onQuery(COMPLIANCE, options -> {
            limits.add(options.timeout());
            return CLEAN.replace('\'', '"');
        });
        materializer.timeout(Duration.ofMinutes(3)).surfaceCompliance().run();
        materializer.timeout(Duration.ofMinutes(3)).runTimeout(Duration.ofMinutes(1)).surfaceCompliance().run();
        assertThat(limits.get(0)).isEqualTo(Duration.ofMinutes(3));
        assertThat(limits.get(1)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void nothingIsAskedWhenTheTimeOfTheRunIsOver() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource clock = now::get;
        engine.before(request -> now.set(Instant.EPOCH.plusSeconds(60)));
        RunResult result = materializer
                .select(AssetSelection.parse("plain"))
                .clock(clock.withZone(ZoneOffset.UTC))
                .ticks(() -> Duration.between(Instant.EPOCH, now.get()).toNanos())
                .runTimeout(Duration.ofSeconds(60))
                .surfaceCompliance()
                .run();
        assertThat(result.outcome(AssetKey.of("plain")).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(engine.queries).isEmpty();
    }

    private List<String> heard() {
        return events.stream()
                .map(event -> event.getClass().getSimpleName()
                        + (event instanceof RunEvent.AssetEvent about ? " " + about.key() : ""))
                .toList();
    }

    private static String compliance(String... exceptions) {
        return "{'version':'1','command':'compliance'," + SUMMARY + ",'exceptions':[" + String.join(",", exceptions) + "]}";
    }

    private static String exception(String model, String column, String env, String reason) {
        return "{'model':'" + model + "','column':'" + column + "','env':'" + env + "','reason':'" + reason + "'}";
    }
}
