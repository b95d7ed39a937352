package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.translate.RockyTranslator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ephemeral models before and after engine 1.72, from which on their SQL is put into the models that read them. */
class InlinedModelsTest {

    private static final String EPHEMERAL = ",'strategy':{'type':'ephemeral'}";

    private static String graph(String version) {
        return Snapshots.withDag("'version':'" + version + "','nodes':["
                + String.join(
                        ",",
                        Snapshots.model("base"),
                        Snapshots.model("one", EPHEMERAL + ",'depends_on':['transformation:base']"),
                        Snapshots.model("two", EPHEMERAL + ",'depends_on':['transformation:one']"),
                        Snapshots.model("end", ",'depends_on':['transformation:two']"),
                        Snapshots.model("derived"),
                        "{'id':'test:one::not_null_id','kind':'test','label':'one::not_null_id',"
                                + "'depends_on':['transformation:one']}",
                        "{'id':'test:end::not_null_id','kind':'test','label':'end::not_null_id',"
                                + "'depends_on':['transformation:end']}")
                + "],'edges':[{'from':'transformation:two','to':'transformation:end','edge_type':'data'},"
                + "{'from':'transformation:one','to':'test:one::not_null_id','edge_type':'check'}],"
                + "'column_lineage':["
                + edge("base", "id", "one", "one_id") + "," + edge("one", "one_id", "two", "two_id") + ","
                + edge("two", "two_id", "end", "end_id") + "," + edge("two", "two_id", "derived", "d") + "]");
    }

    private static String edge(String from, String column, String to, String target) {
        return Snapshots.lineage(from, column, to, target);
    }

    private static Definitions definitions(String snapshot) {
        return Snapshots.definitions(snapshot);
    }

    private static AssetKey key(String name) {
        return AssetKey.of("w", "s", name);
    }

    @Test
    void areNoAssetsAndWhatReadsThemDependsOnWhatTheyRead() {
        DefinitionsBuilder.Result result = Snapshots.build(graph("1.77.0"));
        assertThat(result.warnings()).isEmpty();
        Definitions definitions = result.definitions();
        assertThat(definitions.specs()).extracting(AssetSpec::key).containsExactlyInAnyOrder(
                key("base"), key("end"), key("derived"));
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("base"));
        assertThat(definitions.get(key("derived")).upstreamKeys()).containsExactly(key("base"));
        assertThat(definitions.get(key("end")).columnLineage())
                .containsEntry("end_id", List.of(new ColumnSource(key("base"), "id", "direct")));
        assertThat(definitions.checks()).extracting(CheckSpec::asset).containsOnly(key("end"));
    }

    @Test
    void areAssetsOfAnOlderEngine() {
        for (String version : List.of("1.71.0", "1.69.3", "odd")) {
            assertThat(definitions(graph(version)).specs()).as(version).hasSize(5);
        }
    }

    @Test
    void inACircleOfTheirOwnAreStillLeftOut() {
        Definitions definitions = definitions(Snapshots.withDag("'version':'1.72.0','nodes':["
                + Snapshots.model("one", EPHEMERAL + ",'depends_on':['transformation:two']") + ","
                + Snapshots.model("two", EPHEMERAL + ",'depends_on':['transformation:one']") + ","
                + Snapshots.model("end", ",'depends_on':['transformation:two']") + "]"));
        assertThat(definitions.specs()).extracting(AssetSpec::key).containsExactly(key("end"));
    }

    @Test
    void whatTheirSqlReadsIsReadByTheirReaders() {
        String snapshot = Snapshots.quoted("{'dag_status':'success','dag':{'version':'1.77.0','nodes':["
                + Snapshots.model("base") + "," + Snapshots.model("one", EPHEMERAL) + "," + Snapshots.model("end")
                + "]},'rocky_java':{'reads':{'base':['raw.x'],'one':['w.s.base'],'end':['W.S.One']}}}");
        Definitions definitions = definitions(snapshot);
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("base"));
        assertThat(definitions.get(key("end")).readsKnown()).isTrue();
        assertThat(definitions(snapshot.replace("\"one\":[\"w.s.base\"],", "")).get(key("end")).readsKnown()).isFalse();
    }

    @Test
    void aModelOfTheNameThatTheSqlHasIsMeantBeforeTheTableOfAnInlinedOne() {
        Definitions definitions = definitions(Snapshots.quoted("{'dag_status':'success','dag':{'version':'1.77.0','nodes':["
                + Snapshots.model("base") + "," + Snapshots.model("orders") + "," + Snapshots.model("end") + ","
                + Snapshots.model("one", EPHEMERAL).replace("'s','table':'one'", "'staging','table':'orders'")
                + "]},'rocky_java':{'reads':{'one':['w.s.base'],'end':['orders']}}}"));
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("orders"));
    }

    @Test
    void ofTheCompilerAreLeftOutToo() {
        String model = "{'name':'%s','target':{'catalog':'w','schema':'s','table':'%s'},'strategy':{'type':'%s'},'depends_on':[%s]}";
        String snapshot = Snapshots.quoted("{'discover':{'sources':[]},'compile':{'version':'1.74.0','models_detail':["
                + String.format(model, "base", "base", "view", "") + ","
                + String.format(model, "one", "one", "ephemeral", "'base'") + ","
                + String.format(model, "end", "end", "view", "'one'") + "]}}");
        Definitions definitions = DefinitionsBuilder.build(
                        Snapshots.read(snapshot),
                        new RockyTranslator(),
                        BuildOptions.with(Switch.DERIVED_MODELS))
                .definitions();
        assertThat(definitions.specs()).extracting(AssetSpec::key).containsExactlyInAnyOrder(key("base"), key("end"));
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("base"));
    }

    @Test
    void needWhatOnlyAnEdgeOfTheGraphTells() {
        Definitions definitions = definitions(Snapshots.withDag("'version':'1.77.0','nodes':["
                + Snapshots.model("base") + "," + Snapshots.model("one", EPHEMERAL) + "," + Snapshots.model("end")
                + "],'edges':[{'from':'transformation:base','to':'transformation:one','edge_type':'data'},"
                + "{'from':'transformation:one','to':'transformation:end','edge_type':'data'}]"));
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("base"));
    }

    /** Of several columns each leads to its own; an edge that isn't followed leaves no trace. */
    @Test
    void leadColumnByColumnToWhatTheyAreMadeOf() {
        Definitions definitions = definitions(Snapshots.withDag("'version':'1.77.0','nodes':["
                + Snapshots.model("base") + "," + Snapshots.model("other") + "," + Snapshots.model("one", EPHEMERAL) + ","
                + Snapshots.model("end") + "],'column_lineage':["
                + edge("base", "id", "one", "id") + "," + edge("other", "at", "one", "at") + ","
                + edge("one", "id", "end", "id") + "," + edge("one", "at", "end", "made_at") + "]"));
        assertThat(definitions.get(key("end")).columnLineage()).isEqualTo(Map.of(
                "id", List.of(new ColumnSource(key("base"), "id", "direct")),
                "made_at", List.of(new ColumnSource(key("other"), "at", "direct"))));
    }

    /** The name of an inlined model that is also that of a model elsewhere means the inlined one. */
    @Test
    void anInlinedModelIsMeantBeforeOneOfTheSameNameInAnotherFolder() {
        Definitions definitions = definitions(Snapshots.quoted("{'dag_status':'success','dag':{'version':'1.77.0','nodes':["
                + Snapshots.model("base") + "," + Snapshots.model("one", EPHEMERAL) + ","
                + Snapshots.model("one").replace("'transformation:one'", "'transformation:p2.one'").replace("'s','table'", "'t','table'")
                + "," + Snapshots.model("end")
                + "]},'rocky_java':{'reads':{'one':['w.s.base'],'end':['one']}}}"));
        assertThat(definitions.get(key("end")).upstreamKeys()).containsExactly(key("base"));
    }
}
