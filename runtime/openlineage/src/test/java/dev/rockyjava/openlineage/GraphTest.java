package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The events of the example make one graph, from its raw tables to its marts. */
class GraphTest {

    private static final String HERE = "duckdb://warehouse.duckdb";

    @TempDir
    Path folder;

    private List<JsonNode> events;

    private JsonNode completed(String job) {
        return events.stream()
                .filter(event -> event.path("eventType").asString().equals("COMPLETE"))
                .filter(event -> event.at("/job/name").asString().equals("larkspur." + job))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonNode datasets) {
        assertThat(datasets.valueStream()).allSatisfy(dataset -> assertThat(dataset.path("namespace").asString()).isEqualTo(HERE));
        return datasets.valueStream().map(dataset -> dataset.path("name").asString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> inputs(String job) {
        return names(completed(job).path("inputs"));
    }

    private Set<String> outputs(String job) {
        return names(completed(job).path("outputs"));
    }

    private static Set<String> all(List<JsonNode> events, String member) {
        return events.stream().flatMap(event -> names(event.path(member)).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachTableThatIsReadIsRawOrWrittenByAJob() {
        try (Receiver catalog = Receiver.start()) {
            RunResult result = Example.in(folder).run(catalog.environment(), Example::everything);
            assertThat(result.succeeded()).as(result.toString()).isTrue();
            events = catalog.events();
        }
        Set<String> loose = new TreeSet<>(all(events, "inputs"));
        loose.removeAll(all(events, "outputs"));
        assertThat(loose).containsExactly(
                "warehouse.raw_billing__sales.invoices",
                "warehouse.raw_billing__sales.payments",
                "warehouse.raw_shop__eu.customers",
                "warehouse.raw_shop__eu.order_items",
                "warehouse.raw_shop__eu.orders",
                "warehouse.raw_shop__uk.customers",
                "warehouse.raw_shop__uk.order_items",
                "warehouse.raw_shop__uk.orders");

        assertThat(inputs("billing.load")).containsExactly("warehouse.raw_billing__sales.invoices", "warehouse.raw_billing__sales.payments");
        assertThat(outputs("billing.load")).containsExactly("warehouse.lake_billing__sales.invoices", "warehouse.lake_billing__sales.payments");
        assertThat(outputs("billing.source")).isEmpty();
        assertThat(inputs("warehouse.staging.stg_orders")).containsExactly("warehouse.lake_shop__eu.orders", "warehouse.lake_shop__uk.orders");
        // What its SQL reads, and nothing else of the pipeline that it waits for.
        assertThat(inputs("warehouse.marts.daily_revenue")).containsExactly("warehouse.marts.fct_orders");

        JsonNode fields = completed("warehouse.marts.daily_revenue").at("/outputs/0/facets/columnLineage/fields");
        assertThat(fields.at("/bags/inputFields/0").toString())
                .contains(HERE, "warehouse.marts.fct_orders", "\"field\":\"bags\"", "\"subtype\":\"AGGREGATION\"");
        assertThat(fields.at("/order_date/inputFields/0/transformations/0/subtype").asString()).isEqualTo("TRANSFORMATION");
        assertThat(fields.at("/storefront/inputFields/0/transformations/0/subtype").asString()).isEqualTo("IDENTITY");

        List<JsonNode> assertions = Stream.of("warehouse.staging.stg_orders.test", "billing.source.test")
                .flatMap(job -> completed(job).path("inputs").valueStream())
                .flatMap(table -> table.at("/inputFacets/dataQualityAssertions/assertions").valueStream())
                .toList();
        assertThat(assertions).extracting(one -> one.path("assertion").asString() + " " + one.path("column").asString("") + " " + one.path("success"))
                .containsExactlyInAnyOrder("not_null order_id true", "unique order_id true", "row_count  true", "row_count  true");
        assertThat(names(completed("billing.source.test").path("inputs"))).isEqualTo(outputs("billing.load"));
    }

    @Test
    void theFilesOfALoadAreCounted() {
        try (Receiver catalog = Receiver.start()) {
            Example.in(folder).run(catalog.environment(), materializer -> Example.everything(materializer).select("landing/load or kind:seed"));
            events = catalog.events();
        }
        assertThat(completed("landing.load").path("outputs").valueStream()
                .map(table -> table.path("name").asString() + " " + table.at("/outputFacets/outputStatistics/rowCount")))
                .containsExactlyInAnyOrder("warehouse.landing.fx_rates 4", "warehouse.landing.price_list 12");
    }
}
