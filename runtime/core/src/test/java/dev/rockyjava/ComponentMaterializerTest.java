package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.Observation;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an attribute in {@code defs.yaml} to what the engine is really called with. */
@Timeout(120)
class ComponentMaterializerTest {

    private static final String RUN = "run --pipeline ingest";
    private static final String COMPLIANCE = "compliance --models sql";
    private static final String RETENTION = "retention-status --models sql";

    @TempDir
    Path project = Path.of("");

    private final Definitions definitions = Definitions.of(
            List.of(AssetSpec.builder(AssetKey.of("ingest", "source"), "source:ingest", NodeKind.SOURCE, "ingest", "g")
                    .pipeline("ingest")
                    .build()),
            List.of());

    /** Notes the command, without the global options, and answers it. */
    @BeforeEach
    void makeAnEngine() {
        new FakeEngine(project)
                .toml("""
                        [pipeline.ingest]
                        [pipeline.marts]
                        type = "transformation"
                        models = "sql/**"
                        """)
                .answering("""
                        while [ "$1" != run ] && [ "$1" != plan ] && [ "$1" != apply ] && [ "$1" != compliance ] &&
                            [ "$1" != retention-status ]; do shift; done
                        echo "$@" >> calls
                        [ -e slow ] && sleep 30
                        case $1 in
                        compliance) echo '{"command":"compliance","summary":{},"exceptions":[{"model":"m"}]}';;
                        retention-status) echo '{"command":"retention-status","models":[]}';;
                        plan) echo '{"command":"plan","plan_id":"p1"}';;
                        *) echo '{"command":"run","status":"Success","materializations":[{"asset_key":["t"]}]}';;
                        esac""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "surface_compliance: false", "surface_retention_status: false", "execution_mode: direct",
        "execution_mode: streaming"})
    void itRunsAndAsksNothingElse(String attribute) throws IOException {
        assertThat(run(attribute).exitStatus()).isZero();
        assertThat(calls()).containsExactly(RUN);
    }

    @Test
    void complianceIsAskedAfterTheRun() throws IOException {
        RunResult result = run("surface_compliance: true");
        assertThat(calls()).containsExactly(RUN, COMPLIANCE);
        assertThat(result.failedChecks()).extracting(CheckEvaluation::name).containsExactly("compliance_exception");
        assertThat(result.exitStatus()).isZero();
    }

    @Test
    void retentionIsAskedAfterTheRun() throws IOException {
        run("surface_retention_status: true");
        assertThat(calls()).containsExactly(RUN, RETENTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "plan-then-apply"})
    void aPlanIsMadeAndApplied(String mode) throws IOException {
        run("execution_mode: " + mode);
        assertThat(calls()).containsExactly("plan --pipeline ingest", "apply p1");
    }

    @Test
    void theTimeOfACallIsLimited() throws IOException {
        Files.createFile(project.resolve("slow"));
        RockyComponent component = component("timeout_seconds: 1");
        // One that has no limit of its own, as the component's has.
        try (CliEngine engine = CliEngine.forProject(component.rockyToml()).binary(project.resolve("fake-rocky")).build()) {
            RunResult result = component.materializer(definitions, engine).retry(RetryPolicy.none()).run();
            assertThat(calls()).containsExactly(RUN);
            assertThat(result.outcome(AssetKey.of("ingest", "source")).reason().orElseThrow()).contains("took longer than 1 s");
        }
    }

    @ParameterizedTest
    @CsvSource({"'models = \"sql/**\"', sql", "'models = \"deep/er/*.sql\"', deep/er", "'', models"})
    void askedForAreTheFoldersOfThePipelines(String models, String folder) throws IOException {
        new FakeEngine(project).toml("[pipeline.marts]\ntype = \"transformation\"\n" + models + "\n");
        run("surface_compliance: true");
        assertThat(calls()).last().isEqualTo("compliance --models " + folder);
    }

    @Test
    void withoutATransformationPipelineItIsTheConfiguredFolder() throws IOException {
        new FakeEngine(project).toml("[pipeline.ingest]\n");
        run("models_dir: other\n  surface_compliance: true");
        assertThat(calls()).last().isEqualTo("compliance --models other");
    }

    @Test
    void aProjectThatCannotBeReadIsSaidBeforeAnythingRuns() {
        new FakeEngine(project).toml("[[[");
        assertThatThrownBy(() -> run("surface_retention_status: true")).isInstanceOf(ProjectException.class);
        assertThat(project.resolve("calls")).doesNotExist();
    }

    @Test
    void onTheRealEngine() throws IOException {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: the real engine is NOT tested");
        new FakeEngine(project).toml("""
                [adapter]
                type = "duckdb"
                path = "wh.duckdb"
                [pipeline.marts]
                type = "transformation"
                models = "sql/**"
                [pipeline.marts.target]
                adapter = "default"
                [pipeline.marts.target.governance]
                auto_create_schemas = true
                """);
        Files.createDirectory(project.resolve("sql"));
        Files.writeString(project.resolve("sql/people.sql"), "SELECT 1 AS id, 'a@b.example' AS email");
        Files.writeString(project.resolve("sql/people.toml"), """
                name = "people"
                retention = "2y"
                [target]
                catalog = "wh"
                schema = "marts"
                [classification]
                email = "pii"
                """);
        Files.writeString(project.resolve("sql/plain.sql"), "SELECT 1 AS id");
        Files.writeString(project.resolve("sql/plain.toml"), """
                name = "plain"
                [target]
                catalog = "wh"
                schema = "marts"
                """);
        RockyComponent component = component("binary_path: rocky\n  surface_compliance: true\n"
                + "  surface_retention_status: true");
        component.writeState();
        try (CliEngine engine = component.engine()) {
            RunResult result = component.materializer(component.buildDefs(), engine).run();
            assertThat(result.exitStatus()).as(result.summary()).isZero();
            assertThat(result.checks()).hasSize(2);
            assertThat(result.failedChecks()).singleElement().satisfies(check -> assertThat(check.details())
                    .containsEntry("rocky/compliance_models", "people.email (default)"));
            assertThat(result.observations()).hasSize(2).extracting(Observation::metadata)
                    .anySatisfy(facts -> assertThat(facts).containsEntry("rocky/retention_configured_days", 730L));
        }
    }

    private RunResult run(String attributes) throws IOException {
        RockyComponent component = component("binary_path: ./fake-rocky\n  " + attributes);
        try (CliEngine engine = component.engine()) {
            return component.materializer(definitions, engine)
                    .retry(RetryPolicy.none())
                    .run();
        }
    }

    private RockyComponent component(String attributes) throws IOException {
        Files.writeString(project.resolve("defs.yaml"),
                "type: dagster_rocky.RockyComponent\nattributes:\n  dag_mode: true\n  " + attributes + "\n");
        return RockyComponent.fromYaml(Path.of("defs.yaml"), project);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(project.resolve("calls"));
    }
}
