package dev.rockyjava.internal.snapshot;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.ALL;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.TABLES;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.compile;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.definitions;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.model;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.snapshot;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.ContractChecks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
 *   <li>dependencies: ours also come from the graph and from our slot of the snapshot, which dagster-rocky doesn't read:
 *       dependencies between pipelines, tables that models read, and column lineage. Those that sidecars declare, which are
 *       all that dagster-rocky has, are the same
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

        assertThat(compare(example.toString(), TABLES, Set.of()).keys()).hasSize(8);
        assertThat(compare(example.toString(), ALL, onlyOursInTheExample()).keys()).hasSize(25);

        // Without our slot both have the same.
        example.remove("rocky_java");
        compare(example.toString(), ALL, Set.of());
    }

    private static Set<String> onlyOursInTheExample() {
        SortedSet<String> edges = new TreeSet<>();
        // The pipeline staging depends on shop and billing. Its first models need all tables that those copy.
        edges(edges, Origin.DECLARED, "warehouse/staging/",
                List.of("stg_customers", "stg_fx_rates", "stg_invoices", "stg_order_items", "stg_orders", "stg_payments",
                        "stg_products"),
                "duckdb/",
                List.of("eu/customers", "eu/order_items", "eu/orders", "sales/invoices", "sales/payments", "uk/customers",
                        "uk/order_items", "uk/orders"));
        // The pipeline marts depends on staging. Its first models need the last ones of staging.
        edges(edges, Origin.DECLARED, "warehouse/marts/",
                List.of("dim_customers", "dim_products", "fct_invoices", "fct_orders", "payment_ledger", "sales_by_origin"),
                "warehouse/staging/",
                List.of("int_order_lines", "stg_customers", "stg_fx_rates", "stg_invoices", "stg_payments", "stg_products"));
        // What no sidecar declares, and the models' SQL reads.
        edges(edges, Origin.SQL, "warehouse/marts/", List.of("fct_orders"), "warehouse/staging/", List.of("stg_orders"));
        edges(edges, Origin.SQL, "warehouse/marts/", List.of("open_receivables"), "warehouse/staging/", List.of("stg_payments"));
        edges(edges, Origin.SQL, "warehouse/marts/", List.of("sales_by_origin"), "warehouse/marts/", List.of("dim_products"));
        edges(edges, Origin.SQL, "warehouse/staging/", List.of("int_order_lines"), "warehouse/staging/", List.of("stg_fx_rates"));
        return edges;
    }

    private static void edges(
            Set<String> edges, Origin origin, String folder, List<String> models, String upstreamFolder, List<String> upstream) {
        models.forEach(model -> upstream.forEach(
                needed -> edges.add(folder + model + " <- " + upstreamFolder + needed + " " + origin)));
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

        compare(snapshot(discover(source("a", "eu", "orders", "lines"), checks), ours), ALL, Set.of(), contracts);
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
        return compare(json, options, Set.of());
    }

    private Definitions compare(String json, BuildOptions options, Set<String> onlyOurs) throws Exception {
        return compare(json, options, onlyOurs, folder.resolve("no-contracts"));
    }

    /**
     * Compares what both make of a snapshot without its graph.
     *
     * @param onlyOurs the dependencies that dagster-rocky doesn't have, with the reason
     */
    private Definitions compare(String json, BuildOptions options, Set<String> onlyOurs, Path contracts) throws Exception {
        String attributes = Snapshots.quoted("{'surface_derived_models':" + options.has(Switch.DERIVED_MODELS)
                + ",'surface_compliance':" + options.has(Switch.COMPLIANCE) + ",'surface_configured_checks':"
                + options.has(Switch.CONFIGURED_CHECKS) + ",'contracts_dir':'" + contracts + "'}");
        JsonNode answer = peer.askDiscover(complete(json), attributes);
        assertThat(answer.has("refused")).as(answer.toString()).isFalse();
        Definitions ours = definitions(json, options);

        SortedMap<AssetKey, Map<String, Object>> theirs = new TreeMap<>();
        answer.get("assets").forEach(asset -> theirs.put(key(asset.get(0)), facts(asset.get(1))));
        SortedMap<AssetKey, Map<String, Object>> here = new TreeMap<>();
        ours.specs().forEach(spec -> here.put(spec.key(), facts(spec)));
        assertThat(here).containsExactlyEntriesOf(theirs);

        SortedSet<String> theirNeeds = new TreeSet<>();
        answer.get("assets").forEach(asset -> asset.get(1).get("deps")
                .forEach(needed -> theirNeeds.add(key(asset.get(0)) + " <- " + key(needed))));
        SortedSet<String> ourNeeds = new TreeSet<>();
        SortedSet<String> more = new TreeSet<>();
        ours.specs().forEach(spec -> spec.dependencies().forEach(needed -> {
            String edge = spec.key() + " <- " + needed.key();
            ourNeeds.add(edge);
            if (!theirNeeds.contains(edge)) {
                more.add(edge + " " + needed.origin());
            }
        }));
        assertThat(ourNeeds).containsAll(theirNeeds);
        assertThat(more).isEqualTo(onlyOurs);

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
