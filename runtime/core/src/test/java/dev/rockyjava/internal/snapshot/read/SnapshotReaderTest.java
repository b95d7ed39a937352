package dev.rockyjava.internal.snapshot.read;

import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static dev.rockyjava.internal.snapshot.Snapshots.withDag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discovered;
import dev.rockyjava.internal.snapshot.read.Snapshot.Edge;
import dev.rockyjava.internal.snapshot.read.Snapshot.LineageEdge;
import dev.rockyjava.internal.snapshot.read.Snapshot.Recommendation;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.DagNode.PartitionShape;
import dev.rockyjava.translate.ModelDetail;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.SourceInfo.Component;
import dev.rockyjava.translate.TableInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotReaderTest {

    @Test
    void readsEveryMemberOfANode() {
        DagNode node = onlyNode(
                "{'id':'transformation:m','kind':'transformation','label':'m','pipeline':'p',"
                        + "'target':{'catalog':'c','schema':'s','table':'t'},"
                        + "'strategy':{'type':'time_interval','time_column':'at','lookback':2},"
                        + "'freshness':{'max_lag_seconds':60,'time_column':'at','severity':'error'},"
                        + "'partition_shape':{'granularity':'daily','first_partition':'2026-03-01'},"
                        + "'depends_on':['seed:a','seed:b']}");

        assertThat(node)
                .isEqualTo(new DagNode(
                        "transformation:m",
                        "transformation",
                        "m",
                        Optional.of("p"),
                        Optional.of(new Target("c", "s", "t")),
                        Optional.of("time_interval"),
                        Optional.of(new FreshnessPolicy(
                                Duration.ofMinutes(1), Optional.of("at"), Optional.of("error"))),
                        Optional.of(new PartitionShape("daily", Optional.of("2026-03-01"))),
                        List.of("seed:a", "seed:b"),
                        Map.of()));
    }

    @Test
    void takesNullForAnythingThatMayBeAbsent() {
        // The peer's dump writes null for every optional member.
        DagNode nulls = onlyNode(
                "{'compiled':null,'depends_on':null,'freshness':null,'id':'seed:a','kind':'seed','label':'a',"
                        + "'partition_shape':null,'pipeline':null,'strategy':null,'target':null}");

        assertThat(nulls).isEqualTo(onlyNode("{'id':'seed:a','kind':'seed','label':'a'}"));
        Snapshot snapshot = read(quoted("{'discover':null,'compile':null,'optimize':null,'dag_status':'success',"
                + "'dag':{'nodes':[],'edges':null,'column_lineage':null,'column_lineage_unavailable':null,"
                + "'schema_version':null,'summary':null,'execution_layers':null},'dag_error':null,'rocky_java':null}"));
        assertThat(snapshot.dag().orElseThrow().schemaVersion().value()).isEqualTo("1");
        assertThat(snapshot.dag().orElseThrow().columnLineage()).isEmpty();
        assertThat(snapshot.dag().orElseThrow().lineageUnavailable()).isEmpty();
        assertThat(snapshot.discover()).isEmpty();
        assertThat(snapshot.models()).isEmpty();
        assertThat(snapshot.ours()).isEqualTo(read("{}").ours());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            'max_lag_seconds':60                                                        | PT1M
            'max_lag_seconds':60,'time_column':null,'severity':null                     | PT1M
            'max_lag_seconds':0                                                         | PT0S
            'max_lag_seconds':9223372036854775807                                       | PT2562047788015215H30M7S
            'max_lag_seconds':60,'warn_after':'1s','error_after':null                   | PT1M
            'max_lag_seconds':null,'warn_after':'12h','error_after':'2d'                | PT12H
            'warn_after':'2d','error_after':'1h'                                        | PT1H
            'warn_after':null,'error_after':'2d'                                        | PT48H
            'warn_after':'90s'                                                          | PT1M30S
            """)
    void readsTheAgeThatFreshnessStates(String members, Duration age) {
        assertThat(node("'freshness':{" + members + "}").freshness())
                .hasValueSatisfying(freshness -> assertThat(freshness.maxLag()).isEqualTo(age));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'warn_after':'soon'", "'warn_after':'0s'", "'warn_after':'٣s'", "'time_column':'at'", ""})
    void freshnessWithoutAnAgeIsNone(String members) {
        assertThat(node("'freshness':{" + members + "}").freshness()).isEmpty();
    }

    @Test
    void readsEdgesAndLineage() {
        var dag = read(withDag("'schema_version':'1','nodes':[],"
                        + "'edges':[{'from':'a','to':'b','edge_type':'data'}],"
                        + "'column_lineage':[{'source':{'model':'a','column':'x'},'target':{'model':'b','column':'y'},"
                        + "'transform':'cast'},{'source':{'model':'a','column':'x'},"
                        + "'target':{'model':'b','column':'z'}}],'column_lineage_unavailable':'compile failed'"))
                .dag()
                .orElseThrow();

        assertThat(dag.edges()).singleElement().satisfies(edge -> assertThat(edge.value())
                .isEqualTo(new Edge("a", "b")));
        assertThat(dag.columnLineage())
                .containsExactly(new LineageEdge("a", "x", "b", "y", "cast"), new LineageEdge("a", "x", "b", "z", ""));
        assertThat(dag.lineageUnavailable().map(Snapshot.Located::value)).contains("compile failed");
    }

    @Test
    void anEdgeOfLineageTakesNothingFromTheOneBefore() {
        String whole = "{'source':{'model':'a','column':'x'},'target':{'model':'b','column':'y'}},";
        for (String missing : List.of("source/model", "source/column", "target/model", "target/column")) {
            String[] path = missing.split("/");
            String edge = "{'source':{'model':'a','column':'x'},'target':{'model':'b','column':'y'}}"
                    .replaceAll("('" + path[0] + "':\\{[^}]*)'" + path[1] + "':'.',?", "$1").replace(",}", "}");
            assertThatThrownBy(() -> read(withDag("'nodes':[],'column_lineage':[" + whole + edge + "]")))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("column_lineage/1")
                    .hasMessageContaining(missing);
        }
    }

    @Test
    void readsDiscoverWithListValuedComponents() {
        Snapshot snapshot = read(quoted("{'discover':{'version':'1.71.0','command':'discover','sources':["
                + "{'id':'raw__eu__a__b','components':{'region':'eu','names':['a','b'],'rest':[]},"
                + "'source_type':'duckdb','last_sync_at':null,'metadata':{},"
                + "'tables':[{'name':'orders','row_count':null},{'name':'lines','row_count':7}]}]}}"));

        assertThat(snapshot.discover().orElseThrow().sources())
                .extracting(Snapshot.Located::value)
                .containsExactly(new Discovered(
                        new SourceInfo(
                                "raw__eu__a__b",
                                "duckdb",
                                List.of(
                                        new Component("region", List.of("eu"), false),
                                        new Component("names", List.of("a", "b"), true),
                                        new Component("rest", List.of(), true)),
                                Optional.empty(),
                                Map.of()),
                        List.of(new TableInfo("orders", Optional.empty()), new TableInfo("lines", Optional.of(7L)))));
    }

    @Test
    void readsCompileAndOptimize() {
        Snapshot snapshot = read(quoted("{'compile':{'models':2,'diagnostics':[{'severity':'Error','span':null}],"
                + "'models_detail':[{'name':'a','tags':{'team':'x','n':1},'target':{}},{'name':'b','tags':null}]},"
                + "'optimize':{'recommendations':[{'model_name':'a','current_strategy':'table',"
                + "'recommended_strategy':'view','estimated_monthly_savings':1.5,'reasoning':'small'},"
                + "{'model_name':'b'}],'message':null}}"));

        assertThat(snapshot.models().orElseThrow())
                .extracting(Snapshot.Located::value)
                .containsExactly(model("a", Map.of("team", "x", "n", "1")), model("b", Map.of()));
        assertThat(snapshot.recommendations())
                .containsExactly(
                        new Recommendation("a", "table", "view", "small", Optional.of("1.5")),
                        new Recommendation("b", "", "", "", Optional.empty()));
    }

    private static ModelDetail model(String name, Map<String, String> tags) {
        return new ModelDetail(
                name, Optional.empty(), Optional.empty(), tags, Optional.empty(), Optional.empty(), List.of());
    }

    @Test
    void readsDiagnosticsOfBothKindsWithTheirPlaces() {
        Snapshot snapshot = read(quoted("{'compile':{'diagnostics':[{'severity':'Error','code':'E010','model':'m',"
                + "'message':'no id','span':{'file':'m.sql','line':3,'col':7},'more':[1]},{'severity':null}]},"
                + "'rocky_java':{'compile_diagnostics':[{'code':'W001','model':'n','span':{'file':'n.sql'}},"
                + "{'code':'W002','span':{'line':3}}]}}"));

        assertThat(snapshot.diagnostics()).containsExactly(
                new CompileDiagnostic("Error", "E010", "m", "no id", Optional.of("m.sql:3:7")),
                new CompileDiagnostic("", "", "", "", Optional.empty()),
                new CompileDiagnostic("", "W001", "n", "", Optional.of("n.sql")),
                new CompileDiagnostic("", "W002", "", "", Optional.empty()));
    }

    @Test
    void readsAllOfOurSlot() {
        Snapshot.Ours ours = read(quoted("{'rocky_java':{'models_by_pipeline':{'p':['m']},'pipeline_depends_on':{'p':['q']},"
                        + "'discover_errors':{'p':'no connection'},'compile_errors':{'models':'no FROM'},"
                        + "'contracts':{'m':['contract_required_columns']},'reads':{'m':['raw.orders']},"
                        + "'reads_unknown':{'n':'a macro'},'writes':{'p':{'schema':'s','separator':'__'},"
                        + "'q':{'catalog':'w','schema':'s','table':'t'}},'lineage':{'m':{'columns':[{'name':'id',"
                        + "'data_type':'BIGINT'},{'name':'x'},{'data_type':'INT'}],'edges':[{'source':{'model':'a','column':'x',"
                        + "'more':[]},'target':{'model':'m','column':'id'},'transform':'cast','more':{}}],'more':1},'n':null}}}"))
                .ours();

        assertThat(ours.modelsByPipeline()).isEqualTo(Map.of("p", List.of("m")));
        assertThat(ours.pipelineDependsOn()).isEqualTo(Map.of("p", List.of("q")));
        assertThat(ours.contracts()).contains(Map.of("m", List.of("contract_required_columns")));
        assertThat(ours.lineage()).contains(List.of(new LineageEdge("a", "x", "m", "id", "cast")));
        assertThat(ours.columns()).isEqualTo(Map.of("m", Map.of("id", "BIGINT", "x", "")));
        assertThat(ours.failures().discover()).isEqualTo(Map.of("p", "no connection"));
        assertThat(ours.failures().compile()).isEqualTo(Map.of("models", "no FROM"));
        assertThat(ours.reads().tables()).isEqualTo(Map.of("m", List.of("raw.orders")));
        assertThat(ours.reads().unknown()).isEqualTo(Map.of("n", "a macro"));
        assertThat(ours.reads().written()).isEqualTo(Map.of(
                "p", new Snapshot.Written("", "s", Optional.empty(), "__"),
                "q", new Snapshot.Written("w", "s", Optional.of("t"), "")));
    }

    @Test
    void metadataThatIsNoTextIsKeptAsPythonWritesIt() {
        Snapshot snapshot = read(quoted("{'discover':{'sources':[{'id':'x','source_type':'d','components':{},'tables':[],"
                + "'metadata':{'text':'it is','list':[1.50,true,null,[],{}],"
                + "'object':{'b':'~ \\u007f\\u00e9','a':'\\t\\b\\f\\n\\r\\\\'}}}]}}"));

        assertThat(snapshot.discover().orElseThrow().sources().get(0).value().source().metadata()).isEqualTo(Map.of(
                "text", "it is",
                "list", "[1.50, true, null, [], {}]",
                "object", "{\"a\": \"\\t\\b\\f\\n\\r\\\\\", \"b\": \"~ \\u007f\\u00e9\"}"));
    }

    @Test
    void aNumberOfRowsIsAWholeNumberFromZero() {
        String file = "{'discover':{'sources':[{'id':'x','source_type':'d','components':{},"
                + "'tables':[{'name':'t','row_count':%s}]}]}}";
        assertThat(read(quoted(file.formatted("0"))).discover().orElseThrow().sources().get(0).value().tables())
                .containsExactly(new TableInfo("t", Optional.of(0L)));
        for (String wrong : List.of("-1", "1.5", "9223372036854775808", "'1'")) {
            assertThat(Snapshots.refused(quoted(file.formatted(wrong))).text("s"))
                    .contains("expected a whole number from 0 to 9223372036854775807");
        }
    }

    @Test
    void readsOurSlotAndTheReasonOfAFailedDag() {
        Snapshot snapshot = read(quoted("{'dag_status':'failed','dag_error':{'message':'boom','more':[1]},"
                + "'rocky_java':{'format':2,'sources_by_pipeline':{'p':['x','y'],'q':[]},'later':{}}}"));

        assertThat(snapshot.dagError()).contains("boom");
        assertThat(snapshot.ours().sourcesByPipeline()).isEqualTo(Map.of("p", List.of("x", "y"), "q", List.of()));
    }

    @Test
    void skipsMembersThatItDoesNotKnow() {
        String odd = "'odd':[{'nodes':[[]],'dag':{'id':null}},{},[],1e999,true],";
        Snapshot plain = read(quoted("{'dag_status':'success','dag':{'nodes':[{'id':'seed:a','kind':'seed','label':'a'}]},"
                + "'discover':{'sources':[{'id':'x','source_type':'d','components':{},'tables':[{'name':'t'}]}]}}"));
        Snapshot full = read(quoted("{" + odd + "'dag_status':'success','dag':{" + odd + "'nodes':[{" + odd
                + "'id':'seed:a','kind':'seed','label':'a'}]},'discover':{" + odd + "'sources':[{" + odd
                + "'id':'x','source_type':'d','components':{},'tables':[{" + odd + "'name':'t'}]}]}}"));

        assertThat(full.discover().orElseThrow().sources().get(0).value())
                .isEqualTo(plain.discover().orElseThrow().sources().get(0).value());
        assertThat(full.dag().orElseThrow().nodes().get(0).value())
                .isEqualTo(plain.dag().orElseThrow().nodes().get(0).value());
    }

    @Test
    void anEmptyObjectIsASnapshotThatSaysNothing() {
        Snapshot snapshot = read("{}");

        assertThat(snapshot.dag()).isEmpty();
        assertThat(snapshot.dagStatus()).isEmpty();
        assertThat(snapshot.models()).isEmpty();
    }

    @Test
    void whatIsReadCannotBeChanged() {
        Snapshot snapshot = read(quoted("{'discover':{'sources':[{'id':'x','source_type':'d','components':{'c':['v']},"
                + "'tables':[]}]},'compile':{'models_detail':[{'name':'a'}]},"
                + "'rocky_java':{'sources_by_pipeline':{'p':[]}}}"));

        assertThatThrownBy(() -> snapshot.ours().sourcesByPipeline().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        SourceInfo source = snapshot.discover().orElseThrow().sources().get(0).value().source();
        assertThatThrownBy(() -> source.components().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> source.components().get(0).values().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        ModelDetail model = snapshot.models().orElseThrow().get(0).value();
        assertThatThrownBy(() -> model.tags().put("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static DagNode onlyNode(String node) {
        return read(Snapshots.ofNodes(node)).dag().orElseThrow().nodes().get(0).value();
    }

    private static DagNode node(String member) {
        return onlyNode("{'id':'transformation:m','kind':'transformation','label':'m'," + member + "}");
    }
}
