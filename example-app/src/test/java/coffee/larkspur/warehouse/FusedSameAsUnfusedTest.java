package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call of the real engine for a pipeline leaves what one call for each of its models does. */
class FusedSameAsUnfusedTest {

    private static final String STG_ORDERS = "models/staging/stg_orders.";

    @TempDir
    Path apartFolder;

    @TempDir
    Path fusedFolder;

    private ProjectCopy apart;
    private ProjectCopy fused;

    @BeforeEach
    void copy() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "skipped: there is no rocky binary on PATH to compare with");
        apart = ProjectCopy.in(apartFolder);
        fused = ProjectCopy.in(fusedFolder);
    }

    @Test
    void sameVerdictsAndRowsWhenAllIsWell() {
        assertSame();
    }

    @Test
    void sameVerdictsAndRowsWhenOneInTheMiddleFails() {
        write("sql", "SELECT error('out of beans') AS order_id, storefront, customer_id FROM warehouse.lake_shop__eu.orders");
        RunResult result = assertSame();
        assertThat(result.exitStatus()).isEqualTo(RunResult.EXIT_PARTIAL);
        assertThat(result.outcome(AssetKey.parse("warehouse/staging/stg_orders")).reason().orElseThrow())
                .contains("out of beans");
    }

    @Test
    void sameVerdictsWhenOneInTheMiddleDoesNotCompile() {
        write("contract.toml", "[[columns]]\nname = \"beans\"\ntype = \"Int64\"\n[rules]\nrequired = [\"beans\"]\n");
        // The engine builds what is below all the same, so that the rows aren't the same.
        assertThat(statuses(run(fused, true))).isEqualTo(statuses(run(apart, false)));
    }

    @Test
    void sameVerdictsAndRowsWhenNothingCompiles() {
        write("sql", "SELEC");
        assertSame();
    }

    @Test
    void sameVerdictsWhenTheEngineContainsFailures() {
        for (ProjectCopy project : List.of(apart, fused)) {
            project.write("rocky.toml", project.read("rocky.toml") + "\n[resilience]\ncontain_failures = true\n");
        }
        sameVerdictsAndRowsWhenOneInTheMiddleFails();
    }

    private void write(String suffix, String content) {
        apart.write(STG_ORDERS + suffix, content);
        fused.write(STG_ORDERS + suffix, content);
    }

    private RunResult assertSame() {
        RunResult expected = run(apart, false);
        RunResult actual = run(fused, true);
        assertThat(statuses(actual)).isEqualTo(statuses(expected));
        SortedMap<String, List<List<String>>> rows = apart.contents();
        fused.contents().forEach((table, found) -> assertThat(found).as(table).isEqualTo(rows.get(table)));
        assertThat(fused.contents().keySet()).isEqualTo(rows.keySet());
        return actual;
    }

    private static RunResult run(ProjectCopy project, boolean fused) {
        Optional<Path> binary = CliEngine.findOnPath();
        project.database().execute(project.folder().resolve("source-systems.sql"));
        try (RockyEngine engine = CliEngine.forProject(project.config()).binary(binary.orElseThrow()).build()) {
            Materializer all = Materializer.of(WarehouseDefinitions.get(), engine).execute(NodeKind.SEED);
            if (fused) {
                String plan = all.fused().plan().toString();
                // The models of the marts keep a ledger, to which rows are added.
                assertThat(plan).contains("run --pipeline staging").doesNotContain("run --pipeline marts");
            }
            return (fused ? all.fused() : all).run();
        }
    }

    private static Map<AssetKey, String> statuses(RunResult result) {
        Map<AssetKey, String> statuses = new TreeMap<>();
        result.outcomes().forEach((key, outcome) ->
                statuses.put(key, outcome.status().word() + outcome.skipCause().map(cause -> " " + cause).orElse("")));
        return statuses;
    }
}
