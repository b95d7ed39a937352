package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of an error in a model's SQL. */
class SqlErrorTest {

    private static final AssetKey SALES = AssetKey.of("sales");

    private static final String SQL = """
            SELECT
              o.id,
              o.total_amont AS amount
            FROM wh.raw.orders AS o
            """;

    @TempDir
    Path folder;

    private final Definitions definitions = Definitions.of(List.of(model("sales"), model("returns")), List.of());

    private static AssetSpec model(String name) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .target(new Target("wh", "marts", name))
                .build();
    }

    private TestProject project(String sql) {
        TestProject project = new TestProject(folder)
                .config(TestProject.MARTS)
                .model("sales", "", sql)
                .model("returns", "", "SELECT 1 AS n");
        project.sql("CREATE SCHEMA raw", "CREATE TABLE raw.orders (id INTEGER, total_amount DECIMAL(9, 2))");
        return project;
    }

    @Test
    void ofTheEmbeddedEngineIsWholeUnderItsFileAndLine() {
        try (EmbeddedEngine engine = project(SQL).engine()) {
            isWholeUnderItsFileAndLine(engine);
        }
    }

    @Test
    void ofTheRealEngineIsWholeUnderItsFileAndLine() {
        Assumptions.assumeTrue(RealRocky.isOnPath(), "skipped: there is no rocky on the PATH");
        project(SQL);
        try (RockyEngine engine = CliEngine.forProject(folder.resolve("rocky.toml")).build()) {
            isWholeUnderItsFileAndLine(engine);
        }
    }

    private void isWholeUnderItsFileAndLine(RockyEngine engine) {
        Path journal = folder.resolve("runs");
        RunResult result = Materializer.of(definitions, engine).journal(journal).run();

        AssetOutcome outcome = result.outcome(SALES);
        assertThat(outcome.location()).hasToString("Optional[models/sales.sql:3]");
        assertThat(result.summary())
                .containsPattern("(?m)^failed:\n  sales: models/sales.sql:3\n    model 'sales' failed: .*Binder Error: ")
                .containsPattern("\n    Candidate bindings: : \"total_amount\"\n\n    LINE 4:   o.total_amont AS amount\n {14}\\^\n")
                .containsOnlyOnce("Candidate bindings")
                .doesNotContain("Unknown error code");
        assertThat(RunHistory.read(journal).runs().get(0).assets())
                .filteredOn(asset -> asset.key().equals(SALES))
                .singleElement()
                .satisfies(asset -> {
                    assertThat(asset.reason()).isEqualTo(outcome.reason());
                    assertThat(asset.location()).isEqualTo(outcome.location());
                });
    }

    @Test
    void ofAModelThatCantBeParsedNamesTheFileAtFaultForAllModels() {
        try (EmbeddedEngine engine = project("SELECT\n  TRIM(id AS id\nFROM wh.raw.orders\n").engine()) {
            RunResult result = Materializer.of(definitions, engine).run();
            for (AssetOutcome outcome : result.outcomes().values()) {
                assertThat(outcome.reason().orElseThrow())
                        .contains(folder.resolve("models/sales.sql") + ":2: Parser Error: syntax error at or near \"AS\"")
                        .containsPattern("\n\nLINE 2:   TRIM\\(id AS id\n +\\^");
                assertThat(outcome.location()).isEmpty();
            }
        }
    }
}
