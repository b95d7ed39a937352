package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.NotEvaluated;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contracts and tests with the real engine, which itself compiles a run without {@code contracts_dir}. */
@Timeout(120)
class RealContractTest {

    @TempDir
    Path project;

    @BeforeEach
    void makeTheProject() throws IOException {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        file("rocky.toml", """
                [adapter]
                type = "duckdb"
                path = "wh.duckdb"
                [pipeline.marts]
                type = "transformation"
                models = "sql/**"
                [pipeline.marts.target.governance]
                auto_create_schemas = true
                """);
        file("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes:\n  dag_mode: true\n  contracts_dir: contracts\n"
                + "  models_dir: sql\n");
        file("sql/orders.sql", "SELECT 1 AS id, NULL AS note");
        file("sql/orders.toml", """
                name = "orders"
                [target]
                catalog = "wh"
                schema = "marts"
                [[tests]]
                type = "unique"
                column = "id"
                [[tests]]
                type = "not_null"
                column = "note"
                """);
        file("sql/report.sql", "SELECT id FROM wh.marts.orders");
        file("sql/report.toml", "name = \"report\"\ndepends_on = [\"orders\"]\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
        file("contracts/orders.contract.toml", "[rules]\nrequired = [\"id\", \"customer\"]\nprotected = [\"note\"]\n");
        file("contracts/gone.contract.toml", "[rules]\nrequired = [\"id\"]\n");
    }

    @Test
    void aViolatedContractDoesNotEndGreen() throws IOException {
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), project);
        try (CliEngine engine = component.engine()) {
            RefreshResult refreshed = component.refresh(engine);
            assertThat(refreshed.compileProblems()).extracting(CompileDiagnostic::code, CompileDiagnostic::model)
                    .containsExactly(tuple("W011", "gone"), tuple("E010", "orders"));

            RunResult result = component.materializer(component.buildDefs(), engine).run();

            assertThat(result.count(OutcomeStatus.MATERIALIZED)).as(result.summary()).isEqualTo(2);
            assertThat(result.checks()).extracting(CheckEvaluation::name, CheckEvaluation::status, CheckEvaluation::cause)
                    .containsExactlyInAnyOrder(
                            tuple("contract_required_columns", CheckStatus.FAILED, Optional.empty()),
                            tuple("contract_protected_columns", CheckStatus.PASSED, Optional.empty()),
                            tuple("unique_id", CheckStatus.NOT_EVALUATED, Optional.of(NotEvaluated.NOT_ASKED)),
                            tuple("not_null_note", CheckStatus.NOT_EVALUATED, Optional.of(NotEvaluated.NOT_ASKED)));
            assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);

            file("contracts/orders.contract.toml", "[rules]\nrequired = [\"id\"]\n");
            component.refresh(engine);
            assertThat(component.materializer(component.buildDefs(), engine).run().exitStatus()).isZero();
        }
    }

    @Test
    void aFailedTestStopsWhatIsDownstream() throws IOException {
        Files.delete(project.resolve("contracts/orders.contract.toml"));
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), project);
        try (CliEngine engine = component.engine()) {
            component.writeState();

            RunResult result = component.materializer(component.buildDefs(), engine).execute(NodeKind.TEST).run();

            assertThat(result.checks()).extracting(CheckEvaluation::name, CheckEvaluation::status)
                    .containsExactly(
                            tuple("unique_id", CheckStatus.PASSED), tuple("not_null_note", CheckStatus.FAILED));
            assertThat(result.count(OutcomeStatus.MATERIALIZED)).isEqualTo(1);
            assertThat(result.count(OutcomeStatus.SKIPPED)).isEqualTo(1);
            assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
        }
    }

    private void file(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
