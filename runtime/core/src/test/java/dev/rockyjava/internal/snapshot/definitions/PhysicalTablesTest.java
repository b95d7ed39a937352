package dev.rockyjava.internal.snapshot.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Target;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.snapshot.DiscoverSnapshots;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.translate.RockyTranslator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tables assets write and read, before anything has run. */
class PhysicalTablesTest {

    private static Definitions example() {
        return DefinitionsBuilder.build(SnapshotReader.read(Snapshots.EXAMPLE), new RockyTranslator())
                .definitions();
    }

    private static List<String> texts(List<Target> tables) {
        return tables.stream().map(Target::toString).toList();
    }

    @Test
    void aReplicationWritesWhatWasDiscovered() {
        AssetSpec load = example().findByNodeId("load:shop").orElseThrow();

        assertThat(texts(load.writes())).containsExactly(
                "warehouse.lake_shop__eu.customers", "warehouse.lake_shop__eu.order_items", "warehouse.lake_shop__eu.orders",
                "warehouse.lake_shop__uk.customers", "warehouse.lake_shop__uk.order_items", "warehouse.lake_shop__uk.orders");
        assertThat(texts(load.reads())).hasSize(6).contains("raw_shop__eu.customers");
        assertThat(load.target()).isEmpty();
        AssetSpec source = example().findByNodeId("source:shop").orElseThrow();
        assertThat(source.writes()).isEmpty();
        assertThat(source.reads()).isEqualTo(load.reads());
    }

    @Test
    void aLoadOfFilesWritesWhatModelsReadOfIt() {
        assertThat(texts(example().findByNodeId("load:landing").orElseThrow().writes()))
                .containsExactly("warehouse.landing.fx_rates", "warehouse.landing.price_list");
    }

    @Test
    void othersWriteTheirTarget() {
        assertThat(texts(example().findByNodeId("transformation:stg_orders").orElseThrow().writes()))
                .containsExactly("warehouse.staging.stg_orders");
        assertThat(texts(example().findByNodeId("seed:countries").orElseThrow().writes()))
                .containsExactly("warehouse.seeds.countries");
        assertThat(texts(example().findByNodeId("snapshot:customer_history").orElseThrow().writes()))
                .containsExactly("warehouse.history.customers_scd2");
        assertThat(example().findByNodeId("quality:mart_checks").orElseThrow().writes()).isEmpty();
    }

    @Test
    void everyModelReadsWhatSomethingWrites() {
        Definitions definitions = example();
        List<Target> written = definitions.specs().stream().flatMap(spec -> spec.writes().stream()).toList();
        assertThat(definitions.specs()).filteredOn(spec -> spec.nodeId().startsWith("transformation:"))
                .hasSize(17)
                .allSatisfy(spec -> assertThat(spec.reads()).isNotEmpty().isSubsetOf(written));
    }

    @Test
    void columnsOfALoadNameTheirTable() {
        AssetSpec invoices = example().findByNodeId("transformation:stg_invoices").orElseThrow();

        assertThat(invoices.columnLineage().get("order_id")).containsExactly(new ColumnSource(
                AssetKey.parse("billing/load"), "order_id", "direct",
                Optional.of(new Target("warehouse", "lake_billing__sales", "invoices"))));
        assertThat(example().findByNodeId("transformation:int_order_lines").orElseThrow().columnLineage().get("sku"))
                .allSatisfy(source -> assertThat(source.table()).isEmpty());
    }

    @Test
    void templatesAreFilledAsTheEngineDoes() {
        String sources = "'discover':{'version':'1.71.0','command':'discover','sources':["
                + "{'id':'src__acme__us_east__us_west__shopify','source_type':'duckdb',"
                + "'components':{'tenant':'acme','regions':['us_east','us_west'],'connector':'shopify'},'tables':[{'name':'Orders'}]},"
                + "{'id':'f1','source_type':'fivetran','components':{'tenant':'b','regions':['eu'],'connector':'ads'},'tables':[{'name':'clicks'}]}]}";
        String json = Snapshots.quoted("{" + sources + ",'dag_status':'success','dag':{'version':'1.71.0','schema_version':1,'command':'dag',"
                + "'nodes':[{'id':'source:p','kind':'source','label':'p (source)','pipeline':'p'},"
                + "{'id':'load:p','kind':'load','label':'p (load)','pipeline':'p','depends_on':['source:p']},"
                + "{'id':'transformation:m','kind':'transformation','label':'m','pipeline':'t',"
                + "'target':{'catalog':'acme_wh','schema':'s','table':'m'},'depends_on':['load:p']}],"
                + "'edges':[],'column_lineage':[]},"
                + "'rocky_java':{'format':1,'sources_by_pipeline':{'p':['src__acme__us_east__us_west__shopify','f1']},"
                + "'reads':{'m':['ACME_WH.\\\"us_east-us_west\\\".orders','elsewhere.x.y','z']},"
                + "'writes':{'p':{'catalog':'{tenant}_wh','schema':'{regions:-}','separator':'__'}}}}");

        Definitions definitions = Snapshots.definitions(json);

        AssetSpec load = definitions.findByNodeId("load:p").orElseThrow();
        assertThat(texts(load.writes())).containsExactly("acme_wh.us_east-us_west.Orders", "b_wh.eu.clicks");
        assertThat(texts(load.reads())).as("a fivetran source's id isn't a schema")
                .containsExactly("src__acme__us_east__us_west__shopify.Orders");
        assertThat(texts(definitions.findByNodeId("transformation:m").orElseThrow().reads()))
                .containsExactly("acme_wh.s.z", "acme_wh.us_east-us_west.Orders", "elsewhere.x.y");
    }

    @Test
    void aDiscoveredTableIsCopiedForEachTenant() {
        String json = "{'id':'eu_ads','source_type':'duckdb','components':{'client':'eu'},'tables':[{'name':'clicks'}]},"
                + "{'id':'uk_ads','source_type':'duckdb','components':{'client':'uk'},'tables':[{'name':'clicks'}]}";
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.TENANT, Map.of("component", "client", "partitions_name", "clients", "scope_runs_to_selection", false))
                .build();
        String snapshot = DiscoverSnapshots.snapshot(
                DiscoverSnapshots.discover(json, ""),
                "'rocky_java':{'format':1,'sources_by_pipeline':{'p':['eu_ads','uk_ads']},"
                        + "'writes':{'p':{'catalog':'w','schema':'lake__{client}','separator':'__'}}}");

        AssetSpec clicks = DiscoverSnapshots.build(snapshot, BuildOptions.of(config)).definitions().specs().iterator().next();

        assertThat(texts(clicks.writes())).containsExactly("w.lake__eu.clicks", "w.lake__uk.clicks");
        assertThat(texts(clicks.reads())).containsExactly("eu_ads.clicks", "uk_ads.clicks");
    }
}
