package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.engine.EngineLocks;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
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
                "4 assets\n", "[1/4] graph-only ", "seed/rates\n", "wh/marts/orders\n", "wh/marts/daily for 2026-04-01\n",
                "[4/4] materialized ", "wh/marts/report\n");
        assertThat(ran.out()).startsWith("run succeeded in ").endsWith(": 3 materialized, 1 graph-only\n"
                + "partitions\n  wh/marts/daily: built for 2026-04-01\n");
        assertThat(ran.status()).isZero();
        assertThat(project.read("calls").lines())
                .hasSize(3)
                .anyMatch(call -> call.contains("--model daily --pipeline marts --partition 2026-04-01"));
    }

    @Test
    void aKindThatCantBeChosenIsAnsweredWithThoseThatCan() {
        for (String kind : List.of("sede", "load", "SEED")) {
            Ran ran = Ran.on(project, "materialize", "+report", "--execute", "seed," + kind);
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("--execute", "expected one of [seed, ", "test] but was '" + kind + "'");
        }
        assertThat(project.read("calls")).isEmpty();
    }

    @Test
    void whatIsToBeKnownOfTheEngineStateIsSaidBeforeARunOnce() {
        project.write(".rocky-state.redb", "");
        project.write("models/.rocky-state.redb", "");
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"engine says hello\"",
                "echo '{\"level\":\"WARN\",\"fields\":{\"message\":\"look\"},\"target\":\"rocky::state_path\"}'"));
        for (String[] more : List.of(new String[0], new String[] {"-o", "jsonl"}, new String[] {"-o", "json"})) {
            List<String> arguments = new ArrayList<>(List.of("materialize", "+report"));
            arguments.addAll(List.of(more));
            Ran ran = Ran.on(project, arguments.toArray(String[]::new));
            assertThat(ran.status()).isZero();
            assertThat(ran.err().lines().limit(1)).singleElement().asString().startsWith("warning: this project has two engine states: "
                    + project.file(".rocky-state.redb") + " is used, " + project.file("models/.rocky-state.redb") + " is not");
            assertThat(ran.err()).containsOnlyOnce("two engine states");
            assertThat(ran.err()).containsOnlyOnce("warning: rocky: look\n");
        }
        assertThat(Ran.on(project, "materialize", "orders", "--engine-log").err()).contains("| {\"level\":\"WARN\"");
    }

    @Test
    void saysWhichPartitionIsBuiltWhereNoneWasChosen() {
        String one = "built for \\d{4}-\\d\\d-\\d\\d only, 1 of \\d+ daily partitions; --partition or --missing for others\n";
        assertThat(Ran.on(project, "plan", "daily").out()).containsPattern("     " + one);
        JsonNode planned = Ran.on(project, "plan", "daily", "-o", "json").json().get(0).get("planned_partitions");
        assertThat(planned.get("first")).isEqualTo(planned.get("last"));
        assertThat(planned.get("chosen").asBoolean()).isFalse();
        Ran ran = Ran.on(project, "materialize", "daily");
        assertThat(ran.out()).containsPattern("partitions\n  wh/marts/daily: " + one);
        assertThat(ran.err()).containsPattern("materialized .* wh/marts/daily for " + planned.get("last").asString());
        Ran lines = Ran.on(project, "materialize", "daily", "-o", "jsonl");
        assertThat(lines.out().lines().filter(line -> line.contains("planned_partitions")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"last\":\"" + planned.get("last").asString() + "\""));
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
    }

    @Test
    void withoutAnEngineNothingIsStartedAndItIsSaidOnce() throws IOException {
        Files.delete(project.file("fake-rocky"));
        Ran ran = Ran.on(project, "materialize", "*");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().contains("there is no file", "fake-rocky");
        assertThat(project.file(".rocky-java/runs")).doesNotExist();
    }

    @Test
    void oneReasonOfManyFailuresIsOneLine() {
        project.graph(FakeProject.ORDERS, FakeProject.transformation("other", "", "")).refreshed();
        String broken = "{'version':'1.71.0','command':'run','status':'Failure','filter':'','duration_ms':5,"
                + "'tables_copied':0,'tables_failed':1,'materializations':[],'check_results':[],'interrupted':false,"
                + "'errors':[{'asset_key':[],'error':'a model of the pipeline is broken'}]}";
        project.answer("run-orders", broken).answer("run-other", broken);
        assertThat(Ran.on(project, "materialize", "*").out())
                .containsPattern("failed\n  wh/marts/orders and 1 more: .*a model of the pipeline is broken\n");
    }

    @Test
    void fusedBuildsAPipelineByOneCall() {
        String replaced = ",'strategy':{'type':'full_refresh'}";
        project.graph(
                        FakeProject.transformation("orders", replaced, ""),
                        FakeProject.transformation("other", replaced, ""))
                .refreshed();
        project.write("calls", "");
        String plan = Ran.on(project, "plan", "*", "--fused").out();
        assertThat(plan).contains("run --pipeline marts").doesNotContain("--model");
        Ran.on(project, "materialize", "*", "--fused");
        assertThat(project.read("calls").lines()).singleElement().asString().contains("run --pipeline marts");
    }

    @Test
    void theConfigurationsTimeoutAndModeAreTaken() {
        String yaml = project.read("defs.yaml");
        project.write("defs.yaml", yaml.replace("dag_mode: true", "dag_mode: true\n  execution_mode: plan"));
        Ran planned = Ran.on(project, "materialize", "orders");
        assertThat(planned.err()).contains("the engine can't plan in this project");
        assertThat(Ran.on(project, "materialize", "orders", "--execution-mode", "direct").status()).isZero();

        project.write("defs.yaml", yaml.replace("dag_mode: true", "dag_mode: true\n  timeout_seconds: 1"));
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"$@\" >> calls", "exec sleep 60"));
        assertThat(Ran.on(project, "materialize", "orders").out()).contains("took longer than 1 s and was ended")
                .contains("--timeout for a call of the engine");
    }

    @Test
    void moreTimeIsOfferedForEveryLimitThatWasReached() throws Exception {
        project.write("defs.yaml", project.read("defs.yaml") + "  state_path: own.redb\n");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            EngineLocks.Held lock = EngineLocks.acquire(List.of(project.file("own.redb")));
            held.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                lock.close();
            }
        });
        other.start();
        held.await();
        Ran ran = Ran.on(project, "materialize", "orders", "--asset-timeout", "1s", "--retries", "0");
        over.countDown();
        other.join();
        assertThat(ran.out()).contains("waited ").contains("own.redb, which another call uses")
                .contains("more time: --timeout for a call of the engine");
    }

    @Test
    void whatIsBelowAFailureIsOneLineWhateverTheKeysAre() {
        project.graph(
                FakeProject.transformation("raw (old)", "", ""),
                FakeProject.transformation("b", "", "'transformation:raw (old)'"),
                FakeProject.transformation("c", "", "'transformation:b'"))
                .refreshed();
        assertThat(Ran.on(project, "materialize", "*").out()).contains("  2 assets: upstream wh/marts/raw (old) failed\n");
    }

    @Test
    void whatMakesNoSenseIsAMistakeOfTheUser() {
        assertMistake("the parallelism must be at least 1, not 0", "--parallelism", "0");
        assertMistake("--retries is at least 0, not -1", "--retries", "-1");
        assertMistake("keeps at least 1 run", "--keep-runs", "0");
        assertMistake("a timeout is more than zero", "--timeout", "0s");
        assertMistake("a timeout is more than zero", "--asset-timeout", "0s");
        assertMistake("a timeout is more than zero", "--run-timeout", "0s");
        assertMistake("the engine can't plan in this project", "--execution-mode", "plan-then-apply");
        assertMistake("'10' is no duration; write 90s", "--wait", "10");
        assertThat(project.read("calls")).isEmpty();
    }

    private void assertMistake(String message, String... options) {
        List<String> all = new ArrayList<>(List.of("materialize", "orders"));
        all.addAll(List.of(options));
        Ran ran = Ran.on(project, all.toArray(String[]::new));
        assertThat(ran.err()).contains(message);
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void timeoutsAndRetriesReachTheRun() {
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"$@\" >> calls",
                "echo \"$@\" >> calls\ncase \"$*\" in *orders*) exec sleep 60;; esac"));
        for (String option : List.of("--timeout", "--asset-timeout", "--run-timeout")) {
            Ran ran = Ran.on(project, "materialize", "orders", option, "1s");
            assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
            assertThat(ran.out()).as(option).startsWith("run failed").containsPattern("wh/marts/orders: .* (took longer than [\\d.]+ m?s and|was interrupted)");
        }
        project.answer("run-orders", "{'version':'1.71.0','command':'run','status':'Failure',"
                + "'filter':'','duration_ms':5,'tables_copied':0,'tables_failed':1,'materializations':[],'check_results':[],"
                + "'interrupted':false,'errors':[{'asset_key':['orders'],'error':'gone','failure_kind':'transient'}]}");
        project.write("fake-rocky", project.read("fake-rocky").replace(
                "exec sleep 60", "cat answers/run-orders.json; exit 1"));
        project.write("calls", "");
        Ran retried = Ran.on(project, "materialize", "orders", "--retries", "1");
        assertThat(retried.err()).contains("wh/marts/orders: try 1 of 2 failed, the next is in ");
        assertThat(project.read("calls").lines()).hasSize(2);
        Ran once = Ran.on(project, "materialize", "orders", "--retries", "0");
        assertThat(once.err()).doesNotContain("try 1");
        project.answer("run-orders", "{}");
        assertThat(Ran.on(project, "materialize", "orders", "--retries", "2147483647").err())
                .doesNotContain("a retry policy");
        assertThat(once.status()).isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void waitsForAnotherRunOrSaysWhoItIs() throws Exception {
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"$@\" >> calls",
                "echo \"$@\" >> calls\nwhile [ ! -e go ]; do sleep 0.05; done"));
        CompletableFuture<Ran> first = CompletableFuture.supplyAsync(() -> Ran.on(project, "materialize", "orders"));
        while (project.read("calls").isEmpty() && !first.isDone()) {
            Thread.sleep(20);
        }
        Ran refused = Ran.on(project, "materialize", "orders");
        assertThat(refused.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.err()).matches("another run works on this project: run \\S+ of process " + ProcessHandle.current().pid()
                + "\\. Nothing was started; wait for it with --wait 10m, for example\n");
        assertThat(refused.out()).isEmpty();
        Ran late = Ran.on(project, "materialize", "orders", "--wait", "PT0.2S");
        assertThat(late.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(late.err()).contains("did not end within 200 ms");
        CompletableFuture<Ran> waiting =
                CompletableFuture.supplyAsync(() -> Ran.on(project, "materialize", "orders", "--wait", "10m"));
        project.write("go", "");
        assertThat(first.get().status()).isZero();
        assertThat(waiting.get().status()).isZero();
        assertThat(project.read("calls").lines()).hasSize(2);
    }

    @Test
    void failFastStartsNothingMore() {
        project.graph(FakeProject.ORDERS, FakeProject.transformation("other", "", "")).without("run-orders").refreshed();
        project.write("calls", "");
        Ran ran = Ran.on(project, "materialize", "*", "--fail-fast");
        assertThat(ran.out()).contains("wh/marts/other: the run stops at the first failure, which was wh/marts/orders");
        assertThat(ran.err()).as("a line for each that had no turn").doesNotContain("wh/marts/other");
        assertThat(project.read("calls").lines()).hasSize(1);
    }

    @Test
    void theSummaryIsReadInFiveSeconds() {
        List<String> nodes = new ArrayList<>(List.of(FakeProject.ORDERS));
        for (int i = 0; i < 30; i++) {
            nodes.add(FakeProject.transformation("below" + i, "", "'transformation:orders'"));
        }
        nodes.add(FakeProject.transformation("deep", "", "'transformation:below3'"));
        for (int i = 0; i < 5; i++) {
            nodes.add(FakeProject.transformation("good" + i, "", ""));
            project.answer("run-good" + i, project.read("answers/run-report.json").replace("report", "good" + i));
        }
        project.graph(nodes.toArray(String[]::new)).without("run-orders").refreshed();

        Ran ran = Ran.on(project, "materialize", "*");

        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSizeLessThan(10);
        assertThat(lines.get(0)).startsWith("run partly failed in ").endsWith(": 5 materialized, 1 failed, 31 skipped");
        assertThat(lines.get(1)).isEqualTo("failed");
        assertThat(lines.get(2)).startsWith("  wh/marts/orders: ").contains("nothing for run-orders");
        assertThat(lines.subList(3, 5)).containsExactly("skipped", "  31 assets: upstream wh/marts/orders failed");
        assertThat(lines.get(5)).startsWith("slowest: wh/marts/good");
        List<Double> slowest = Pattern.compile("good\\d ([\\d.]+) (m?)s").matcher(lines.get(5)).results()
                .map(match -> Double.parseDouble(match.group(1)) * (match.group(2).isEmpty() ? 1000 : 1))
                .toList();
        assertThat(slowest).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(lines.get(6)).isEqualTo("next");
        assertThat(lines.get(7)).startsWith("  rocky-java resume 2").contains(" --project " + project.folder());
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

    @Test
    void leavesOutWhatAChoiceOfPartitionsIsNotFor() {
        String endless = FakeProject.transformation(
                "endless", ",'strategy':{'type':'time_interval'},'partition_shape':{'granularity':'daily'}", "");
        project.graph(FakeProject.ORDERS, FakeProject.DAILY, endless).refreshed();

        Ran missing = Ran.on(project, "plan", "*", "--missing");
        assertThat(missing.err()).startsWith("wh/marts/endless states no first_partition; its latest will be built\n");
        assertThat(missing.out()).contains("daily --pipeline marts --missing\n", "endless --pipeline marts --partition ");
        assertThat(Ran.on(project, "plan", "endless", "--missing").status()).isEqualTo(ExitCodes.USAGE);

        Ran early = Ran.on(project, "plan", "*", "--partitions", "2026-02-01..2026-04-01");
        assertThat(early.err())
                .startsWith("wh/marts/daily begins with 2026-03-01, after 2026-02-01; its latest will be built\n");
        assertThat(early.out()).contains("endless --pipeline marts --from 2026-02-01 --to 2026-04-01\n",
                "daily --pipeline marts --partition ");
    }

    /** Without a graph, as an application may have been compiled, such a model has partitions. */
    @Test
    void leavesOutWhatTheEngineGivesNoPartitions() {
        Definitions definitions =
                Definitions.of(List.of(daily("micro", "microbatch"), daily("day", "time_interval")), List.of());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(said), new PrintStream(said));
        try (RockyEngine engine = project.component().engine()) {
            Materializer all = Materializer.of(definitions, engine);
            PartitionArguments both = new PartitionArguments(definitions, definitions.keys(), terminal);
            for (Materializer chosen : List.of(
                    both.latest(all), both.missing(all), both.range(all, "2026-04-01", "2026-04-01", 1))) {
                assertThat(chosen.plan().toString())
                        .containsPattern("--model day --pipeline marts --(missing|partition \\d{4}-\\d\\d-\\d\\d)")
                        .containsPattern("(?m)--model micro --pipeline marts$");
            }
            assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(3).containsOnly("micro has the strategy "
                    + "microbatch, for which the engine ignores partitions and inserts everything again");
            PartitionArguments micro = new PartitionArguments(definitions, List.of(AssetKey.of("micro")), terminal);
            assertThatThrownBy(() -> micro.latest(all)).isInstanceOf(UsageException.class)
                    .hasMessageContaining("run it without partitions");
        }
    }

    private static AssetSpec daily(String name, String strategy) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "default")
                .pipeline("marts")
                .strategy(strategy)
                .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-03-01")))
                .build();
    }
}
