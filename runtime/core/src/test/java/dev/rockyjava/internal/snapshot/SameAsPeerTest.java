package dev.rockyjava.internal.snapshot;

import static dev.rockyjava.internal.snapshot.Snapshots.lineage;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.modelOn;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static dev.rockyjava.internal.snapshot.Snapshots.withDag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The peer makes the same assets of the same snapshot. On purpose there are differences in
 *
 * <ul>
 *   <li>dependencies: ours also come from the list of edges, from column lineage and from tables; declared ones only are
 *       compared
 *   <li>column lineage: the peer knows models and seeds by their exact name only, so ours has more
 *   <li>microbatch: the engine takes no partitions for it; the peer gives it some
 *   <li>partitions: the peer gives models of one granularity the first partition of one of them
 *   <li>ephemeral models: peers newer than engine 1.71 leave them out; that engine runs them and reports them
 *   <li>tags: ours also have the models' governance tags, which the peer leaves out with a graph; all others are the same
 *   <li>a dependency on a node that isn't there: the peer ignores it, we leave it out with a warning
 *   <li>what a snapshot states: one that dagster-rocky wrote is without our slot, and has defaults where the engine said
 *       nothing
 * </ul>
 */
class SameAsPeerTest {

    private static final String[] DEFAULTS_IN_THE_EXAMPLE = {
        "warehouse/marts/payment_ledger: strategy parameters +on_schema_change=fail", "discover.sync_trigger +false"
    };

    @TempDir
    Path folder = Path.of("");

    private Peer peer = new Peer("", folder);

    @BeforeEach
    void findThePeer() {
        peer = Peer.find(folder);
    }

    @Test
    void ofTheExample() throws Exception {
        JsonNode answer = compare(Files.readString(Snapshots.EXAMPLE), DEFAULTS_IN_THE_EXAMPLE);

        // The peer accepts each slot that a snapshot of ours has.
        assertThat(answer.get("slots").toString()).isEqualTo("[\"compile\",\"dag\",\"discover\",\"optimize\"]");
    }

    @Test
    void ofASnapshotThatWeWrote() throws Exception {
        JsonNode example = new JsonMapper().readTree(Snapshots.EXAMPLE.toFile());
        JsonNode known = example.get("rocky_java");
        String discover = "{\"version\":\"1.71.0\",\"command\":\"discover\",\"sources\":[%s]}";
        JsonNode sources = example.get("discover").get("sources");
        Path file = folder.resolve("written.json");
        SnapshotWriter writer = new SnapshotWriter()
                .discover("shop", String.format(discover, sources.get(0) + "," + sources.get(1)))
                .discover("billing", String.format(discover, sources.get(2)))
                .optimize(example.get("optimize").toString())
                .dag(example.get("dag").toString());
        known.get("models_by_pipeline").forEachEntry((pipeline, models) ->
                writer.compile(Optional.of(pipeline), onlyThese(texts(models), example.get("compile"))));
        known.get("pipeline_depends_on").forEachEntry((pipeline, needed) ->
                writer.pipelineDependsOn(pipeline, texts(needed)));
        known.get("reads").forEachEntry((model, tables) -> writer.reads(model, texts(tables), Optional.empty()));
        known.get("code").forEachEntry((model, files) -> {
            Map<String, String> digests = new TreeMap<>();
            files.forEachEntry((path, digest) -> digests.put(path, digest.asString()));
            writer.code(model, digests);
        });
        known.get("seed_code").forEachEntry((seed, files) -> {
            Map<String, String> digests = new TreeMap<>();
            files.forEachEntry((path, digest) -> digests.put(path, digest.asString()));
            writer.seedCode(seed.substring("seed:".length()), digests);
        });
        known.get("pipeline_code").forEachEntry((pipeline, digests) -> digests.forEachEntry((key, digest) ->
                writer.pipelineCode(pipeline, key, digest.asString())));
        known.get("writes").forEachEntry((pipeline, target) -> writer.writes(pipeline, new Snapshot.Written(
                target.path("catalog").asString(), target.path("schema").asString(),
                target.path("table").asStringOpt(), target.path("separator").asString(""))));
        writer.write(file);

        compare(Files.readString(file), DEFAULTS_IN_THE_EXAMPLE);
        assertThat(Snapshots.definitions(Files.readString(file)))
                .isEqualTo(Snapshots.definitions(Files.readString(Snapshots.EXAMPLE)));
    }

    private static String onlyThese(List<String> models, JsonNode compile) {
        ObjectNode some = (ObjectNode) compile.deepCopy();
        some.putArray("models_detail").addAll(compile.get("models_detail").valueStream()
                .filter(model -> models.contains(model.get("name").asString()))
                .toList());
        return some.toString();
    }

    @Test
    void ofEveryKindWithAndWithoutAPipeline() throws Exception {
        List<String> nodes = new ArrayList<>(List.of(
                model("m"),
                modelOn("n", "transformation:m", "source:source_p", "test:m::unique_id"),
                "{'id':'test:m::unique_id','kind':'test','label':'x','depends_on':['transformation:m']}",
                "{'id':'transformation:no-catalog','kind':'transformation','label':'no-catalog','target':"
                        + "{'catalog':'','schema':'s','table':'t'}}",
                "{'id':'transformation:no target.ä','kind':'transformation','label':'t'}"));
        for (String kind : List.of("source", "load", "quality", "snapshot", "seed", "replication", "stream")) {
            nodes.add("{'id':'" + kind + ":none','kind':'" + kind + "','label':'" + kind + "_label'}");
            nodes.add("{'id':'" + kind + ":" + kind + "_p','kind':'" + kind + "','label':'l','pipeline':'" + kind + "_p'}");
        }
        nodes.add("{'id':'load:empty','kind':'odd','label':'q','pipeline':null}");

        compare(ofNodes(nodes.toArray(String[]::new)));
    }

    @Test
    void ofFreshnessAndPartitions() throws Exception {
        compare(ofNodes(
                model("a", ",'freshness':{'max_lag_seconds':60,'time_column':'at','severity':'error'}"),
                model("b", ",'freshness':{'warn_after':'2d','error_after':'36h'}"),
                model("c", ",'freshness':{'error_after':'90s','max_lag_seconds':null}"),
                model("d", ",'freshness':{'time_column':'at'}"),
                model("e", ",'partition_shape':{'granularity':'daily','first_partition':'2026-03-01'}"),
                model("f", ",'partition_shape':{'granularity':'hour'}"),
                model("g", ",'partition_shape':{'granularity':'yearly','first_partition':null}")));
    }

    @Test
    void ofColumnLineage() throws Exception {
        compare(withDag("'nodes':[" + model("a") + "," + model("b")
                + ",{'id':'seed:s','kind':'seed','label':'s'}],'edges':[],'execution_layers':[],'column_lineage':["
                + lineage("a", "x", "b", "y") + "," + lineage("s", "z", "b", "y") + "," + lineage("cte", "z", "b", "q") + ","
                + lineage("b", "y", "b", "y") + "]"));
    }

    @Test
    void ofTwoNodesWithOneKeyNeitherMakesAssets() throws Exception {
        String json = ofNodes(model("a"), model("a").replace("transformation:a", "transformation:b"));

        assertThat(peer.ask(complete(json)).get("refused").asString()).contains("transformation:a", "transformation:b");
        assertThat(Snapshots.unusable(json)).hasMessageContaining("transformation:a").hasMessageContaining("transformation:b");
    }

    /**
     * Compares what both make of a snapshot.
     *
     * @param defaults what the rewritten snapshot states more: values that dagster-rocky fills in where the engine said
     *     nothing. The same to it, but not to a comparison: what an absent member means is the engine's to say
     */
    private JsonNode compare(String json, String... defaults) throws Exception {
        JsonNode answer = peer.ask(complete(json));
        SortedMap<AssetKey, Map<String, Object>> theirs = new TreeMap<>();
        answer.path("assets").forEach(asset -> theirs.put(key(asset.get(0)), facts(asset.get(1))));
        Definitions ours = Snapshots.definitions(json);

        assertThat(facts(ours)).containsExactlyEntriesOf(theirs);
        answer.path("assets").forEach(asset -> assertThat(columnSources(ours.get(key(asset.get(0)))))
                .containsAll(columnSources(asset.get(1))));
        // What dagster-rocky would write of the same answers: its own slots, with null for most of what is absent.
        Definitions rewritten = Snapshots.definitions(answer.get("written").toString());
        DefinitionsDiff diff = DefinitionsDiff.between(Snapshots.definitions(withoutOurSlot(complete(json))), rewritten);
        List<String> differences = new ArrayList<>();
        diff.changed().forEach(change -> differences.add(change.toString()));
        diff.elsewhere().forEach(difference -> differences.add(difference.toString()));
        assertThat(differences).as(diff.text()).containsExactly(defaults);
        assertThat(diff.headline()).as(diff.text()).doesNotContain("added", "removed");
        return answer;
    }

    private static String withoutOurSlot(String json) throws Exception {
        ObjectNode snapshot = (ObjectNode) new JsonMapper().readTree(json);
        snapshot.remove("rocky_java");
        return snapshot.toString();
    }

    /** The peer wants members in a graph that ours does without. */
    private static String complete(String json) {
        String rest = "\"schema_version\":\"1\",\"version\":\"1.71.0\",\"command\":\"dag\",\"summary\":{\"total_nodes\":0,\"total_edges\":0,"
                + "\"execution_layers\":0,\"counts_by_kind\":{}},";
        String lists = json.contains("\"execution_layers\":[]") ? "" : "\"edges\":[],\"execution_layers\":[],";
        return json.contains("\"summary\"") ? json : json.replace("\"dag\":{", "\"dag\":{" + rest + lists);
    }

    private static SortedMap<AssetKey, Map<String, Object>> facts(Definitions definitions) {
        SortedMap<AssetKey, Map<String, Object>> facts = new TreeMap<>();
        definitions.specs().forEach(spec -> facts.put(spec.key(), facts(spec)));
        return facts;
    }

    private static Map<String, Object> facts(AssetSpec spec) {
        return Map.of(
                "group", spec.group(),
                "tags", withoutGovernanceTags(spec.tags()),
                "kinds", List.copyOf(spec.kinds()),
                "metadata", spec.metadata(),
                "deps", spec.dependencies().stream()
                        .filter(d -> d.origin() == Dependency.Origin.DECLARED)
                        .map(Dependency::key)
                        .toList(),
                "freshness", spec.freshness().map(f -> f.maxLag().toSeconds()).orElse(-1L),
                "grain", spec.partitions().map(p -> p.grain().word()).orElse(""));
    }

    private static Map<String, Object> facts(JsonNode asset) {
        return Map.of(
                "group", asset.get("group").asString(),
                "tags", withoutKinds(texts(asset.get("tags"), "")),
                "kinds", texts(asset.get("kinds")),
                "metadata", new TreeMap<>(texts(asset.get("metadata"), "")),
                "deps", asset.get("deps").valueStream().map(SameAsPeerTest::key).toList(),
                "freshness", asset.get("freshness").asLong(-1),
                "grain", Grain.ofWord(asset.get("granularity").asString("")).map(Grain::word).orElse(""));
    }

    /** The tags with a name that a project can't give: it has no slash after it was made one that the peer takes. */
    private static Map<String, String> withoutGovernanceTags(Map<String, String> tags) {
        Map<String, String> others = new TreeMap<>(tags);
        others.keySet().removeIf(name -> !name.contains("/"));
        return others;
    }

    /** The peer's scheduler says an asset's kinds as tags once more. */
    private static Map<String, String> withoutKinds(Map<String, String> tags) {
        tags.keySet().removeIf(name -> name.startsWith("dagster/kind/"));
        return tags;
    }

    private static List<String> columnSources(AssetSpec spec) {
        return spec.columnLineage().entrySet().stream()
                .flatMap(column -> column.getValue().stream()
                        .map(source -> column.getKey() + " <- " + source.key() + "#" + source.column()))
                .toList();
    }

    private static List<String> columnSources(JsonNode asset) {
        return asset.get("columns").propertyStream()
                .flatMap(column -> texts(column.getValue()).stream().map(source -> column.getKey() + " <- " + source))
                .toList();
    }

    private static AssetKey key(JsonNode path) {
        return new AssetKey(texts(path));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, String> texts(JsonNode object, String absent) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asString(absent)));
        return texts;
    }
}
