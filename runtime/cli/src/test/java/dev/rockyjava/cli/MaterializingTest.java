package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MaterializingTest {

    private final FakeProject project;

    MaterializingTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
        project.write("calls", "");
    }

    @Test
    void runsASelectionInOrder() {
        Ran ran = Ran.on(project, "materialize", "+report", "--partition", "2026-04-01");
        assertThat(ran.err()).containsSubsequence(
                "4 assets\n", "[1/4] graph-only ", "seed/rates\n", "wh/marts/orders\n", "wh/marts/daily\n",
                "[4/4] materialized ", "wh/marts/report\n");
        assertThat(ran.out()).startsWith("run succeeded in ").endsWith(": 3 materialized, 1 graph-only\n");
        assertThat(ran.status()).isZero();
        assertThat(project.read("calls").lines())
                .hasSize(3)
                .anyMatch(call -> call.contains("--model daily --pipeline marts --partition 2026-04-01"));
    }

    @Test
    void partlyIsNotFailedIsNotWrong() {
        project.without("run-daily");
        Ran partly = Ran.on(project, "materialize", "+report");
        assertThat(partly.status()).isEqualTo(ExitCodes.PARTIAL);
        assertThat(partly.err()).contains("failed").contains("nothing for run-daily").contains("skipped");
        assertThat(Ran.on(project, "materialize", "daily").status()).isEqualTo(ExitCodes.FAILED);
        assertThat(Ran.on(project, "materialize", "dayly").status()).isEqualTo(ExitCodes.USAGE);
        assertThat(Ran.on(project, "materialize").status()).isEqualTo(ExitCodes.USAGE);
        assertThat(Ran.on(project, "materialize", "daily", "--parallel", "0").status()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void tellsTheOutcomeAsJson() {
        project.without("run-daily");
        Ran ran = Ran.on(project, "materialize", "orders or daily", "-o", "json");
        JsonNode json = ran.json();
        assertThat(json.get("exit_status").asInt()).isEqualTo(ran.status()).isEqualTo(ExitCodes.PARTIAL);
        assertThat(json.get("assets").get(0).get("materializations").get(0).get("engine_key").asString())
                .isEqualTo("wh.marts.orders");
        assertThat(json.get("assets").get(1).get("status").asString()).isEqualTo("failed");
        assertThat(json.get("assets").get(1).get("reason").asString()).contains("nothing for run-daily");
    }

    @Test
    void showsTheEnginesLogOnDemandOnly() {
        assertThat(Ran.on(project, "materialize", "orders").err()).doesNotContain("hello");
        assertThat(Ran.on(project, "materialize", "orders", "--engine-log").err())
                .contains("wh/marts/orders | engine says hello\n");
    }

    @Test
    void saysWhichAssetsHaveOtherPartitions() {
        String monthly = FakeProject.transformation(
                "monthly", ",'strategy':{'type':'time_interval'},'partition_shape':{'granularity':'monthly'}", "");
        project.graph(FakeProject.ORDERS, FakeProject.DAILY, monthly).refreshed();
        Ran ran = Ran.on(project, "plan", "daily or monthly", "--partition", "2026-04");
        assertThat(ran.err()).contains("wh/marts/daily has daily partitions; its latest will be built\n");
        assertThat(ran.out()).contains("--model monthly --pipeline marts --partition 2026-04\n");
    }
}
