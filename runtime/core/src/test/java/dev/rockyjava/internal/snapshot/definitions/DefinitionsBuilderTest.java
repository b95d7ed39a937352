package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.Snapshots.build;
import static dev.rockyjava.internal.snapshot.Snapshots.definitions;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.modelOn;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static dev.rockyjava.internal.snapshot.Snapshots.unusable;
import static dev.rockyjava.internal.snapshot.Snapshots.withDag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsBuilderTest {

    @Test
    void aModelBecomesASpecWithAllThatItsNodeSays() {
        AssetSpec spec = definitions(ofNodes(
                        model("m", ",'strategy':{'type':'merge'},'freshness':{'max_lag_seconds':60}")))
                .get(AssetKey.of("w", "s", "m"));

        assertThat(spec.nodeId()).isEqualTo("transformation:m");
        assertThat(spec.kind()).isEqualTo(NodeKind.TRANSFORMATION);
        assertThat(spec.label()).isEqualTo("m");
        assertThat(spec.pipeline()).contains("p");
        assertThat(spec.target()).contains(new Target("w", "s", "m"));
        assertThat(spec.strategy()).contains("merge");
        assertThat(spec.group()).isEqualTo("s");
        assertThat(spec.tags()).containsExactly(Map.entry("rocky/kind", "transformation"));
        assertThat(spec.kinds()).containsExactly("rocky", "transformation");
        assertThat(spec.freshness()).isPresent();
        assertThat(spec.metadata())
                .containsExactly(
                        Map.entry("rocky/kind", "transformation"),
                        Map.entry("rocky/node_id", "transformation:m"),
                        Map.entry("rocky/pipeline", "p"));
    }

    @Test
    void aSourceOfTheGraphIsNoTableWhateverItsNodeIsCalled() {
        Definitions definitions = definitions(ofNodes("{'id':'table:raw.orders','kind':'source','label':'s','pipeline':'p'}"));

        assertThat(definitions.specs()).singleElement().satisfies(spec -> assertThat(spec.isTable()).isFalse());
    }

    @Test
    void testsBecomeChecksOnTheirParent() {
        Definitions definitions = definitions(ofNodes(
                model("m"),
                "{'id':'test:m::not_null_id','kind':'test','label':'m::not_null_id','depends_on':['transformation:m']}",
                "{'id':'test:m::unique_0','kind':'test','label':'m::unique_0','depends_on':['transformation:m']}",
                "{'id':'odd','kind':'test','label':'alone','depends_on':['transformation:m']}",
                modelOn("late", "test:m::unique_0", "transformation:m")));

        AssetKey m = AssetKey.of("w", "s", "m");
        assertThat(definitions.keys()).containsExactly(AssetKey.of("w", "s", "late"), m);
        assertThat(definitions.checks())
                .containsExactly(
                        new CheckSpec(m, "alone", "odd"),
                        new CheckSpec(m, "not_null_id", "test:m::not_null_id"),
                        new CheckSpec(m, "unique_0", "test:m::unique_0"));
        assertThat(definitions.get(AssetKey.of("w", "s", "late")).upstreamKeys()).containsExactly(m);
    }

    @Test
    void theSameTestTwiceIsOneCheck() {
        String test = "{'id':'test:m::unique_id','kind':'test','label':'x','depends_on':['transformation:m']}";

        assertThat(definitions(ofNodes(model("m"), test, test)).checks()).hasSize(1);
    }

    @Test
    void twoNodesWithOneIdAreRefusedAtTheSecond() {
        assertThat(unusable("""
                {"dag": {"nodes": [
                  {"id": "seed:a", "kind": "seed", "label": "a"},
                  {"id": "seed:a", "kind": "seed", "label": "a"}
                ]}}"""))
                .hasMessage("[RK110] s.json:3:3: /dag/nodes/1: the node id seed:a is already used in line 2; rename one of"
                        + " the two in the project");
    }

    @Test
    void twoNodesWithOneKeyAreRefusedWithBothNames() {
        String same = "'target':{'catalog':'c','schema':'s','table':'t'}";
        String json = ofNodes(
                "{'id':'transformation:b','kind':'transformation','label':'b','pipeline':'q'," + same + "}",
                "{'id':'transformation:a','kind':'transformation','label':'a'," + same + "}");

        assertThat(unusable(json)).hasMessageStartingWith("[RK109] s.json:1:41: /dag/nodes/0: the asset key c/s/t belongs"
                + " to several nodes: transformation:a (pipeline unknown), transformation:b (pipeline q); ");
    }

    @Test
    void aDanglingEdgeIsLeftOutAndSaidOnce() {
        var result = build(withDag("'nodes':[" + modelOn("a", "seed:x", "seed:y") + "," + modelOn("b", "transformation:a")
                + "],'edges':[{'from':'seed:x','to':'transformation:a'},{'from':'seed:y','to':'transformation:a'},"
                + "{'from':'transformation:a','to':'nowhere'}]"));

        assertThat(result.warnings())
                .extracting(problem -> problem.id() + " " + problem.message())
                .containsExactly(
                        "UNKNOWN_DEPENDENCY the edge from seed:x to transformation:a is left out: seed:x is not a node of the"
                                + " graph; refresh the snapshot",
                        "UNKNOWN_DEPENDENCY the edge from seed:y to transformation:a is left out: seed:y is not a node of the"
                                + " graph; refresh the snapshot",
                        "UNKNOWN_DEPENDENCY the edge from transformation:a to nowhere is left out: nowhere is not a node of the"
                                + " graph; refresh the snapshot");
        assertThat(result.definitions().graph().allUpstream(List.of(AssetKey.of("w", "s", "b")))).containsExactly(AssetKey.of("w", "s", "a"));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        String same = "'target':{'catalog':'c','schema':'s','table':'%s'}}";
        SnapshotException e = unusable(ofNodes(
                "{'id':'transformation:a','kind':'transformation','label':'a'," + same.formatted("t"),
                "{'id':'transformation:b','kind':'transformation','label':'b'," + same.formatted("t"),
                "{'id':'transformation:c','kind':'transformation','label':'c'," + same.formatted("u"),
                "{'id':'transformation:d','kind':'transformation','label':'d'," + same.formatted("u")));

        assertThat(e.problems()).extracting(Problem::id).containsOnly(ProblemId.SAME_ASSET_KEY).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replication", "stream", "Transformation", ""})
    void anUnknownKindBecomesAnAssetAndAWarning(String kind) {
        var result = build(ofNodes("{'id':'new:x.y','kind':'" + kind + "','label':'x'}"));

        AssetSpec spec = result.definitions().get(AssetKey.of("new_x_y"));
        assertThat(spec.kind()).isEqualTo(NodeKind.OTHER);
        assertThat(spec.kinds()).contains(kind);
        assertThat(result.warnings()).extracting(Problem::id).containsExactly(ProblemId.UNKNOWN_KIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2'", "2", "'1.1'", "'next'", "99999999999999999999"})
    void aNewerShapeIsAWarning(String version) {
        var result = build(withDag("'schema_version':" + version + ",'nodes':[]"));

        assertThat(result.warnings()).extracting(Problem::id).containsExactly(ProblemId.NEWER_SCHEMA);
        assertThat(result.warnings().get(0).location().orElseThrow().pointer()).isEqualTo("/dag/schema_version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1'", "1", "'0'", "null"})
    void aKnownShapeIsNone(String version) {
        assertThat(build(withDag("'schema_version':" + version + ",'nodes':[]")).warnings()).isEmpty();
    }

    @Test
    void aTranslatorNamesAllButTests() {
        RockyTranslator translator = new RockyTranslator() {
            @Override
            public AssetKey getDagNodeAssetKey(DagNode node) {
                assertThat(node.kind()).isNotEqualTo(NodeKind.TEST);
                return AssetKey.of("mine", node.id());
            }

            @Override
            public String getDagGroupName(DagNode node) {
                return "group of " + node.label();
            }
        };
        // Both would have one key by the default rules.
        Definitions definitions = DefinitionsBuilder.build(
                        read(ofNodes(
                                model("a"),
                                model("a").replace("transformation:a", "transformation:b"),
                                "{'id':'test:a::x','kind':'test','label':'x','depends_on':['transformation:a']}")),
                        translator)
                .definitions();

        assertThat(definitions.keys())
                .containsExactly(AssetKey.of("mine", "transformation:a"), AssetKey.of("mine", "transformation:b"));
        assertThat(definitions.specs()).extracting(AssetSpec::group).containsOnly("group of a");
        assertThat(definitions.checks()).extracting(CheckSpec::asset).containsExactly(AssetKey.of("mine", "transformation:a"));
    }

    @Test
    void theExampleHasNoWarnings() {
        var result = DefinitionsBuilder.build(SnapshotReader.read(Snapshots.EXAMPLE), new RockyTranslator());

        assertThat(result.warnings()).isEmpty();
        assertThat(result.definitions().keys()).hasSize(26);
        assertThat(result.definitions().checks()).hasSize(13);
        assertThat(result.definitions().graph().cycles()).isEmpty();
    }
}
