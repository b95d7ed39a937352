package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyRunTest {

    /** Counted in the tables that the real engine 1.71.0 built from this project. */
    private static final Map<String, Integer> ROWS = Map.of(
            "marts.customer_lifetime_value", 243,
            "marts.daily_revenue", 122,
            "marts.dim_customers", 270,
            "marts.dim_products", 12,
            "marts.fct_invoices", 862,
            "marts.fct_orders", 900,
            "marts.open_receivables", 148,
            "marts.payment_ledger", 785,
            "marts.sales_by_origin", 20);

    @TempDir
    Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copy() {
        project = ProjectCopy.in(folder);
    }

    @Test
    void buildsEveryMartAndSaysSo() {
        String printed = night(0);

        assertThat(printed)
                .contains("26 assets, engine embedded")
                .contains("24 materialized, 2 graph-only, 15 checks passed\n")
                .doesNotContain("failed")
                .doesNotContain("not evaluated");
        assertRows(project.contents());
    }

    @Test
    void aSecondNightLeavesTheSameRows() {
        night(0);
        SortedMap<String, List<List<String>>> first = project.contents();
        night(0);

        assertThat(project.contents()).isEqualTo(first);
    }

    @Test
    void aBrokenModelFailsWithTheDatabasesMessageAndTakesItsDownstreamAlong() {
        project.write("models/marts/fct_orders.sql", "SELECT no_such_column FROM warehouse.staging.stg_orders");

        String printed = night(3);

        assertThat(printed)
                .contains("run partly failed")
                .contains("warehouse/marts/fct_orders: ")
                .contains("no_such_column")
                .contains("warehouse/marts/daily_revenue: ")
                .containsPattern("warehouse/marts/dim_products +materialized")
                .containsPattern("warehouse/marts/payment_ledger +materialized");
        assertThat(project.contents()).doesNotContainKeys("marts.fct_orders", "marts.daily_revenue");
    }

    static void assertRows(SortedMap<String, List<List<String>>> contents) {
        ROWS.forEach((table, rows) ->
                assertThat(contents.get(table)).as(table).hasSize(rows + 1)); // the column names come first
    }

    private String night(int exitStatus) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (EmbeddedEngine engine = EmbeddedEngine.open(project.config())) {
            int status =
                    NightlyRun.run(project.component(), engine, new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(exitStatus);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
