package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.ALL;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.TABLES;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.build;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.compile;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.definitions;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.model;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.snapshot;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.source;
import static dev.rockyjava.internal.snapshot.Snapshots.lineage;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoverDefinitionsTest {

    private static final AssetKey EU_ORDERS = AssetKey.of("duckdb", "eu", "orders");
    private static final String TWO_SOURCES =
            discover(source("raw__eu", "eu", "orders", "lines") + "," + source("raw__uk", "uk", "orders"), "");
    private static final String OWNERS =
            "'rocky_java':{'sources_by_pipeline':{'shop':['raw__eu'],'other':['raw__uk']},"
                    + "'models_by_pipeline':{'marts':['fct','top'],'staging':['stg','mid']},"
                    + "'pipeline_depends_on':{'staging':['shop'],'marts':['staging']}}";

    @Test
    void aTableIsAnAssetThatItsPipelineRunsForItsSource() {
        AssetSpec spec = definitions(snapshot(TWO_SOURCES, OWNERS), TABLES).get(EU_ORDERS);

        assertThat(spec.nodeId()).isEqualTo("table:raw__eu.orders");
        assertThat(spec.kind()).isEqualTo(NodeKind.SOURCE);
        assertThat(spec.label()).isEqualTo("duckdb/eu/orders");
        assertThat(spec.isTable()).isTrue();
        assertThat(spec.pipeline()).contains("shop");
        assertThat(spec.sourceFilters()).containsExactly(new SourceFilter("id=raw__eu"));
        assertThat(spec.group()).isEqualTo("eu");
        assertThat(spec.tags()).isEqualTo(Map.of("rocky/source_type", "duckdb", "rocky/shop", "eu"));
        assertThat(spec.kinds()).containsExactly("duckdb", "rocky");
        assertThat(spec.metadata()).isEqualTo(Map.of("source_id", "raw__eu", "source_type", "duckdb"));
    }

    @Test
    void modelsThatAreNoAssetsWithoutDagModeAreNamedAsTheCause() {
        String ofModelsAlone = "'discover':{'version':'0.0.0','command':'discover','sources':[]}," + compile(model("fct", ""));
        assertThat(build(snapshot(ofModelsAlone), TABLES).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text("s.json")).contains("[RK126]", "dag_mode is off", "set dag_mode to true"));
    }

    @Test
    void aSnapshotWithoutAnAssetIsAWarning() {
        String ofAFailedDiscover = "'discover':{'version':'0.0.0','command':'discover','sources':[]}";
        assertThat(build(snapshot(ofAFailedDiscover), TABLES).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.id().code()).isEqualTo("RK126"));
    }

    @Test
    void idsStayApartWhateverCharactersTheyHave() {
        String json = snapshot(discover(source("a.b", "x", "c") + "," + source("a", "y", "b.c") + "," + source("a\\\\", "z", ".b"), ""));

        assertThat(definitions(json, TABLES).specs())
                .extracting(AssetSpec::nodeId)
                .containsExactlyInAnyOrder("table:a\\.b.c", "table:a.b.c", "table:a\\\\..b");
    }

    @Test
    void modelsAreAssetsOnlyWhenAskedFor() {
        String json = snapshot(TWO_SOURCES, OWNERS, compile("{'name':'stg','strategy':{'type':'time_interval','granularity':"
                + "'day','first_partition':'2026-01-01'},'target':{'catalog':'w','schema':'s','table':'t'},"
                + "'freshness':{'max_lag_seconds':60},'tags':{'a b':'x@y'}}"));

        assertThat(definitions(json, TABLES).keys()).hasSize(3);
        AssetSpec spec = definitions(json, ALL).get(AssetKey.of("w", "s", "t"));
        assertThat(spec.nodeId()).isEqualTo("transformation:stg");
        assertThat(spec.kind()).isEqualTo(NodeKind.TRANSFORMATION);
        assertThat(spec.label()).isEqualTo("stg");
        assertThat(spec.pipeline()).contains("staging");
        assertThat(spec.target()).contains(new Target("w", "s", "t"));
        assertThat(spec.strategy()).contains("time_interval");
        assertThat(spec.group()).isEqualTo("s");
        assertThat(spec.tags()).containsEntry("a_b", "x_y").containsEntry("rocky/model_name", "stg");
        assertThat(spec.metadata()).containsEntry("rocky/target_table", "w.s.t");
        assertThat(spec.kinds()).containsExactly("model", "rocky");
        assertThat(spec.freshness()).hasValueSatisfying(f -> assertThat(f.maxLag()).isEqualTo(Duration.ofMinutes(1)));
        assertThat(spec.partitions()).hasValueSatisfying(p -> assertThat(p.grain()).isEqualTo(Grain.DAY));
    }

    @Test
    void aModelNeedsWhatTheCompilerAndItsPipelineSay() {
        Definitions definitions = definitions(
                snapshot(TWO_SOURCES, OWNERS, compile(model("stg"), model("mid", "stg", "orders"), model("fct"), model("top", "fct"))),
                ALL);

        assertThat(definitions.get(s("stg")).upstreamKeys()).containsExactly(AssetKey.of("duckdb", "eu", "lines"), EU_ORDERS);
        assertThat(definitions.get(s("mid")).upstreamKeys()).containsExactly(s("stg"));
        assertThat(definitions.get(s("fct")).upstreamKeys()).containsExactly(s("mid"));
        assertThat(definitions.get(s("top")).upstreamKeys()).containsExactly(s("fct"));
        assertThat(definitions.specs()).flatExtracting(AssetSpec::dependencies)
                .extracting(Dependency::origin)
                .containsOnly(Origin.DECLARED);
    }

    @Test
    void lineageOfOurSlotGivesEdgesAndColumns() {
        String lineage = "'rocky_java':{'lineage':{'b':{'model':'b','edges':[" + lineage("w.s.a", "x", "b", "y") + "]}}}";
        String json = snapshot(TWO_SOURCES, lineage, compile(model("a"), model("b")));

        AssetSpec b = definitions(json, ALL).get(s("b"));
        assertThat(b.dependencies()).containsExactly(new Dependency(s("a"), Origin.PHYSICAL_TARGET));
        assertThat(b.columnLineage()).isEqualTo(Map.of("y", List.of(new ColumnSource(s("a"), "x", "direct"))));
        BuildOptions withoutColumns = BuildOptions.with(Switch.DERIVED_MODELS, Switch.OPTIMIZE_METADATA);
        AssetSpec plain = definitions(json, withoutColumns).get(s("b"));
        assertThat(plain.dependencies()).hasSize(1);
        assertThat(plain.columnLineage()).isEmpty();
    }

    @Test
    void aGraphThatIsThereTellsPipelinesAndEdges() {
        Definitions definitions = definitions(exampleText(), ALL);

        AssetSpec orders = definitions.get(AssetKey.parse("warehouse/staging/stg_orders"));
        assertThat(orders.pipeline()).contains("staging");
        assertThat(orders.upstreamKeys()).hasSize(8).contains(AssetKey.parse("duckdb/sales/invoices"));
        assertThat(definitions.specs()).allMatch(spec -> spec.pipeline().isPresent());
        assertThat(definitions.keys()).hasSize(8 + 17 - 3 + 3);
        assertThat(definitions.graph().cycles()).isEmpty();
    }

    @Test
    void twoTablesWithOneKeyAreRefusedWithBothNames() {
        SnapshotException e = refused(snapshot(discover(source("a", "eu", "t") + "," + source("b", "eu", "t"), "")));

        assertThat(e).hasMessageStartingWith("[RK109] s.json:1:65: /discover/sources/0: the asset key duckdb/eu/t belongs to"
                + " several nodes: table:a.t (pipeline unknown), table:b.t (pipeline unknown); ");
    }

    @Test
    void twoSourcesWithOneIdAreRefusedUnlessTheyAreEqual() {
        String one = source("a", "eu", "t");

        assertThat(definitions(snapshot(discover(one + "," + one, "")), TABLES).keys()).hasSize(1);
        assertThat(refused(snapshot(discover(one + "," + source("a", "uk", "t"), ""))).problems())
                .extracting(Problem::id)
                .containsExactly(ProblemId.SAME_NODE_ID);
    }

    @Test
    void aSourceOfTwoPipelinesIsRunByTheFirstAndSaysSo() {
        var result = build(
                snapshot(TWO_SOURCES, "'rocky_java':{'sources_by_pipeline':{'z':['raw__eu'],'b':['raw__eu','raw__uk']}}"),
                TABLES);

        assertThat(result.definitions().get(EU_ORDERS).pipeline()).contains("b");
        assertThat(result.warnings())
                .extracting(Problem::id)
                .containsExactly(ProblemId.SOURCE_OF_SEVERAL_PIPELINES);
    }

    @Test
    void aSnapshotWithoutDiscoverIsRefused() {
        assertThat(refused("{}")).hasMessage("[RK121] s.json: the snapshot has no discover slot, and without dag_mode the"
                + " discovered tables are the assets; refresh it");
        assertThat(definitions(snapshot(discover("", "")), TABLES).keys()).isEmpty();
    }

    @Test
    void whatIsAskedForButNotThereIsAWarningEach() {
        assertThat(build(snapshot(TWO_SOURCES, compile(model("a"))), ALL).warnings())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).startsWith("surface_column_lineage"))
                .hasSize(2);
        var result = build(snapshot(TWO_SOURCES), ALL);

        assertThat(result.warnings()).extracting(Problem::id).containsOnly(ProblemId.SURFACED_FACTS_MISSING).hasSize(2);
        String empty = "'rocky_java':{'lineage':{},'contracts':{}}";
        assertThat(build(snapshot(TWO_SOURCES, compile(), empty), ALL).warnings()).isEmpty();
    }

    @Test
    void aCircleOfModelsIsRefused() {
        String json = snapshot(TWO_SOURCES, compile(model("a", "b"), model("b", "a")));
        SnapshotException e = catchThrowableOfType(SnapshotException.class, () -> build(json, ALL));

        assertThat(e.problems()).extracting(Problem::id).containsExactly(ProblemId.DEPENDENCY_CYCLE);
        assertThat(DefinitionsBuilder.namesOnly(read(json), new RockyTranslator(), ALL).keys()).hasSize(5);
    }

    private static String exampleText() {
        try {
            return Files.readString(Snapshots.EXAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SnapshotException refused(String json) {
        return catchThrowableOfType(SnapshotException.class, () -> build(json, TABLES));
    }

    private static AssetKey s(String model) {
        return AssetKey.of("w", "s", model);
    }
}
