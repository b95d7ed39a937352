package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each event, and each facet in it, is valid against OpenLineage's schemas. */
class ValidEventsTest {

    @TempDir
    Path folder;

    private Schemas schemas;
    private final Receiver catalog = Receiver.start();

    @BeforeEach
    void schemas() {
        schemas = Schemas.given();
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void eventsOfTheExampleAreValid() {
        RunResult result = Example.in(folder).run(catalog.environment(), Example::everything);
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertValid();
        assertThat(schemas.facets.keySet()).contains(
                "columnLineage", "dataQualityAssertions", "dataSource", "jobType", "nominalTime", "outputStatistics",
                "parent", "processing_engine", "schema", "sourceCodeLocation", "sql", "tags", "test");
        assertThat(counts()).containsOnlyKeys("START", "COMPLETE");
    }

    @Test
    void eventsOfAFailingRunAreValid() {
        Example example = Example.in(folder).edit("models/marts/fct_orders.sql", sql -> sql.replace("SELECT", "SELECT no_such_column,"));
        assertThat(example.run(catalog.environment(), Example::everything).succeeded()).isFalse();
        assertValid();
        assertThat(schemas.facets).containsEntry("errorMessage", 2);
        assertThat(counts()).containsEntry("FAIL", 2L);
    }

    @Test
    void eventsOfAPartitionedRunAreValid() {
        Example example = Example.in(folder);
        example.run(Map.of("OPENLINEAGE_URL", "http://127.0.0.1:1"), Example::everything);
        PartitionedAsset<LocalDate> daily = PartitionedAsset.daily(AssetKey.of("warehouse", "marts", "daily_revenue").toString());
        RunResult result = example.run(catalog.environment(), materializer ->
                materializer.partitions(daily, LocalDate.of(2026, 3, 30), LocalDate.of(2026, 4, 2)).select("daily_revenue"));
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertValid();
        List<JsonNode> times = catalog.events().stream()
                .filter(event -> event.at("/job/name").asString().endsWith("daily_revenue"))
                .map(event -> event.at("/run/facets/nominalTime"))
                .toList();
        assertThat(times).hasSize(2).allSatisfy(time -> {
            assertThat(time.path("nominalStartTime").asString()).isEqualTo("2026-03-30T00:00:00Z");
            assertThat(time.path("nominalEndTime").asString()).isEqualTo("2026-04-03T00:00:00Z");
        });
    }

    /** The real engine also executes gates, and reports more about each table. */
    @Test
    void eventsOfTheRealEngineAreValid() {
        assumeTrue(CliEngine.findOnPath().isPresent(), "no real rocky on the PATH: its events are NOT validated");
        RunResult result = Example.in(folder).onRealEngine().run(
                catalog.environment(), materializer -> Example.everything(materializer).execute(NodeKind.SEED, NodeKind.TEST, NodeKind.QUALITY));
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertValid();
        JsonNode gate = catalog.events().stream()
                .filter(event -> event.path("eventType").asString().equals("COMPLETE"))
                .filter(event -> event.at("/job/name").asString().endsWith("mart_checks"))
                .findFirst()
                .orElseThrow();
        assertThat(gate.at("/job/facets/jobType/jobType").asString()).isEqualTo("TEST");
        assertThat(gate.path("inputs").valueStream().map(table -> table.path("name").asString())).containsExactlyInAnyOrder(
                "warehouse.marts.fct_orders", "warehouse.marts.dim_customers", "warehouse.marts.payment_ledger");
    }

    private Map<String, Long> counts() {
        return catalog.events().stream().collect(Collectors.groupingBy(event -> event.path("eventType").asString(), Collectors.counting()));
    }

    private void assertValid() {
        List<JsonNode> events = catalog.events();
        List<String> violations = new ArrayList<>();
        events.forEach(event -> violations.addAll(schemas.violations(event)));
        System.out.println(events.size() + " events " + counts() + ", facets " + schemas.facets + ", " + violations.size() + " violations");
        assertThat(events).isNotEmpty();
        assertThat(violations).isEmpty();
    }
}
