package dev.rockyjava.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.LoadAsset;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.TransformationAsset;
import dev.rockyjava.engine.EngineNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a sandbox does and says, on a copy of the example's project that a test may break. */
class SandboxTest {

    private static final PartitionedAsset<LocalDate> DAILY_REVENUE = PartitionedAsset.daily("warehouse/marts/daily_revenue");
    private static final TransformationAsset FCT_ORDERS = TransformationAsset.of("warehouse/marts/fct_orders");
    private static final TransformationAsset DIM_PRODUCTS = TransformationAsset.of("warehouse/marts/dim_products");
    private static final TransformationAsset LIFETIME_VALUE = TransformationAsset.of("warehouse/marts/customer_lifetime_value");
    private static final TransformationAsset STG_ORDERS = TransformationAsset.of("warehouse/staging/stg_orders");
    private static final TransformationAsset STG_PRODUCTS = TransformationAsset.of("warehouse/staging/stg_products");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @TempDir
    Path folder;

    private Path project;
    private RockySandbox sandbox;

    @BeforeEach
    void copyTheExample() throws IOException {
        Path example = Path.of("..", "..", "example-app");
        project = folder.toRealPath().resolve("rocky");
        for (String part : List.of("models", "seeds", "rocky.toml", "snapshot.json")) {
            try (Stream<Path> files = Files.walk(example.resolve("rocky").resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = project.resolve(example.resolve("rocky").relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        Files.copy(example.resolve("defs.yaml"), project.resolveSibling("defs.yaml"));
    }

    @AfterEach
    void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private RockySandbox sandbox(TestEngine engine) {
        sandbox = new RockySandbox(TestedProject.of(project.toString(), void.class, SandboxTest.class), engine, SandboxTest.class);
        return sandbox;
    }

    private RockySandbox sandbox() {
        return sandbox(TestEngine.EMBEDDED);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    @Test
    void aColumnThatTheAssetDoesNotHaveIsAnErrorThatNamesThoseItHas() {
        assertThatThrownBy(() -> sandbox().given(FCT_ORDERS, "order_totl_eur\n1"))
                .isInstanceOf(SandboxException.class)
                .hasMessage("warehouse/marts/fct_orders has no column order_totl_eur; did you mean order_total_eur?");
        assertThatThrownBy(() -> sandbox.given(FCT_ORDERS, "xyz\n1"))
                .hasMessage("warehouse/marts/fct_orders has no column xyz; there are bags, customer_id, line_count, order_id,"
                        + " order_total_eur, ordered_at, status, storefront");
        assertThatThrownBy(() -> sandbox.given(FCT_ORDERS, Rows.columns(Column.of(DAILY_REVENUE.text(), "revenue_eur")).row(1)))
                .hasMessage("rows with the columns of warehouse/marts/daily_revenue are given to warehouse/marts/fct_orders");
    }

    @Test
    void aColumnThatLineageLeavesOutIsFoundInTheSql() {
        sandbox().given(DAILY_REVENUE, "order_date | orders\n2026-03-01 | 2"); // orders is a COUNT(*)
        assertThat(sandbox.rows(DAILY_REVENUE)).isEqualTo("order_date | orders\n2026-03-01 | 2");
    }

    @Test
    void allThatIsReadNeedsRows() {
        assertThatThrownBy(() -> sandbox().build(LIFETIME_VALUE)).hasMessage("""
                warehouse/marts/customer_lifetime_value reads what has no rows in this test:
                  warehouse.marts.dim_customers: the asset warehouse/marts/dim_customers; given(...) rows, or givenNoRows(...)
                  warehouse.marts.fct_orders: the asset warehouse/marts/fct_orders; given(...) rows, or givenNoRows(...)""");
        assertThatThrownBy(() -> sandbox.build(STG_ORDERS))
                .hasMessageContaining("warehouse.lake_shop__eu.orders: no asset of its own; givenTable(\"warehouse.lake_shop__eu.orders\", ...)");
        sandbox.givenNoRows(TransformationAsset.of("warehouse/marts/dim_customers"), FCT_ORDERS);
        sandbox.build(LIFETIME_VALUE);
        assertThat(sandbox.rows(LIFETIME_VALUE)).isEmpty();
    }

    @Test
    void aModelThatReadsItsOwnTableNeedsItsEarlierRows() throws IOException {
        write("models/marts/dim_products.sql", """
            SELECT p.sku, COALESCE(o.bag_grams, 0) + 1 AS bag_grams
            FROM warehouse.staging.stg_products AS p LEFT JOIN warehouse.marts.dim_products AS o ON o.sku = p.sku""");
        sandbox().given(STG_PRODUCTS, "sku\nA\nB");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS))
                .hasMessageContaining("warehouse.marts.dim_products: its own table; give its earlier rows, or givenNoRows(...)");
        sandbox.given(DIM_PRODUCTS, "sku | bag_grams\nA | 4");
        sandbox.build(DIM_PRODUCTS);
        assertThat(sandbox.rows(DIM_PRODUCTS)).isEqualTo(sandbox.table("sku | bag_grams\nA | 5\nB | 1").exactly());
        sandbox.given(DIM_PRODUCTS, "sku | roast\nA | dark");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS)).hasMessage("warehouse/marts/dim_products has no column roast; there are sku, bag_grams");
    }

    @Test
    void typesAreThoseOfTheSnapshotThatHasThem() throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode snapshot = (ObjectNode) mapper.readTree(Files.readString(project.resolve("snapshot.json")));
        ((ObjectNode) snapshot.get("rocky_java")).set("lineage", mapper.readTree("""
            {"fct_orders": {"edges": [], "columns": [
              {"name": "order_id", "data_type": "STRING"}, {"name": "bags", "data_type": "INT32"},
              {"name": "order_total_eur", "data_type": "DECIMAL(12,2)"}, {"name": "ordered_at", "data_type": "TIMESTAMP"},
              {"name": "counted"}]}}"""));
        write("snapshot.json", mapper.writeValueAsString(snapshot));
        sandbox().given(FCT_ORDERS, "order_id | bags | order_total_eur\n1 | 2 | 3");
        assertThat(sandbox.query("SELECT typeof(order_id) AS o, typeof(bags) AS b, typeof(order_total_eur) AS t, typeof(ordered_at) AS a,"
                        + " counted FROM marts.fct_orders"))
                .isEqualTo("o | b | t | a | counted\nVARCHAR | INTEGER | DECIMAL(12,2) | TIMESTAMP | null");
    }

    @Test
    void aTableThatIsMisspelledInTheSqlIsSuggested() throws IOException {
        write("models/marts/dim_products.sql", "SELECT sku FROM warehouse.staging.stg_product");
        assertThatThrownBy(() -> sandbox().build(DIM_PRODUCTS)).hasMessageEndingWith("or is it warehouse.staging.stg_products?");
    }

    @Test
    void sqlThatFailsShowsTheDatabasesWholeTextAndTheFile() throws IOException {
        write("models/marts/dim_products.sql", "SELECT\n  p.sku,\n  p.orgin\nFROM warehouse.staging.stg_products AS p");
        sandbox().given(STG_PRODUCTS, "sku | origin\nA | Ethiopia");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("can't build warehouse/marts/dim_products (" + project.resolve("models/marts/dim_products.sql") + ":3)")
                .hasMessageContaining("Values list \"p\" does not have a column named \"orgin\"")
                .hasMessageContaining("p.orgin\n");
    }

    @Test
    void sqlThatIsNoneShowsTheUsersFile() throws IOException {
        write("models/marts/dim_products.sql", "SELECT\n  sku,,\nFROM warehouse.staging.stg_products");
        sandbox().given(STG_PRODUCTS, "sku\nA");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS))
                .hasMessageContaining(project.resolve("models/marts/dim_products.sql").toString())
                .hasMessageContaining("syntax error at or near \",\"")
                .hasMessageNotContaining("rocky-junit-");
    }

    @Test
    void tablesThatAreNoAssetsAreGivenByName() {
        sandbox();
        for (String shop : List.of("eu", "uk")) {
            sandbox.givenTable("warehouse.lake_shop__" + shop + ".orders", """
                order_id | customer_id | status | currency | ordered_at       | updated_at
                %1$s-1   | 1           | paid   | EUR      | 2026-03-01 10:00 | 2026-03-01 10:00
                %1$s-1   | 1           | sent   | EUR      | 2026-03-01 10:00 | 2026-03-02 10:00""".formatted(shop));
        }
        sandbox.givenTable("lake_shop__eu.orders", sandbox.query("SELECT * FROM lake_shop__uk.orders LIMIT 0"));
        sandbox.build(STG_ORDERS);
        assertThat(sandbox.rows(STG_ORDERS)).isEqualTo("order_id | status | storefront\nuk-1 | sent | uk");
        assertThatThrownBy(() -> sandbox.given(LoadAsset.of("landing/load"), "a\n1"))
                .hasMessage("landing/load (load) has no table of its own; name the table that the SQL reads: givenTable(\"schema.table\", ...)");
    }

    @Test
    void aTypeInTheFirstLineCountsAndValuesHaveToFitIt() {
        sandbox().given(FCT_ORDERS, "order_id::VARCHAR | bags::DECIMAL(6,3) | customer_id\n1 | 2 |");
        assertThat(sandbox.query("SELECT typeof(order_id) AS o, typeof(bags) AS b FROM marts.fct_orders"))
                .isEqualTo("o | b\nVARCHAR | DECIMAL(6,3)");
        assertThatThrownBy(() -> sandbox.given(FCT_ORDERS, "order_id::INTEGER | status\n1 | paid\nx | paid"))
                .hasMessage("rows of warehouse/marts/fct_orders: row 2 (x | paid) doesn't fit order_id INTEGER, status VARCHAR:"
                        + " Conversion Error: Could not convert string 'x' to INT32");
        // The table is as before.
        assertThat(sandbox.rows(FCT_ORDERS)).isEqualTo("order_id | bags\n1 | 2");
    }

    @Test
    void aColumnWithoutValuesTakesTheTypeOfItsUse() {
        sandbox().given(FCT_ORDERS, "status | ordered_at | order_total_eur\npaid | 2026-03-01 10:00 | null");
        sandbox.build(DAILY_REVENUE, DAY);
        assertThat(sandbox.rows(DAILY_REVENUE)).isEqualTo("order_date | storefront | bags | revenue_eur\n2026-03-01 | | |");
    }

    @Test
    void rowsAreThereOnceTheAssetIsBuiltOrGiven() {
        assertThatThrownBy(() -> sandbox().rows(FCT_ORDERS))
                .hasMessage("warehouse/marts/fct_orders has no table warehouse.marts.fct_orders in this test; build it first");
        SeedAsset countries = SeedAsset.of("seed/countries");
        sandbox.build(countries);
        assertThat(sandbox.rows(countries).values("country_code")).contains("AT", "GB");
    }

    @Test
    void severalPartitionsAreBuiltAtOnceAndRowsCanBeGivenAgain() {
        sandbox().given(FCT_ORDERS, "status | ordered_at | order_total_eur\npaid | 2026-03-01 | 1\npaid | 2026-03-03 | 2\npaid | 2026-03-04 | 4");
        sandbox.build(DAILY_REVENUE, DAY, DAY.plusDays(2));
        sandbox.given(FCT_ORDERS, "status | ordered_at | order_total_eur\npaid | 2026-03-03 | 3");
        sandbox.build(DAILY_REVENUE, DAY.plusDays(2));
        assertThat(sandbox.rows(DAILY_REVENUE)).isEqualTo("order_date | revenue_eur\n2026-03-01 | 1\n2026-03-03 | 3");
    }

    @Test
    void aCteIsTestedOnItsOwn() throws IOException {
        write("models/marts/daily_revenue.sql", "WITH day AS (SELECT ordered_at FROM warehouse.marts.fct_orders"
                + " WHERE ordered_at >= @start_date AND ordered_at < @end_date) SELECT ordered_at AS order_date FROM day");
        sandbox().givenNoRows(TransformationAsset.of("warehouse/marts/dim_customers"));
        sandbox.given(FCT_ORDERS, "customer_id | status | ordered_at | order_total_eur\n1 | paid | 2026-03-01 | 5\n1 | cancelled | 2026-03-01 | 7");
        assertThat(sandbox.cte(LIFETIME_VALUE, "spending")).isEqualTo("customer_id | orders | revenue_eur\n1 | 1 | 5.00");
        assertThatThrownBy(() -> sandbox.cte(LIFETIME_VALUE, "spendings"))
                .hasMessage("the query of warehouse/marts/customer_lifetime_value begins with no CTE spendings; there are [spending]");
        assertThat(sandbox.cte(DAILY_REVENUE, DAY, "day")).hasSize(2);
        assertThat(sandbox.cte(DAILY_REVENUE, DAY.plusDays(1), "day")).isEmpty();
    }

    @Test
    void theTimeCanBeFixed() throws IOException {
        write("models/marts/dim_products.sql", "SELECT p.sku, current_date AS d, now() AS n, current_timestamp AS t, today() AS y,"
                + " CAST(localtimestamp AS VARCHAR) AS l FROM warehouse.staging.stg_products AS p");
        sandbox().now(Instant.parse("2026-02-28T23:30:00Z"));
        sandbox.given(STG_PRODUCTS, "sku\nA");
        sandbox.build(DIM_PRODUCTS);
        assertThat(sandbox.rows(DIM_PRODUCTS)).isEqualTo("""
            d          | n                    | t                    | y          | l
            2026-02-28 | 2026-02-28 23:30:00Z | 2026-02-28 23:30:00Z | 2026-02-28 | 2026-02-28 23:30:00""");
    }

    @Test
    void rowsComeFromAFileOnTheClassPath() {
        sandbox().given(FCT_ORDERS, sandbox.csv("orders.csv"));
        sandbox.build(DAILY_REVENUE, DAY);
        assertThat(sandbox.rows(DAILY_REVENUE)).isEqualTo("storefront | orders | revenue_eur\neu | 2 | 35.50");
        assertThatThrownBy(() -> sandbox.csv("no.csv")).hasMessageContaining("there is no no.csv on the class path");
    }

    @Test
    void theProjectAndItsDatabasesAreNotTouchedAndNothingIsLeft() throws Exception {
        Path database = folder.resolve("elsewhere/warehouse.duckdb");
        Files.createDirectories(database.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA marts; CREATE TABLE marts.fct_orders AS SELECT 1 AS precious");
        }
        write("rocky.toml", Files.readString(project.resolve("rocky.toml")).replace("\"warehouse.duckdb\"", "'" + database + "'")
                + "\n[state]\nbackend = \"s3\"\ns3_bucket = \"${NOT_SET_HERE}\"\n\n[hook]\n");
        byte[] before = Files.readAllBytes(database);
        Set<Path> files = files();
        sandbox().given(FCT_ORDERS, "status | ordered_at | order_total_eur\npaid | 2026-03-01 | 1");
        sandbox.build(DAILY_REVENUE, DAY);
        assertThat(sandbox.rows(DAILY_REVENUE)).hasSize(1);
        Path copied = sandbox.folder();
        assertThat(Files.readString(copied.resolve("rocky.toml"))).doesNotContain("s3", "hook", database.toString());
        sandbox.close();
        sandbox = null;
        assertThat(copied).doesNotExist();
        assertThat(files()).isEqualTo(files);
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aProjectIsFoundByItsFolderItsDefsFileOrFromAbove() throws IOException {
        assertThat(TestedProject.of(project.toString(), void.class, SandboxTest.class).component().projectDirectory())
                .isEqualTo(project.getParent());
        assertThat(TestedProject.of(project.resolveSibling("defs.yaml").toString(), void.class, SandboxTest.class).component().rockyToml())
                .isEqualTo(project.resolve("rocky.toml"));
        RockyComponent above = TestedProject.of("example-app/rocky", void.class, SandboxTest.class).component();
        assertThat(above.rockyToml()).endsWith(Path.of("example-app", "rocky", "rocky.toml")).exists();
        Files.delete(project.resolveSibling("defs.yaml")); // then snapshot.json beside rocky.toml
        assertThat(TestedProject.of(project.toString(), void.class, SandboxTest.class).definitions().specs()).hasSize(26);
        Files.delete(project.resolve("snapshot.json"));
        assertThatThrownBy(() -> TestedProject.of(project.toString(), void.class, SandboxTest.class))
                .hasMessageContaining("has no snapshot at " + project)
                .hasMessageContaining("rocky-java refresh");
        assertThatThrownBy(() -> TestedProject.of("no/such", void.class, SandboxTest.class))
                .hasMessageContaining("the project 'no/such' of @RockyTest on " + SandboxTest.class.getName() + " isn't found");
        assertThatThrownBy(() -> TestedProject.of("", String.class, SandboxTest.class))
                .hasMessageContaining("java.lang.String isn't a class that the annotation processor generated");
    }

    @Test
    void theEngineIsChosenByASwitch() throws IOException {
        assertThat(TestEngine.CONFIGURED.chosen(Optional.empty())).isEqualTo(TestEngine.EMBEDDED);
        assertThat(TestEngine.CONFIGURED.chosen(Optional.of("rocky"))).isEqualTo(TestEngine.ROCKY);
        assertThat(TestEngine.EMBEDDED.chosen(Optional.of("rocky"))).isEqualTo(TestEngine.EMBEDDED);
        assertThatThrownBy(() -> TestEngine.CONFIGURED.chosen(Optional.of("real")))
                .hasMessage("rocky.junit.engine is 'real'; use embedded or rocky");
        Files.writeString(project.resolveSibling("defs.yaml"),
                Files.readString(project.resolveSibling("defs.yaml")).replace("attributes:\n", "attributes:\n  binary_path: no-such-rocky\n"));
        sandbox(TestEngine.ROCKY).given(STG_PRODUCTS, "sku\nA");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS)).hasCauseInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("there is no executable 'no-such-rocky' on the PATH");
    }

    @Test
    void whatOnlyTheRealEngineCanBuildSaysSo() throws IOException {
        write("models/marts/dim_products.toml", "name = \"dim_products\"\n[strategy]\ntype = \"materialized_view\"\n");
        sandbox().given(STG_PRODUCTS, "sku\nA");
        assertThatThrownBy(() -> sandbox.build(DIM_PRODUCTS))
                .hasMessageContaining("can't build warehouse/marts/dim_products")
                .hasMessageContaining("materialized_view")
                .hasMessageContaining("dim_products.toml");
    }

    @Test
    void aProjectWithoutDuckDbIsRefused() throws IOException {
        write("rocky.toml", Files.readString(project.resolve("rocky.toml")).replace("type = \"duckdb\"", "type = \"snowflake\""));
        assertThatThrownBy(this::sandbox).hasMessageContaining("has no adapter of type duckdb");
    }
}
