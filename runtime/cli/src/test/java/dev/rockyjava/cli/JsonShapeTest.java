package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs read these: members may be added, none may go or change its name. */
class JsonShapeTest {

    private final FakeProject project;

    JsonShapeTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void ofCommandsThatLook() {
        assertMembers(json("list").get(1), "key node_id kind label pipeline target strategy group tags kinds partitions "
                + "upstream downstream sources columns metadata checks");
        assertMembers(json("show", "daily"), "key node_id kind");
        assertMembers(json("graph"), "nodes edges");
        assertMembers(json("plan", "daily").get(0), "key kind layer because commands action notes after");
        assertMembers(json("doctor").get(0), "level what text");
        assertMembers(json("refresh", "--check"), "snapshot written created differs assets diff compile_problems");
        assertMembers(json("diff", project.snapshot().toString()), "different added removed changed perhaps_renamed");
    }

    @Test
    void ofRuns() {
        project.without("run-report");
        String head = "run_id succeeded interrupted exit_status started duration_ms counts checks";
        JsonNode run = json("materialize", "+report", "--partition", "2026-04-01");
        assertMembers(run, head + " assets");
        assertMembers(run.get("counts"), "materialized graph_only failed skipped");
        assertMembers(run.get("assets").get(2), "key kind status duration_ms attempts materializations checks "
                + "observations planned_partitions");
        assertMembers(run.get("assets").get(2).get("planned_partitions"), "grain first last missing chosen possible");
        assertMembers(run.get("assets").get(3), "key kind status reason");
        assertMembers(json("resume"), head + " assets");

        JsonNode recorded = json("history").get(0);
        assertMembers(recorded, "run_id result started finished duration_ms exit_status resumed resumable counts checks");
        assertMembers(recorded.get("checks"), "passed failed warned not_evaluated");
        assertMembers(recorded.get("counts"), "materialized graph_only failed skipped not_done");
        assertThat(recorded.get("result").asString()).isEqualTo("failed");
        JsonNode whole = json("history", recorded.get("run_id").asString());
        assertMembers(whole, "run_id result assets");
        assertMembers(whole.get("assets").get(3), "key kind status good time duration_ms "
                + "reason partitions submission_ids");

        JsonNode status = json("status");
        assertMembers(status.get(1), "key kind status good time duration_ms partitions run_id last_materialized coverage stale");
        assertMembers(status.get(1).get("coverage"), "built possible");
        assertMembers(status.get(1).get("last_materialized"), "time duration_ms run_id");
        assertThat(status.get(1).get("partitions").toString()).isEqualTo("[\"2026-04-01\"]");
    }

    @Test
    void ofAnAssetThatWasNeverRunAndOfNoRuns() {
        assertThat(json("status", "orders").toString())
                .isEqualTo("[{\"key\":\"wh/marts/orders\",\"kind\":\"transformation\",\"status\":\"never\",\"stale\":[{\"reason\":\"never\",\"text\":\"never built\"}]}]");
        assertThat(json("history").toString()).isEqualTo("[]");
    }

    @Test
    void ofEventsAsLines() {
        project.without("run-daily");
        Ran ran = Ran.on(project, "materialize", "+daily or seed/*", "-o", "jsonl", "--retries", "0");
        assertThat(ran.err()).isEmpty();
        List<JsonNode> events = ran.out().lines().map(new JsonMapper()::readTree).toList();
        assertThat(events).extracting(event -> event.get("event").asString() + " " + event.path("key").asString(""))
                .containsExactly("run_started ", "asset_graph_only seed/rates", "asset_started wh/marts/orders",
                        "asset_materialized wh/marts/orders", "asset_started wh/marts/daily",
                        "asset_failed wh/marts/daily", "run_finished ");
        assertMembers(events.get(0), "event time run_id assets");
        assertMembers(events.get(3), "event time key kind status duration_ms attempts materializations checks");
        assertMembers(events.get(6), "event time run_id succeeded interrupted exit_status started duration_ms counts");
        assertThat(events.get(6).get("exit_status").asInt()).isEqualTo(ran.status()).isEqualTo(ExitCodes.PARTIAL);
        assertThat(Ran.on(project, "materialize", "orders", "-o", "jsonl", "--engine-log").out())
                .contains("\"event\":\"engine_log\"").contains("\"line\":\"engine says hello\"");
        assertThat(Ran.on(project, "list", "-o", "jsonl").out().lines()).hasSize(4).allMatch(line -> line.startsWith("{\"key\""));
    }

    @Test
    void ofWhatFailedAndWhatItCost() {
        String answer = project.read("answers/run-orders.json").replace("\"metadata\":{}", "\"metadata\":{},\"cost_usd\":0.25");
        project.answer("run-orders", answer);
        assertThat(json("materialize", "orders").get("cost_usd").asDouble()).isEqualTo(0.25);
        project.answer("run-orders", answer.replace("\"interrupted\"", "\"errors\":[{\"asset_key\":[\"orders\"],"
                + "\"error\":\"no\",\"failure_kind\":\"not-found\"}],\"interrupted\""));
        JsonNode orders = json("materialize", "orders", "--retries", "0").get("assets").get(0);
        assertThat(orders.get("failure_kind").asString()).isEqualTo("not-found");
    }

    @Test
    void ofWhatTheConfigurationSurfaces() {
        project.write("defs.yaml", project.read("defs.yaml") + "  surface_compliance: true\n  surface_retention_status: true\n");
        project.write("fake-rocky", project.read("fake-rocky").replace("|dag|", "|dag|compliance|retention-status|"));
        project.answer("compliance", "{'version':'1','command':'compliance','summary':{'total_classified':1,'total_masked':0,"
                        + "'total_exceptions':1},'per_column':[],'exceptions':[{'model':'orders','column':'email',"
                        + "'env':'default','reason':'no mask'}]}")
                .answer("retention-status", "{'version':'1','command':'retention-status','models':[{'model':'orders',"
                        + "'configured_days':30,'warehouse_days':7,'in_sync':false}]}");
        JsonNode orders = json("materialize", "orders").get("assets").get(0);
        assertMembers(orders.get("checks").get(0), "engine_key name passed severity details");
        assertMembers(orders.get("observations").get(0), "engine_key name metadata");
        assertThat(Ran.on(project, "materialize", "orders", "-o", "jsonl").out())
                .contains("\"event\":\"check_evaluated\"").contains("\"event\":\"asset_observed\"")
                .contains("\"observation\":{\"engine_key\":\"orders\",\"name\":\"retention_drift\"");
    }

    @Test
    void controlCharactersReachProgramsButNoTerminal() {
        project.answer("run-orders", project.read("answers/run-orders.json").replace("'metadata':{}", "")
                .replace("\"check_results\":[]", "\"check_results\":[{\"asset_key\":[\"a\u009b\\u001b[2J\\u202e\"],\"checks\":"
                        + "[{\"name\":\"c\",\"passed\":true}]}]"));
        Ran ran = Ran.on(project, "materialize", "orders", "-o", "json");
        assertThat(ran.out()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        assertThat(ran.json().get("assets").get(0).get("checks").get(0).get("engine_key").asString())
                .isEqualTo("a\u009b\u001b[2J\u202e");
    }

    private JsonNode json(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", "json"));
        return Ran.on(project, all.toArray(String[]::new)).json();
    }

    private static void assertMembers(JsonNode json, String names) {
        assertThat(json.propertyNames()).contains(names.split(" "));
    }
}
