package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The static type of a constant tells what the asset is. */
class GeneratedTypesTest {

    @TempDir
    Path folder;

    private TestProject using(String statement) {
        return TestProject.warehouse(folder, SnapshotJson.example()).source("app/Use.java", """
                package app;

                import acme.WarehouseAssets;
                import acme.WarehouseDefinitions;
                import dev.rockyjava.asset.*;
                import java.time.*;

                final class Use {
                    private Use() {}
                    static Object use() {
                        %s
                    }
                }
                """.formatted(statement));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SourceAsset a = WarehouseAssets.Shop.SOURCE; return a;",
        "LoadAsset a = WarehouseAssets.Shop.LOAD; return a;",
        "SeedAsset a = WarehouseAssets.Seed.COUNTRIES; return a;",
        "QualityAsset a = WarehouseAssets.Quality.MART_CHECKS; return a;",
        "SnapshotAsset a = WarehouseAssets.Snapshot.CUSTOMER_HISTORY; return a;",
        "TransformationAsset a = WarehouseAssets.Warehouse.Marts.FCT_ORDERS; return a;",
        "PartitionedAsset<LocalDate> a = WarehouseAssets.Warehouse.Marts.DAILY_REVENUE; return a;",
        "Definitions d = WarehouseDefinitions.get(); return d.get(WarehouseAssets.Seed.COUNTRIES);"
    })
    void assigns(String statement) {
        using(statement).compile().clean();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "TransformationAsset a = WarehouseAssets.Warehouse.Marts.DAILY_REVENUE; return a;",
        "PartitionedAsset<YearMonth> a = WarehouseAssets.Warehouse.Marts.DAILY_REVENUE; return a;",
        "PartitionedAsset<LocalDate> a = WarehouseAssets.Warehouse.Marts.FCT_ORDERS; return a;",
        "SeedAsset a = WarehouseAssets.Shop.LOAD; return a;"
    })
    void refusesAnotherType(String statement) {
        assertThat(using(statement).compile().onlyError().getMessage(null)).contains("incompatible types");
    }

    private TestProject.Result running(String call) {
        SnapshotJson json = new SnapshotJson();
        for (String word : new String[] {"hourly", "daily", "monthly", "yearly"}) {
            json.model("wh", "s", word);
        }
        json.dag().get("nodes").forEach(node -> ((ObjectNode) node)
                .putObject("partition_shape")
                .put("granularity", node.get("label").asString()));
        json.model("wh", "s", "whole");
        return TestProject.warehouse(folder, json).source("app/Use.java", """
                package app;

                import static acme.WarehouseAssets.Wh.S.*;

                import dev.rockyjava.run.Materializer;
                import java.time.*;

                final class Use {
                    private Use() {}
                    static Object use(Materializer m, LocalDateTime hour, LocalDate day, YearMonth month, Year year) {
                        return m.%s;
                    }
                }
                """.formatted(call)).compile();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "materialize(HOURLY, hour)", "materialize(DAILY, day)", "materialize(MONTHLY, month)", "materialize(YEARLY, year)",
        "partition(HOURLY, hour)", "partitions(HOURLY, hour, hour)", "partitions(DAILY, day, day)",
        "partitions(MONTHLY, month, month)", "partitions(YEARLY, year, year)", "backfill(YEARLY, year, year, 1)",
        "materialize(WHOLE)"
    })
    void partitionsOfTheRightTypeCompile(String call) {
        running(call).clean();
    }

    /** Of another type, for an asset without partitions, or a range of two grains. */
    @ParameterizedTest
    @ValueSource(strings = {
        "materialize(HOURLY, day)", "materialize(DAILY, hour)", "materialize(DAILY, month)", "materialize(MONTHLY, year)",
        "materialize(YEARLY, month)", "materialize(YEARLY, 2026)", "materialize(DAILY, \"2026-01-01\")",
        "materialize(WHOLE, day)", "partition(WHOLE, day)", "partitions(WHOLE, day, day)", "latestPartition(WHOLE)",
        "partitions(DAILY, day, month)", "partitions(HOURLY, day, hour)", "partitions(MONTHLY, month, year)",
        "partitions(YEARLY, day, year)", "backfill(DAILY, month, day, 1)"
    })
    void partitionsOfTheWrongTypeDoNot(String call) {
        assertThat(running(call).onlyError().getMessage(null)).containsAnyOf("incompatible", "cannot be applied", "no suitable");
    }

    @Test
    void refusesAnAssetThatIsGone() {
        assertThat(using("return WarehouseAssets.Warehouse.Marts.FCT_REFUNDS;").compile().onlyError().getMessage(null))
                .contains("cannot find symbol");
    }

    @Test
    void everyGranularityHasItsType() {
        SnapshotJson json = new SnapshotJson();
        for (String word : new String[] {"hourly", "hour", "daily", "day", "monthly", "month", "yearly", "year"}) {
            json.model("wh", "s", word);
        }
        json.dag().get("nodes").forEach(node -> ((ObjectNode) node)
                .putObject("partition_shape")
                .put("granularity", node.get("label").asString()));
        TestProject.warehouse(folder, json)
                .source("app/Use.java", """
                        package app;

                        import static acme.WarehouseAssets.Wh.S.*;

                        import dev.rockyjava.asset.PartitionedAsset;
                        import java.time.*;
                        import java.util.List;

                        final class Use {
                            private Use() {}
                            static final List<PartitionedAsset<LocalDateTime>> HOURS = List.of(HOURLY, HOUR);
                            static final List<PartitionedAsset<LocalDate>> DAYS = List.of(DAILY, DAY);
                            static final List<PartitionedAsset<YearMonth>> MONTHS = List.of(MONTHLY, MONTH);
                            static final List<PartitionedAsset<Year>> YEARS = List.of(YEARLY, YEAR);
                        }
                        """)
                .compile()
                .clean();
    }

    @Test
    void aMicrobatchModelTakesNoPartitions() {
        SnapshotJson json = new SnapshotJson();
        var node = json.model("wh", "s", "events").dag().get("nodes").get(0);
        var model = (ObjectNode) node;
        model.putObject("partition_shape").put("granularity", "daily");
        model.putObject("strategy").put("type", "microbatch");
        assertThat(TestProject.warehouse(folder, json).compile().clean().source("acme/WarehouseAssets.java"))
                .contains("TransformationAsset EVENTS");
    }
}
