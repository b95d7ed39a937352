package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.asset.compile.ContractReport.State;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredChecksRunTest {

    private static final AssetKey A = AssetKey.of("a");
    private static final String TEST_A = "test --declarative --pipeline marts --model a";

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void aTestThatNobodyAskedForIsNotEvaluated() {
        List<CheckEvaluation> heard = new ArrayList<>();
        RunResult result = Materializer.of(new Project().model("a").test("a", "not_null_id").build(), engine)
                .listener(event -> {
                    if (event instanceof RunEvent.CheckEvaluated evaluated) {
                        heard.add(evaluated.check());
                    }
                })
                .run();

        assertThat(engine.commands()).containsExactly("run --model a --pipeline marts");
        assertThat(heard).isEqualTo(result.outcome(A).checks());
        assertThat(result.outcome(A).checks()).singleElement().satisfies(check -> {
            assertThat(check.status()).isEqualTo(CheckStatus.NOT_EVALUATED);
            assertThat(check.cause()).contains(NotEvaluated.NOT_ASKED);
            assertThat(check.passed()).isFalse();
            assertThat(check.reason().orElseThrow()).contains("--execute test");
        });
        assertThat(result.exitStatus()).isZero();
        assertThat(result.failedChecks()).isEmpty();
        assertThat(result.summary()).startsWith("run succeeded in ").contains("1 materialized, 1 check not evaluated\n")
                .contains("checks that were not evaluated:\n  a not_null_id, not-asked: the run doesn't execute tests");
    }

    @Test
    void testsAreExecutedRightAfterTheirModel() {
        Definitions definitions = new Project().model("a").model("b", "a").test("a", "not_null_id").build();
        List<RunEvent> events = new ArrayList<>();

        RunResult result = tested(definitions).listener(events::add).run();

        assertThat(engine.commands()).containsExactly(
                "run --model a --pipeline marts", TEST_A, "run --model b --pipeline marts");
        assertThat(result.outcome(A).checks()).extracting(CheckEvaluation::name, CheckEvaluation::status)
                .containsExactly(tuple("not_null_id", CheckStatus.PASSED));
        assertThat(events.stream().filter(RunEvent.CheckEvaluated.class::isInstance)).hasSize(1);
        assertThat(result.summary()).endsWith(": 2 materialized, 1 check passed\n");
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void whatIsBelowAFailedTestIsNotBuilt() {
        engine.on(TEST_A, 1, Json.tests(Json.test("a", "not_null", "id", "fail", "error")));

        RunResult result = tested(new Project().model("a").model("b", "a").test("a", "not_null_id").build()).run();

        assertThat(result.outcome(A).status()).isEqualTo(OutcomeStatus.MATERIALIZED);
        assertThat(result.outcome(A).good()).isFalse();
        assertThat(result.failedChecks()).singleElement().satisfies(check -> {
            assertThat(check.effect()).isEqualTo(CheckEffect.STOPS_DOWNSTREAM);
            assertThat(check).hasToString("wh.marts.a not_null_id failed (error): failed");
            assertThat(check.details()).containsEntry("detail", "failed").containsEntry("table", "wh.marts.a");
        });
        assertThat(result.outcome(AssetKey.of("b")).skipCause()).contains(SkipCause.UPSTREAM_FAILED);
        assertThat(result.outcome(AssetKey.of("b")).reason()).contains("upstream a was built, but its tests didn't pass");
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
    }

    @Test
    void aFailedTestStopsARunThatStopsAtTheFirstFailure() {
        engine.on(TEST_A, 1, Json.tests(Json.test("a", "not_null", "id", "fail", "error")));

        RunResult result = tested(new Project().model("a").model("z").test("a", "not_null_id").build()).failFast().run();

        assertThat(result.outcome(AssetKey.of("z")).skipCause()).contains(SkipCause.FAILED_FAST);
        assertThat(engine.commands()).containsExactly("run --model a --pipeline marts", TEST_A);
    }

    @Test
    void aWarningStopsNothing() {
        engine.on(TEST_A, 0, Json.tests(Json.test("a", "not_null", "id", "fail", "warning")));

        RunResult result = tested(new Project().model("a").model("b", "a").test("a", "not_null_id").build()).run();

        assertThat(result.exitStatus()).isZero();
        assertThat(result.failedChecks()).hasSize(1);
        assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(2);
    }

    @Test
    void resultsAreMatchedByTypeAndColumnOrPlace() {
        engine.on(TEST_A, 1, Json.tests(
                Json.test("a", "not_null", "id", "pass", "error"),
                Json.test("a", "row_count_range", "", "fail", "warning"),
                Json.test("a", "unique", "id", "error", "warning"),
                Json.test("a", "unique", "no", "pass", "error"),
                Json.test("a", "unique", "no", "fail", "warning")));
        Definitions definitions = new Project().model("a")
                .test("a", "not_null_id").test("a", "row_count_range_1").test("a", "unique_id").test("a", "unique_no")
                .test("a", "expression_5").build();

        RunResult result = tested(definitions).run();

        assertThat(result.checks()).extracting(CheckEvaluation::name, CheckEvaluation::status, CheckEvaluation::cause)
                .containsExactly(
                        tuple("not_null_id", CheckStatus.PASSED, Optional.empty()),
                        tuple("row_count_range_1", CheckStatus.FAILED, Optional.empty()),
                        tuple("unique_id", CheckStatus.NOT_EVALUATED, Optional.of(NotEvaluated.ERROR)),
                        tuple("unique_no", CheckStatus.FAILED, Optional.empty()),
                        tuple("expression_5", CheckStatus.NOT_EVALUATED, Optional.of(NotEvaluated.NOT_REPORTED)));
    }

    @Test
    void testsThatCannotBeExecutedKeepTheRunFromSucceeding() {
        engine.onThrow(TEST_A, new EngineTimeoutException("an hour is up"));
        Definitions definitions = new Project().model("a").test("a", "not_null_id").build();

        RunResult timedOut = tested(definitions).run();
        assertThat(timedOut.checks()).singleElement().satisfies(check -> {
            assertThat(check.cause()).contains(NotEvaluated.ERROR);
            assertThat(check.reason()).contains("an hour is up");
        });
        assertThat(timedOut.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);

        engine.onThrow(TEST_A, new UnsupportedByEngineException("no tests here"));
        assertThat(tested(definitions).run().checks()).extracting(CheckEvaluation::cause)
                .containsExactly(Optional.of(NotEvaluated.UNSUPPORTED));
    }

    @Test
    void aModelThatIsNotBuiltIsNotTested() {
        engine.on("run --model a --pipeline marts", 1, Json.run(Json.errors(Json.error("a", "no such table"))));

        RunResult result = tested(new Project().model("a").test("a", "not_null_id").build()).run();

        assertThat(engine.commands()).containsExactly("run --model a --pipeline marts");
        assertThat(result.checks()).isEmpty();
    }

    @Test
    void aResumeTestsAgainAndDoesNotBuildAgain(@TempDir Path folder) throws Exception {
        Definitions definitions = new Project().model("a").model("b", "a").test("a", "not_null_id").build();
        engine.on(TEST_A, 1, Json.tests(Json.test("a", "not_null", "id", "fail", "error")));
        Materializer materializer = tested(definitions).journal(folder);
        RunResult first = materializer.run();
        engine.requests.clear();
        engine.on(TEST_A, 0, Json.tests(Json.test("a", "not_null", "id", "pass", "error")));

        RunResult second = materializer.resume(first.runId());

        assertThat(engine.commands()).containsExactly(TEST_A, "run --model b --pipeline marts");
        assertThat(second.exitStatus()).isZero();
        assertThat(Files.readString(folder.resolve(first.runId() + ".jsonl")))
                .contains("\"checks\":[{\"name\":\"not_null_id\",\"status\":\"failed\",\"effect\":\"stops-downstream\"}]")
                .contains("\"checks\":{\"passed\":0,\"failed\":1,\"not-evaluated\":0,\"warned\":0}");
    }

    @Test
    void aPipelineWithTestsIsNotFused() {
        Definitions definitions = new Project().model("a").model("b", "a").test("a", "not_null_id").build();

        assertThat(((ExecutablePlan) Materializer.of(definitions, engine).fused().plan()).fused()).hasSize(1);
        assertThat(((ExecutablePlan) tested(definitions).fused().plan()).fused()).isEmpty();
        assertThat(tested(definitions).fused().plan().step(A).notes()).singleElement().asString()
                .contains("tests come between its models");
    }

    @ParameterizedTest
    @CsvSource({
        "E010, Error, FAILED, error", "E011, Error, FAILED, error", "E014, Error, FAILED, error",
        "E059, Error, FAILED, error", "W010, Warning, FAILED, warning", "I003, Info, PASSED, error"
    })
    void aContractIsAsTheCompilerSawIt(String code, String severity, CheckStatus status, String ours) {
        ContractReport report = new ContractReport(State.COMPARED, List.of(diagnostic(severity, code)));

        RunResult result = run(new Project().model("a").model("b", "a").contract("a", "contract_x", report).build());

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check.status()).isEqualTo(status);
            assertThat(check.severity()).isEqualTo(ours);
            assertThat(check.details()).containsEntry(
                    (code.equals("I003") ? "rocky/unverified_0" : "rocky/violation_0"), "[" + code + "] what is wrong");
        });
        if (status == CheckStatus.FAILED) {
            assertThat(result.summary()).contains(
                    "a contract_x failed (" + ours + "): [" + code + "] what is wrong; as of the last refresh");
        }
        // It is built all the same, as with dagster-rocky; only an error keeps the run from ending green.
        assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(2);
        boolean error = status == CheckStatus.FAILED && ours.equals("error");
        assertThat(result.exitStatus()).isEqualTo(error ? RunResult.EXIT_PARTIAL : RunResult.EXIT_SUCCESS);
    }

    @Test
    void aContractThatWasNotComparedIsNotVerified() {
        RunResult result = run(new Project().model("a")
                .contract("a", "contract_x", new ContractReport(State.NOT_COMPILED, List.of()))
                .contract("a", "contract_y", new ContractReport(State.MODEL_NOT_FOUND, List.of()))
                .build());

        assertThat(result.checks()).extracting(CheckEvaluation::cause).containsOnly(Optional.of(NotEvaluated.NOT_VERIFIED));
        assertThat(result.checks().get(0).details()).containsEntry(MetadataKeys.COMPILE_MISSING, true);
        assertThat(result.checks().get(1).details()).containsEntry(MetadataKeys.CONTRACT_MODEL_NOT_FOUND, true);
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void aResumeDoesNotBuildAgainWhatViolatesItsContract(@TempDir Path folder) {
        ContractReport violated = new ContractReport(State.COMPARED, List.of(diagnostic("Error", "E010")));
        Materializer materializer = Materializer.of(
                        new Project().model("a").contract("a", "contract_x", violated).build(), engine)
                .journal(folder);
        RunResult first = materializer.run();
        engine.requests.clear();

        RunResult second = materializer.resume(first.runId());

        assertThat(engine.requests).isEmpty();
        assertThat(second.failedChecks()).hasSize(1);
        assertThat(second.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
    }

    @Test
    void whatTheAnswerIsSilentAboutIsNotReported() {
        RunResult result = run(new Project().model("a").check("row_count_anomaly", "a").check("freshness", "a").build());

        assertThat(result.checks()).extracting(CheckEvaluation::name, CheckEvaluation::cause).containsExactlyInAnyOrder(
                tuple("row_count_anomaly", Optional.of(NotEvaluated.NOT_REPORTED)),
                tuple("freshness", Optional.of(NotEvaluated.NOT_REPORTED)));
    }

    @Test
    void theEngineSaysWhichTablesItCompared() {
        Definitions definitions = new Project().model("a").check("row_count_anomaly", "a").build();
        engine.on("run --model a --pipeline marts", 0, Json.run(Json.materializations(Json.built("a")),
                "\"anomaly_evaluated\":[{\"table\":\"wh.marts.a\",\"evaluated\":false,\"not_evaluated_reason\":\"two runs only\"}]"));
        assertThat(run(definitions).checks()).singleElement().satisfies(check -> {
            assertThat(check.cause()).contains(NotEvaluated.DECLINED);
            assertThat(check.reason()).contains("two runs only");
        });

        engine.on("run --model a --pipeline marts", 0, Json.run(Json.materializations(Json.built("a")),
                "\"anomaly_evaluated\":[{\"table\":\"wh.marts.a\",\"evaluated\":true}]"));
        assertThat(run(definitions).checks()).extracting(CheckEvaluation::status).containsExactly(CheckStatus.PASSED);
    }

    @Test
    void aCheckThatTheEngineDidNotEvaluateHasNotPassed() {
        engine.on("run --model a --pipeline marts", 0, Json.run(Json.materializations(Json.built("a")),
                Json.checks("{\"name\":\"row_count\",\"passed\":true,\"severity\":\"error\",\"not_evaluated\":\"no key\"}")));

        CheckEvaluation check = run(new Project().model("a").build()).checks().get(0);

        assertThat(check.status()).isEqualTo(CheckStatus.NOT_EVALUATED);
        assertThat(check.reason()).contains("no key");
        assertThat(check.failedAsError()).isFalse();
    }

    private Materializer tested(Definitions definitions) {
        return Materializer.of(definitions, engine).execute(NodeKind.TEST);
    }

    private RunResult run(Definitions definitions) {
        return Materializer.of(definitions, engine).run();
    }

    private static CompileDiagnostic diagnostic(String severity, String code) {
        return new CompileDiagnostic(severity, code, "a", "what is wrong", Optional.empty());
    }
}
