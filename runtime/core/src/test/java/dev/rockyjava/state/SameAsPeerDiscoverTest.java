package dev.rockyjava.state;

import static dev.rockyjava.state.DiscoverSnapshots.ALL;
import static dev.rockyjava.state.DiscoverSnapshots.TABLES;
import static dev.rockyjava.state.DiscoverSnapshots.compile;
import static dev.rockyjava.state.DiscoverSnapshots.definitions;
import static dev.rockyjava.state.DiscoverSnapshots.discover;
import static dev.rockyjava.state.DiscoverSnapshots.model;
import static dev.rockyjava.state.DiscoverSnapshots.snapshot;
import static dev.rockyjava.state.DiscoverSnapshots.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The peer makes the same assets of the same snapshot without its graph. On purpose there are differences in
 *
 * <ul>
 *   <li>checks of models: a contract and compliance are about models, so ours have theirs; the peer declares them for a
 *       table of the model's name only
 *   <li>where contracts come from: ours are in the snapshot, the peer reads the folder
 *   <li>metadata: the peer repeats two facts under {@code dagster-rocky/}; numbers in an adapter's metadata keep the digits
 *       that they have in the file
 *   <li>dependencies: ours also come from the graph, from pipelines and from column lineage
 *   <li>ephemeral models: peers newer than engine 1.71 leave them out; that engine runs them and reports them
 *   <li>two tables with one key: the peer drops one within a group, we refuse the snapshot
 *   <li>models with a first partition by the month or the hour: the peer can't read the engine's own spelling of it
 *   <li>a recommendation for several tables of one name: the peer gives it to the last, we to all
 * </ul>
 */
class SameAsPeerDiscoverTest {

    @TempDir
    Path folder = Path.of("");

    private Peer peer = new Peer("", folder);

    @BeforeEach
    void findThePeer() {
        peer = Peer.find(folder);
    }

    @Test
    void ofTheExample() throws Exception {
        // Without its graph, as dag_mode off writes it.
        ObjectNode example = (ObjectNode) new JsonMapper().readTree(Snapshots.EXAMPLE.toFile());
        example.remove("dag");
        example.put("dag_status", "disabled");

        assertThat(compare(example.toString(), TABLES).keys()).hasSize(8);
        assertThat(compare(example.toString(), ALL).keys()).hasSize(25);
    }

    @Test
    void ofTheRecordedProject() throws Exception {
        String fixtures = System.getProperty("rocky.fixtures", "");
        if (!fixtures.isEmpty()) {
            String json = "{\"discover\":" + Files.readString(Path.of(fixtures, "discover.json")) + ",\"compile\":"
                    + Files.readString(Path.of(fixtures, "compile.json")) + ",\"optimize\":"
                    + Files.readString(Path.of(fixtures, "optimize.json")) + "}";
            compare(json, TABLES);
            compare(json, ALL);
        }
    }

    @Test
    void ofComponentsAndWhatTheAdapterAdds() throws Exception {
        compare(
                snapshot(discover(
                        "{'id':'a','source_type':'fivetran','components':{'parts':['x','y'],'region':'eu','tenant':'t-1'},"
                                + "'last_sync_at':'2026-03-01T10:00:00Z','tables':[{'name':'t','row_count':7},{'name':'u'}],"
                                + "'metadata':{'fivetran.service':'ads','fivetran.reports':[{'b':1,'a':[true,null,'ü\\n']}],"
                                + "'none':null,'on':true}},"
                                + "{'id':'b','source_type':'duckdb','components':{'only':['z']},'tables':[{'name':'t'}],"
                                + "'last_sync_at':'2026-03-01T10:00:00.120+02:00'}",
                        "")),
                TABLES);
    }

    @Test
    void ofFreshness() throws Exception {
        compare(
                snapshot(
                        discover(source("a", "eu", "orders", "lines"), ",'checks':{'freshness':{'threshold_seconds':3600}}"),
                        compile(model("orders").replace("'depends_on'", "'freshness':{'max_lag_seconds':60},'depends_on'"))),
                ALL);
    }

    @Test
    void ofConfiguredChecksAndContracts() throws Exception {
        String checks = ",'checks':{'configured_checks':{'orders':[{'name':'null_rate:amount','kind':'null_rate'},"
                + "{'name':'cross_source_overlap:duckdb.orders','kind':'cross_source_overlap','candidate':true},"
                + "{'name':'cross_source_overlap:other.orders','kind':'cross_source_overlap','candidate':true}]}}";
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(contracts.resolve("orders.contract.toml"), "[rules]\nrequired = ['a']\nno_new_nullable = true\n");
        Files.writeString(contracts.resolve("lines.contract.toml"), "[[columns]]\nname = 'a'\n[rules]\nprotected = ['a']\n");
        Files.writeString(contracts.resolve("empty.contract.toml"), "");
        String ours = "'rocky_java':{'contracts':" + new JsonMapper().writeValueAsString(ContractChecks.read(contracts)) + "}";

        compare(snapshot(discover(source("a", "eu", "orders", "lines"), checks), ours), ALL, contracts);
    }

    @Test
    void ofModelsWithTagsPartitionsAndAdvice() throws Exception {
        String advice = "'optimize':{'version':'1','command':'optimize','total_models_analyzed':1,'recommendations':["
                + "{'model_name':'b','current_strategy':'table','recommended_strategy':'view','reasoning':'small',"
                + "'estimated_monthly_savings':1.5,'compute_cost_per_run':0.0,'storage_cost_per_month':0.0,"
                + "'downstream_references':0}]}";
        String tagged = "'tags':{'domain':'fin@nce','a b':'" + "x".repeat(70) + "','':'gone'},'depends_on'";
        String partitioned = "{'type':'time_interval','granularity':'%s','time_column':'at'%s}";
        compare(
                snapshot(
                        discover(source("a", "eu", "b", "c"), ""),
                        advice,
                        compile(
                                model("b").replace("'depends_on'", tagged),
                                model("d", "b", "nobody").replace("{'type':'full_refresh'}", partitioned.formatted("day", ",'first_partition':'2026-01-01'")),
                                model("e", "d", "b").replace("{'type':'full_refresh'}", partitioned.formatted("month", "")),
                                model("f").replace("{'type':'full_refresh'}", "{'type':'merge','unique_key':['id']}"))),
                ALL);
    }

    private Definitions compare(String json, BuildOptions options) throws Exception {
        return compare(json, options, folder.resolve("no-contracts"));
    }

    private Definitions compare(String json, BuildOptions options, Path contracts) throws Exception {
        String attributes = Snapshots.quoted("{'surface_derived_models':" + options.derivedModels()
                + ",'surface_compliance':" + options.compliance() + ",'surface_configured_checks':"
                + options.configuredChecks() + ",'contracts_dir':'" + contracts + "'}");
        JsonNode answer = peer.askDiscover(complete(json), attributes);
        assertThat(answer.has("refused")).as(answer.toString()).isFalse();
        Definitions ours = definitions(json, options);

        SortedMap<AssetKey, Map<String, Object>> theirs = new TreeMap<>();
        answer.get("assets").forEach(asset -> theirs.put(key(asset.get(0)), facts(asset.get(1))));
        SortedMap<AssetKey, Map<String, Object>> here = new TreeMap<>();
        ours.specs().forEach(spec -> here.put(spec.key(), facts(spec)));
        assertThat(here).containsExactlyEntriesOf(theirs);

        SortedSet<String> theirChecks = new TreeSet<>();
        answer.get("checks").forEach(check -> theirChecks.add(key(check.get(0)) + " " + check.get(1).asString()));
        SortedSet<String> ourChecks = new TreeSet<>();
        ours.checks().stream()
                .filter(check -> ours.get(check.asset()).isTable())
                .forEach(check -> ourChecks.add(check.asset() + " " + check.name()));
        assertThat(ourChecks).isEqualTo(theirChecks);
        return ours;
    }

    /** The peer wants every phase of the compiler's timings. */
    private static String complete(String json) {
        return json.replace(
                "\"compile_timings\":{}",
                "\"compile_timings\":{\"project_load_ms\":0,\"semantic_graph_ms\":0,\"typecheck_ms\":0,"
                        + "\"typecheck_join_keys_ms\":0,\"contracts_ms\":0,\"total_ms\":0}");
    }

    private static Map<String, Object> facts(AssetSpec spec) {
        return Map.of(
                "group", spec.group(),
                "tags", spec.tags(),
                "kinds", List.copyOf(spec.kinds()),
                "metadata", spec.metadata(),
                "deps", spec.upstreamKeys(),
                "freshness", spec.freshness().map(f -> f.maxLag().toSeconds()).orElse(-1L),
                "partitions", spec.partitions().map(p -> p.grain().dagWord().toUpperCase(Locale.ROOT)).orElse(""));
    }

    private static Map<String, Object> facts(JsonNode asset) {
        SortedMap<String, String> metadata = texts(asset.get("metadata"));
        metadata.keySet().removeIf(name -> name.startsWith("dagster-rocky/"));
        return Map.of(
                "group", asset.get("group").asString(),
                "tags", texts(asset.get("tags")),
                "kinds", asset.get("kinds").valueStream().map(JsonNode::asString).toList(),
                "metadata", metadata,
                "deps", asset.get("deps").valueStream().map(SameAsPeerDiscoverTest::key).toList(),
                "freshness", asset.get("freshness").asLong(-1),
                "partitions", asset.get("partitions").asString(""));
    }

    private static AssetKey key(JsonNode path) {
        return new AssetKey(path.valueStream().map(JsonNode::asString).toList());
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asString("")));
        return texts;
    }
}
