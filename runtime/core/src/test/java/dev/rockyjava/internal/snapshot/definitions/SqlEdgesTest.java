package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.asset.Dependency.Origin.COLUMN_LINEAGE;
import static dev.rockyjava.asset.Dependency.Origin.SQL;
import static dev.rockyjava.internal.snapshot.Snapshots.build;
import static dev.rockyjava.internal.snapshot.Snapshots.lineage;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.modelOn;
import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.translate.RockyTranslator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which edges follow from the tables that the models' SQL reads. */
class SqlEdgesTest {

    private static final String SEED = "{'id':'seed:regions','kind':'seed','label':'regions',"
            + "'target':{'catalog':'','schema':'','table':'regions'}}";
    private static final String FILES = "{'id':'load:files','kind':'load','label':'files','pipeline':'files'}";
    private static final String COPY =
            "{'id':'load:ingest','kind':'load','label':'ingest (load)','pipeline':'ingest'}";
    private static final String HISTORY = "{'id':'snapshot:hist','kind':'snapshot','label':'hist','pipeline':'hist'}";
    private static final String RENAMED = "{'id':'transformation:m','kind':'transformation','label':'m','pipeline':'p',"
            + "'target':{'catalog':'v','schema':'s2','table':'renamed'}}";
    private static final String WRITES = ",'writes':{'files':{'catalog':'','schema':'landing'},"
            + "'ingest':{'catalog':'w','schema':'lake__{source}','separator':'__'},"
            + "'hist':{'catalog':'w','schema':'history','table':'orders'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', value = {
        "base              | w/s/base",
        "BASE              | w/s/base",
        "s.base            | w/s/base",
        "w.s.base          | w/s/base",
        "W.S.Base          | w/s/base",
        "other.s.base      | ",
        "x.base            | ",
        "base.s            | ",
        "renamed           | v/s2/renamed",
        "m                 | v/s2/renamed",
        "s2.renamed        | v/s2/renamed",
        "v.s2.renamed      | v/s2/renamed",
        "w.s2.renamed      | ",
        "regions           | seed/regions",
        "seeds.regions     | seed/regions",
        "any.seeds.regions | seed/regions",
        "raw.regions       | ",
        "landing.rates     | files/load",
        "w.landing.rates   | files/load",
        "lake__shop.orders | ingest/load",
        "w.lake__shop.items | ingest/load",
        "v.lake__shop.items | ",
        "lake__other.orders | ",
        "history.orders    | snapshot/hist",
        "history.other     | ",
        "top               | ",
        "w.s.top           | ",
        "raw.items         | ",
    })
    void aNameMeansTheAssetThatWritesTheTable(String name, String key) {
        var result = build(snapshot("'reads':{'top':['" + name + "']}" + WRITES, "", model("base"), RENAMED, SEED, FILES,
                COPY, HISTORY, model("top")));

        assertThat(spec(result).dependencies())
                .containsExactlyElementsOf(key == null ? List.of() : List.of(
                        new Dependency(new AssetKey(List.of(key.split("/"))), SQL)));
        assertThat(spec(result).readsKnown()).isTrue();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aModelThatTheWriterCouldNotReadIsNotOneThatReadsNothing() {
        var result = build(snapshot("'reads':{'top':['base'],'base':[]},'reads_unknown':{'top':'why'}", "", model("base"),
                model("top"), model("never_read")));

        assertThat(spec(result).dependencies()).containsExactly(new Dependency(key("base"), SQL));
        assertThat(spec(result).readsKnown()).isFalse();
        assertThat(result.definitions().get(key("base")).readsKnown()).isTrue();
        assertThat(result.definitions().get(key("never_read")).readsKnown()).isFalse();
    }

    @Test
    void declarationAndLineageWin() {
        var result = build(snapshot("'reads':{'top':['a','b','c']}", lineage("b", "x", "top", "x"), model("a"), model("b"),
                model("c"), modelOn("top", "transformation:a")));

        assertThat(spec(result).dependencies()).extracting(Dependency::origin).containsExactly(
                Dependency.Origin.DECLARED, COLUMN_LINEAGE, SQL);
    }

    @Test
    void aCteThatIsCalledLikeAModelIsNoEdgeAndNoColumnsSource() {
        String columns = lineage("base", "x", "top", "x");
        var known = build(snapshot("'reads':{'top':['raw.t']}", columns, model("base"), model("top")));
        assertThat(spec(known).dependencies()).isEmpty();
        assertThat(spec(known).columnLineage()).isEmpty();

        var unknown = build(snapshot("'format':1", columns, model("base"), model("top")));
        assertThat(spec(unknown).dependencies()).containsExactly(new Dependency(key("base"), COLUMN_LINEAGE));
    }

    @Test
    void ofTwoThatReadEachOtherOneEdgeStays() {
        var result = build(snapshot("'reads':{'a':['s.b'],'b':['s.a']}", "", model("a"), model("b")));

        assertThat(result.definitions().get(key("a")).upstreamKeys()).containsExactly(key("b"));
        assertThat(result.definitions().get(key("b")).upstreamKeys()).isEmpty();
        assertThat(result.warnings()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("the edge from transformation:a to transformation:b, derived from what its SQL reads, is left"
                        + " out: together with the other dependencies it would create a cycle"));
    }

    @Test
    void guessesThatContradictEachOtherAreBothLeftOut() {
        // A bare name that is no model's may be the table of any schema: the connection's default decides.
        String other = RENAMED.replace("'m'", "'n'").replace("transformation:m", "transformation:n")
                .replace("s2", "s3").replace("renamed", "other");
        var result = build(snapshot("'reads':{'m':['other'],'n':['renamed']}", "", RENAMED, other));

        assertThat(result.definitions().specs()).allMatch(spec -> spec.dependencies().isEmpty());
        assertThat(result.warnings()).hasSize(2);
    }

    @Test
    void withoutAGraphModelsDependOnTheTablesThatTheyRead() {
        String json = quoted("{'discover':{'sources':[{'id':'raw__shop','source_type':'duckdb','components':"
                + "{'source':'shop'},'tables':[{'name':'orders'},{'name':'items'}]}]},'dag_status':'disabled','compile':"
                + "{'models_detail':[{'name':'base','target':{'catalog':'w','schema':'s','table':'base'},'strategy':"
                + "{'type':'view'}},{'name':'top','target':{'catalog':'w','schema':'s','table':'top'},'strategy':"
                + "{'type':'view'}}]},'rocky_java':{'sources_by_pipeline':{'ingest':['raw__shop']},"
                + "'reads':{'base':['w.lake__shop.orders'],'top':['s.base']}" + WRITES + "}}");
        var result = DefinitionsBuilder.build(
                Snapshots.read(json), new RockyTranslator(), BuildOptions.with(Switch.DERIVED_MODELS, Switch.OPTIMIZE_METADATA));

        assertThat(spec(result).dependencies()).containsExactly(new Dependency(key("base"), SQL));
        assertThat(result.definitions().get(key("base")).dependencies())
                .containsExactly(new Dependency(AssetKey.of("duckdb", "shop", "orders"), SQL));
    }

    private static String snapshot(String ours, String lineage, String... nodes) {
        return quoted("{'dag_status':'success','discover':{'sources':[{'id':'raw__shop','source_type':'duckdb',"
                + "'components':{'source':'shop'},'tables':[]}]},'dag':{'nodes':[" + String.join(",", nodes)
                + "],'column_lineage':[" + lineage + "]},'rocky_java':{'sources_by_pipeline':{'ingest':['raw__shop']},"
                + ours + "}}");
    }

    private static AssetSpec spec(DefinitionsBuilder.Result result) {
        return result.definitions().get(key("top"));
    }

    private static AssetKey key(String model) {
        return AssetKey.of("w", "s", model);
    }
}
