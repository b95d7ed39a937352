package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Column;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A constant for each column that column lineage knows. */
class ColumnConstantsTest {

    private static final String ASSETS = "acme.WarehouseAssets";

    @TempDir
    Path folder;

    private static SnapshotJson revenue() {
        return new SnapshotJson()
                .model("wh", "raw", "orders")
                .model("wh", "marts", "fct_revenue")
                .column("orders", "amount", "fct_revenue", "total_revenue")
                .column("orders", "tax", "fct_revenue", "total_revenue")
                .column("not_ours", "day", "fct_revenue", "day")
                .column("not_ours", "id", "orders", "id");
    }

    private TestProject project(Object snapshot, String members) {
        return new TestProject(folder).snapshot(snapshot).source("acme/Warehouse.java", """
                package acme;

                import dev.rockyjava.annotation.*;

                @RockyAssets(snapshot = "rocky/snapshot.json"%s)
                interface Warehouse {}
                """.formatted(members.isEmpty() ? "" : ", " + members));
    }

    private SortedMap<String, Column> columns(String members, String... options) {
        return Constants.all(project(revenue(), members).options(options).compile().clean(), ASSETS, Column.class);
    }

    @Test
    void areTypedAndTextsToo() {
        TestProject.Result result = project(revenue(), "").options("-Xdoclint:all,-missing").source("app/Use.java", """
                package app;

                import acme.WarehouseAssets;
                import dev.rockyjava.asset.Column;

                @SuppressWarnings(WarehouseAssets.Keys.Wh.Marts.FctRevenue.TOTAL_REVENUE)
                public final class Use {
                    private Use() {}
                    public static Object check() {
                        Column total = WarehouseAssets.Wh.Marts.FctRevenue.TOTAL_REVENUE;
                        return total.key().equals(WarehouseAssets.Wh.Marts.FCT_REVENUE.key())
                                && total.equals(Column.parse(WarehouseAssets.Keys.Wh.Marts.FctRevenue.TOTAL_REVENUE));
                    }
                }
                """).compile().clean();
        assertThat(result.call("app.Use", "check")).isEqualTo(true);
        assertThat(Constants.all(result, ASSETS, Column.class)).containsOnlyKeys(
                "Wh.Marts.FctRevenue.DAY", "Wh.Marts.FctRevenue.TOTAL_REVENUE", "Wh.Raw.Orders.ID");
    }

    @Test
    void theirJavadocNamesTheUpstreamColumns() {
        SnapshotJson json = revenue();
        for (int i = 0; i < 20; i++) {
            json.column("orders", "c" + i, "fct_revenue", "many");
        }
        assertThat(project(json, "").compile().clean().source("acme/WarehouseAssets.java"))
                .contains("<li>wh/raw/orders/amount (direct)", "<li>wh/raw/orders/tax (direct)")
                .contains("<li>wh/raw/orders/c0 (direct)", "<li>and 12 more")
                .contains("Column <b>day</b>.");
    }

    /** Lineage that was asked model by model lists every column, that of a literal too, and knows types. */
    @Test
    void theirJavadocHasTheDataTypeWhereTheSnapshotHasIt() {
        SnapshotJson json = revenue().columnType("fct_revenue", "total_revenue", "DECIMAL(18,2)")
                .columnType("fct_revenue", "version", "INT64")
                .columnType("fct_revenue", "day", "");
        TestProject.Result result = project(json, "").compile().clean();
        assertThat(result.source("acme/WarehouseAssets.java"))
                .contains("Column <b>total_revenue</b>, DECIMAL(18,2), made of:", "Column <b>version</b>, INT64.")
                .contains("Column <b>day</b>.");
        assertThat(Constants.all(result, ASSETS, Column.class)).containsKey("Wh.Marts.FctRevenue.VERSION");
    }

    /** In discover mode there is no graph. */
    @Test
    void areThereWithoutAGraph() {
        String json = """
                {"discover": {"sources": []}, "dag_status": "disabled",
                 "compile": {"models_detail": [{"name": "fct", "target": {"catalog": "wh", "schema": "marts", "table": "fct"}}]},
                 "rocky_java": {"lineage": {"fct": {"columns": [{"name": "id", "data_type": null}, {"name": "n", "data_type": "INT"}],
                   "edges": [{"source": {"model": "x", "column": "id"}, "target": {"model": "fct", "column": "id"}}]}}}}
                """;
        TestProject.Result result =
                project(json, "dagMode = false, surfaceDerivedModels = true, surfaceColumnLineage = true").compile().clean();
        assertThat(Constants.all(result, ASSETS, Column.class)).containsOnlyKeys("Wh.Marts.Fct.ID", "Wh.Marts.Fct.N");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "columns = {}                                   | 0",
        "columns = @Select                              | 3",
        "columns = @Select(\"group:marts\")           | 2",
        "columns = @Select(\"raw/*\")                 | 1",
        "columns = {@Select(\"group:raw\"), @Select(\"fct_*\")} | 3",
        "exclude = @Select(\"group:marts\")           | 1",
    })
    void areForTheChosen(String members, int count) {
        assertThat(columns(members)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"all, 3", "none, 0", "group:marts, 2", "group:marts or raw/*, 3"})
    void theOptionHasPrecedence(String option, int count) {
        assertThat(columns("columns = @Select(\"group:raw\")", "-Arocky.columns=" + option)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "group:, RK221, a value after 'group:'", "'group:marts,raw', RK221, a comma", "yes, RK222, there is no asset yes",
        "group:marts or group:mart, RK222, did you mean marts?"
    })
    void aWrongOptionIsAnError(String option, String id, String message) {
        assertThat(project(revenue(), "").options("-Arocky.columns=" + option).compile().onlyError().getMessage(null))
                .startsWith("[" + id + "]")
                .contains("-Arocky.columns is \"" + option + "\", not all, none or a selection", message);
    }

    /** An empty list would then mean that the models have no columns. */
    @Test
    void lineageThatTheEngineCouldNotGiveIsSaid() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        json.dag().put("column_lineage_unavailable", "semantic graph failed");
        TestProject.Result result = project(json, "").withoutWerror().compile();
        assertThat(result.warnings()).singleElement().asString().startsWith("[RK223]").contains("semantic graph failed");
        assertThat(Constants.of(result, ASSETS)).hasSize(1);
        project(json, "columns = {}").options("-Werror").compile().clean();
        // Every model was asked, and the engine couldn't tell of any.
        json.root().withObject("/rocky_java").putObject("lineage");
        assertThat(project(json, "").withoutWerror().compile().warnings()).singleElement().asString().startsWith("[RK223]");
    }

    /** The use of a column in a snapshot that is refused for another reason adds no error. */
    @Test
    void areThereWhenTheSnapshotIsRefused() {
        SnapshotJson json = revenue().edge("transformation:orders", "transformation:orders");
        assertThat(project(json, "")
                        .source("app/Use.java", """
                                package app;

                                final class Use {
                                    private Use() {}
                                    static final Object A = acme.WarehouseAssets.Wh.Marts.FctRevenue.DAY;
                                }
                                """)
                        .compile()
                        .onlyError()
                        .getMessage(null))
                .startsWith("[RK112]");
    }

    @Test
    void aTableWithVeryManyOfThem() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "wide");
        for (int i = 0; i < 7000; i++) {
            json.column("x", "c", "wide", "column_" + i);
        }
        TestProject.Result result = project(json, "").compile().clean();
        assertThat(Constants.all(result, ASSETS, Column.class)).hasSize(7000);
    }

    @Test
    void ofAKeyWithThirtySegments() {
        String segment = "quite_a_long_catalog_name";
        SnapshotJson json = new SnapshotJson();
        String long1 = String.join("_", Collections.nCopies(12, segment));
        json.model("transformation:a", "a", long1, long1, long1).column("x", "id", "a", "id");
        TestProject.Result result = project(json, "").compile().clean();
        assertThat(Constants.all(result, ASSETS, Column.class)).hasSize(1);
        assertThat(Constants.of(result, ASSETS)).hasSize(1);
    }
}
