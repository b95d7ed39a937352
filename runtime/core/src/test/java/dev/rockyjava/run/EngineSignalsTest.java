package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.selection.AssetSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer says besides what was built, and which assets it is about. */
class EngineSignalsTest {

    private static final AssetKey SOURCE = AssetKey.of("ingest", "source");
    private static final AssetKey ORDERS = AssetKey.of("raw", "orders");
    private static final String CALL = "run --pipeline ingest --filter id=a";

    private final ScriptedEngine engine = new ScriptedEngine();
    private final List<RunEvent> events = new ArrayList<>();
    private final Project project = new Project()
            .replication("ingest", "id=a")
            .add(table("raw/orders", "duckdb/shop/orders"))
            .add(table("raw/eu_events", "duckdb/eu/events"))
            .add(table("raw/us_events", "duckdb/us/events"))
            .model("fct")
            .add(Project.modelSpec("bare").target(new Target("", "marts", "bare")).build());

    @Test
    void driftIsAnObservationOfTheTable() {
        answer("'drift':{'tables_checked':5,'tables_drifted':1,'actions_taken':[{'table':'wh.lake.orders',"
                + "'action':'add_columns','reason':'column x is new'}]}");
        Observation seen = run().outcome(SOURCE).observations().get(0);
        assertThat(seen.name()).isEqualTo("schema_drift");
        assertThat(seen.asset()).contains(ORDERS);
        assertThat(seen.engineKey()).containsExactly("duckdb", "shop", "orders");
        assertThat(seen.metadata()).containsExactly(
                entry("rocky/drift_action", "add_columns"),
                entry("rocky/drift_reason", "column x is new"),
                entry("rocky/drift_table", "wh.lake.orders"),
                entry("rocky/drift_tables_checked", 5L),
                entry("rocky/drift_tables_drifted", 1L));
        assertThat(events).filteredOn(RunEvent.AssetObserved.class::isInstance).singleElement()
                .isInstanceOfSatisfying(RunEvent.AssetObserved.class, event -> {
                    assertThat(event.key()).isEqualTo(SOURCE);
                    assertThat(event.observation()).isEqualTo(seen);
                });
    }

    @Test
    void anAnomalyIsAFailedCheckThatFailsNothing() {
        answer("'anomalies':[{'table':'wh.lake.orders','current_count':5,'baseline_avg':376.25,'deviation_pct':98.7,"
                + "'reason':'dropped'}]");
        RunResult result = run();
        assertThat(result.exitStatus()).isZero();
        assertThat(result.failedChecks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("row_count_anomaly");
            assertThat(check.severity()).isEqualTo("warning");
            assertThat(check.asset()).contains(ORDERS);
            assertThat(check.details()).containsExactly(
                    entry("rocky/baseline_avg", 376.25),
                    entry("rocky/current_count", 5L),
                    entry("rocky/deviation_pct", 98.7),
                    entry("rocky/reason", "dropped"));
        });
    }

    @Test
    void aTableThatWasLeftOutIsAnObservation() {
        answer("'excluded_tables':[{'asset_key':['duckdb','shop','orders'],'table_name':'orders',"
                + "'reason':'unchanged_since_last_copy'},{'asset_key':['duckdb','x'],'reason':'missing_from_source'}]");
        assertThat(run().observations()).extracting(Observation::name, Observation::asset, Observation::metadata)
                .containsExactly(
                        tuple("excluded", Optional.of(ORDERS), new TreeMap<>(
                                Map.of("rocky/reason", "unchanged_since_last_copy", "rocky/pruned_unchanged", true))),
                        tuple("excluded", Optional.empty(), new TreeMap<>(
                                Map.of("rocky/reason", "missing_from_source", "rocky/pruned_unchanged", false))));
    }

    @Test
    void aModelThatWasHeldBackIsAnObservation() {
        engine.on("run --model fct --pipeline marts", 0, Json.run("'contained':[{'model':'fct','blocked_by':['a','b'],"
                .replace('\'', '"') + "\"unblock_hint\":\"mend a\"}]"));
        Observation seen = run().outcome(AssetKey.of("fct")).observations().get(0);
        assertThat(seen.name()).isEqualTo("contained");
        assertThat(seen.asset()).contains(AssetKey.of("fct"));
        assertThat(seen.metadata()).containsExactly(
                entry("rocky/blocked_by", "a, b"), entry("rocky/contained", true), entry("rocky/unblock_hint", "mend a"));
    }

    @Test
    void whatIsAboutTheWholeCallIsAnObservationOfNoTable() {
        answer("'budget_breaches':[{'limit_type':'max_usd','limit':1.0,'actual':2.5}],"
                + "'override_warnings':[{'rule_index':2,'kind':'zero_match','message':'no such table','table':'x'}],"
                + "'scheduling_warnings':['a and b read each other']");
        assertThat(run().outcome(SOURCE).observations())
                .allSatisfy(seen -> assertThat(seen.asset()).isEmpty())
                .allSatisfy(seen -> assertThat(seen.engineKey()).isEmpty())
                .extracting(Observation::name, Observation::metadata)
                .containsExactly(
                        tuple("budget_breach", new TreeMap<>(Map.of("rocky/budget_limit_type", "max_usd",
                                "rocky/budget_limit", 1.0, "rocky/budget_actual", 2.5))),
                        tuple("override_warning", new TreeMap<>(Map.of("rocky/override_rule_index", 2L,
                                "rocky/override_kind", "zero_match", "rocky/override_table", "x",
                                "rocky/reason", "no such table"))),
                        tuple("scheduling_warning", new TreeMap<>(Map.of("rocky/reason", "a and b read each other"))));
    }

    @Test
    void whatIsAboutAFusedCallIsSaidOnce() {
        engine.on("run --pipeline marts", 0, Json.run(
                Json.materializations(Json.built("wh.marts.a"), Json.built("wh.marts.b")),
                "\"scheduling_warnings\":[\"a and b read each other\"]"));
        RunResult result = Materializer.of(new Project().model("a").model("b").build(), engine).fused().run();
        assertThat(engine.commands()).containsExactly("run --pipeline marts");
        assertThat(result.observations()).hasSize(1);
    }

    @Test
    void aQuarantineIsAnObservationOfTheTable() {
        engine.on("run --pipeline dq", 0, Json.quality(Json.checks(Json.check("row_count", true, "error")),
                ("'quarantine':[{'asset_key':['wh','marts','fct'],'mode':'split','valid_table':'wh.marts.fct__valid',"
                                + "'quarantine_table':'wh.marts.fct__quarantine','valid_rows':5,'quarantined_rows':2,"
                                + "'ok':true},{'asset_key':['wh','x'],'mode':'tag','ok':false,'error':'tag: denied'}]")
                        .replace('\'', '"')));
        RunResult result = Materializer.of(project.pipelineNode(NodeKind.QUALITY, "dq").build(), engine)
                .execute(NodeKind.QUALITY)
                .select(AssetSelection.parse("quality/dq"))
                .run();
        assertThat(result.observations()).extracting(Observation::name, Observation::asset, Observation::metadata)
                .containsExactly(
                        tuple("quarantine", Optional.of(AssetKey.of("fct")), new TreeMap<>(Map.of(
                                "rocky/quarantine_mode", "split", "rocky/quarantine_ok", true,
                                "rocky/valid_table", "wh.marts.fct__valid", "rocky/valid_rows", 5L,
                                "rocky/quarantine_table", "wh.marts.fct__quarantine",
                                "rocky/quarantined_rows", 2L))),
                        tuple("quarantine", Optional.empty(), new TreeMap<>(Map.of("rocky/quarantine_mode", "tag",
                                "rocky/quarantine_ok", false, "rocky/reason", "tag: denied"))));
    }

    @Test
    void costColumnsAndBytesAreOnTheMaterialization() {
        engine.on("run --model fct --pipeline marts", 0, Json.run(Json.materializations(
                ("{'asset_key':['wh','marts','fct'],'rows_copied':6,'cost_usd':0.25,'bytes_scanned':7,"
                                + "'bytes_written':8,'duration_ms':1,")
                        .replace('\'', '"')
                        + "\"metadata\":{\"column_count\":3,\"compile_time_ms\":4}}")));
        assertThat(run().outcome(AssetKey.of("fct")).metadata())
                .containsEntry("dagster/row_count", 6L)
                .containsEntry("dagster-rocky/rows_copied", 6L)
                .containsEntry("rocky/cost_usd", 0.25)
                .containsEntry("rocky/bytes_scanned", 7L)
                .containsEntry("rocky/bytes_written", 8L)
                .containsEntry("dagster-rocky/column_count", 3L)
                .containsEntry("dagster-rocky/compile_time_ms", 4L);
    }

    @Test
    void aCheckHasThePeersNames() {
        answer("'check_results':[{'asset_key':['duckdb','shop','orders'],'checks':[{'name':'column_match',"
                + "'passed':false,'severity':'warning','missing':['a','b'],'extra':[]},{'name':'null_rate:amount','passed':true,"
                + "'severity':'error','column':'amount','null_rate':0.5,'threshold':0.9}]}]");
        assertThat(run().checks()).extracting(CheckEvaluation::name, CheckEvaluation::details).containsExactly(
                tuple("column_match", new TreeMap<>(Map.of(
                        "missing_columns", "a, b", "extra_columns", "(none)", "severity", "warning"))),
                tuple("null_rate_amount", new TreeMap<>(Map.of(
                        "column", "amount", "null_rate", 0.5, "threshold", 0.9))));
    }

    @Test
    void costsAndBytesOfSeveralAreSummedWhereEachIsKnown() {
        engine.on(CALL, 0, Json.run("\"tables_copied\":2", Json.materializations(
                copy("orders", "'cost_usd':0.1,'bytes_scanned':7,'bytes_written':1,'rows_copied':3"),
                copy("lines", "'cost_usd':0.2,'bytes_scanned':8"))));
        RunResult result = run();
        assertThat(result.outcome(SOURCE).metadata())
                .containsEntry("rocky/cost_usd", 0.3)
                .containsEntry("rocky/bytes_scanned", 15L)
                .containsEntry("dagster/duration_ms", 2L)
                .doesNotContainKeys("rocky/bytes_written", "dagster/row_count");
        assertThat(result.costUsd()).contains(0.3);
        assertThat(result.summary()).contains(": 2 materialized, 0.3 USD\n");
    }

    @Test
    void theCostOfARunIsWhatIsKnownOnceAndNotZero() {
        engine.on(CALL, 0, Json.run("\"tables_copied\":2",
                Json.materializations(copy("orders", "'cost_usd':0.25"), copy("lines", "'rows_copied':3"))));
        Materializer both = Materializer.of(project.build(), engine).select(AssetSelection.parse("ingest/*"));
        assertThat(both.run().costUsd()).contains(0.25); // the source and the load share the call
        assertThat(both.run().outcome(SOURCE).metadata()).doesNotContainKeys("rocky/cost_usd");
        engine.on(CALL, 0, Json.run("\"tables_copied\":1", Json.materializations(copy("orders", "'cost_usd':0.0"))));
        assertThat(both.run().costUsd()).isEmpty();
        assertThat(both.run().summary()).doesNotContain("USD");
    }

    private static String copy(String table, String more) {
        return ("{'asset_key':['duckdb','shop','" + table + "'],'duration_ms':1,'metadata':{}," + more + "}")
                .replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "'\"duckdb\",\"shop\",\"orders\"', raw/orders", // a replicated table
        "'\"wh\",\"marts\",\"fct\"', fct", // a model
        "'\"\",\"marts\",\"fct\"', fct", // whose catalog only we know
        "'\"wh\",\"marts\",\"bare\"', bare", // or only the engine
        "'\"other\",\"marts\",\"fct\"', ''", // another catalog
        "'\"<runtime>\"', ''",
        "'', ''"
    })
    void aCheckIsAboutTheAssetThatItsKeyNames(String key, String asset) {
        answer("'check_results':[{'asset_key':[" + key.replace('"', '\'') + "],'checks':[{'name':'row_count',"
                + "'passed':false,'severity':'warning'}]}]");
        assertThat(run().failedChecks()).singleElement().satisfies(check -> assertThat(check.asset())
                .isEqualTo(asset.isEmpty() ? Optional.empty() : Optional.of(AssetKey.parse(asset))));
    }

    @ParameterizedTest
    @CsvSource({
        "wh.lake.orders, raw/orders", // copied in the same answer
        "wh.elsewhere.orders, raw/orders", // the last word is enough when only one table has it
        "wh.marts.fct, fct",
        ".marts.fct, fct",
        "marts.fct, fct",
        "other.marts.fct, ''",
        "fct, ''", // a table, not the model
        "wh.lake.events, ''" // two have it
    })
    void aDottedNameIsResolvedOrLeft(String table, String asset) {
        answer("'anomalies':[{'table':'" + table + "'}]");
        assertThat(run().failedChecks()).singleElement().satisfies(check -> assertThat(check.asset())
                .isEqualTo(asset.isEmpty() ? Optional.empty() : Optional.of(AssetKey.parse(asset))));
    }

    private void answer(String member) {
        engine.on(CALL, 0, Json.run(
                Json.materializations("{'asset_key':['duckdb','shop','orders'],'metadata':{'target_table_full_name':"
                        .replace('\'', '"') + "\"wh.lake.orders\"}}"),
                member.replace('\'', '"')));
    }

    private RunResult run() {
        Definitions definitions = project.build();
        return Materializer.of(definitions, engine)
                .select(AssetSelection.parse("ingest/source or fct"))
                .retry(RetryPolicy.none())
                .listener(events::add)
                .run();
    }

    private static AssetSpec table(String key, String engineKey) {
        return AssetSpec.builder(AssetKey.parse(key), "table:" + engineKey, NodeKind.SOURCE, engineKey, "raw")
                .table(true)
                .pipeline("ingest")
                .build();
    }
}
