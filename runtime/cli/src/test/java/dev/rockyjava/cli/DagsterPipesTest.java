package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.pipes.DagsterPipes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run that Dagster starts: what it says over the protocol, and what the real Dagster records. */
class DagsterPipesTest {

    private static final String TEST = "{'id':'test:orders::not_null','kind':'test','label':'orders::not_null',"
            + "'depends_on':['transformation:orders']}";

    private final FakeProject project;

    DagsterPipesTest(@TempDir Path folder) {
        project = new FakeProject(folder)
                .graph(FakeProject.ORDERS, FakeProject.DAILY, FakeProject.REPORT, FakeProject.SEED, TEST)
                .refreshed();
    }

    private int materialize(String context, String... arguments) throws Exception {
        project.write("context.json", context.replace('\'', '"'));
        ProcessBuilder program = new Program(project).builder(arguments);
        program.environment().put("DAGSTER_PIPES_CONTEXT", encoded("{\"path\":\"" + project.file("context.json") + "\"}"));
        program.environment().put("DAGSTER_PIPES_MESSAGES", encoded("{\"path\":\"" + project.file("messages") + "\"}"));
        return Program.ended(program.start());
    }

    private static String encoded(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String context(String keys, String partition) {
        return "{'asset_keys':" + keys + ",'partition_key':" + partition + ",'partition_key_range':null,'run_id':'r','extras':{}}";
    }

    private List<JsonNode> messages(String method) {
        return project.read("messages").lines()
                .map(JsonMapper.shared()::readTree)
                .filter(message -> message.path("method").asString().equals(method))
                .map(message -> message.path("params"))
                .toList();
    }

    @Test
    void theStepSaysWhichAssetsAndWhichPartition() throws Exception {
        assertThat(materialize(context("['wh/marts/orders','wh/marts/daily']", "'2026-04-01'"), "materialize")).isZero();
        assertThat(project.read("calls")).contains("--model daily --pipeline marts --partition 2026-04-01");
        assertThat(messages("report_asset_materialization"))
                .extracting(message -> message.path("asset_key").asString())
                .containsExactly("wh/marts/orders", "wh/marts/daily");
        assertThat(messages("report_asset_check")).singleElement().satisfies(check -> {
            assertThat(check.path("passed").asBoolean()).isFalse();
            assertThat(check.path("severity").asString()).isEqualTo("WARN");
            assertThat(check.at("/metadata/not_evaluated/raw_value").asString()).isNotEmpty();
        });
        assertThat(messages("opened")).hasSize(1);
        assertThat(messages("closed")).singleElement().satisfies(closed -> assertThat(closed.size()).isZero());
        assertThat(project.read("messages").lines().findFirst()).get().asString().contains("\"opened\"");
    }

    @Test
    void whatTheStepHasNotSelectedIsALogLine() throws Exception {
        assertThat(materialize(context("['wh/marts/daily']", "null"), "materialize", "orders", "--parallelism", "2")).isZero();
        assertThat(messages("report_asset_materialization")).isEmpty();
        assertThat(messages("report_asset_check")).isEmpty();
        assertThat(messages("log")).anySatisfy(
                log -> assertThat(log.path("message").asString()).isEqualTo("wh/marts/orders materialized"));
    }

    @Test
    void aRunThatFailsOrCannotBeginClosesWithTheReason() throws Exception {
        project.without("run-orders");
        assertThat(materialize(context("['wh/marts/orders']", "null"), "materialize")).isEqualTo(1);
        assertThat(messages("closed")).singleElement().satisfies(closed ->
                assertThat(closed.at("/exception/message").asString()).contains("run failed", "wh/marts/orders"));
        Files.delete(project.file("messages"));
        assertThat(materialize(context("['wh/marts/gone']", "null"), "materialize")).isEqualTo(2);
        assertThat(messages("closed")).singleElement().satisfies(closed ->
                assertThat(closed.at("/exception/message").asString()).contains("wh/marts/gone"));
    }

    @Test
    void withoutAssetsASelectionIsNeeded() throws Exception {
        assertThat(materialize(context("null", "null"), "materialize")).isEqualTo(2);
        assertThat(project.read("err")).contains("materialize needs a selection: materialize '*' for all assets");
        assertThat(messages("closed")).singleElement().satisfies(closed -> assertThat(closed.has("exception")).isTrue());
    }

    @Test
    void withoutASnapshotDagsterLearnsThat() throws Exception {
        Files.delete(project.snapshot());
        assertThat(materialize(context("['wh/marts/orders']", "null"), "materialize")).isNotZero();
        assertThat(messages("closed")).singleElement().satisfies(closed ->
                assertThat(closed.at("/exception/message").asString()).contains("snapshot"));
    }

    @Test
    void anEndThatWasNotReportedIsNoSuccess() throws Exception {
        project.write("context.json", context("[\"wh/marts/orders\"]", "null").replace('\'', '"'));
        try (DagsterPipes pipes = DagsterPipes.ofEnvironment(
                        Definitions.of(List.of(), List.of()),
                        Map.of(
                                "DAGSTER_PIPES_CONTEXT", encoded("{\"path\":\"" + project.file("context.json") + "\"}"),
                                "DAGSTER_PIPES_MESSAGES", encoded("{\"path\":\"" + project.file("messages") + "\"}")))
                .orElseThrow()) {
            assertThat(pipes.assets()).hasSize(1);
        }
        assertThat(messages("closed")).singleElement().satisfies(closed -> assertThat(closed.has("exception")).isTrue());
    }

    @Test
    void whatIsNoPartitionIsRefusedRatherThanIgnored() throws Exception {
        assertThat(materialize(context("['wh/marts/daily']", "5"), "materialize")).isEqualTo(1);
        assertThat(project.read("err")).contains("Dagster's partition 5 is no text");
        assertThat(project.read("calls")).doesNotContain("--model daily");
    }

    @Test
    void variablesThatCannotBeReadAreNamed() throws Exception {
        ProcessBuilder program = new Program(project).builder("materialize", "orders");
        program.environment().put("DAGSTER_PIPES_CONTEXT", "no base64");
        program.environment().put("DAGSTER_PIPES_MESSAGES", encoded("{\"stdio\":\"stderr\"}"));
        assertThat(Program.ended(program.start())).isEqualTo(1);
        assertThat(project.read("err")).contains("DAGSTER_PIPES_CONTEXT can't be read", "PipesSubprocessClient");
        program.environment().put("DAGSTER_PIPES_CONTEXT", encoded("{\"data\":{\"asset_keys\":[\"wh/marts/orders\"]}}"));
        program.environment().put("DAGSTER_PIPES_MESSAGES", encoded("{\"elsewhere\":1}"));
        assertThat(Program.ended(program.start())).isEqualTo(1);
        assertThat(project.read("err")).contains("DAGSTER_PIPES_MESSAGES names neither a file, nor stdout or stderr");
    }

    @Test
    void dagsterRecordsItsRun() throws Exception {
        JsonNode record = dagster("2026-04-01", "wh/marts/daily");
        assertThat(record.path("success").asBoolean()).as(record.toString()).isTrue();
        assertThat(record.path("partitions")).hasToString("[\"2026-04-01\"]");
        record = dagster("", "wh/marts/orders", "seed/rates");
        assertThat(record.path("success").asBoolean()).as(record.toString()).isTrue();
        assertThat(record.at("/materialized/wh~1marts~1orders").has("dagster/duration_ms")).as(record.toString()).isTrue();
        assertThat(record.at("/materialized/seed~1rates").path("rocky/graph_only").asString()).isEqualTo("true");
        assertThat(record.path("checks")).hasSize(1);
        assertThat(record.at("/checks/0/2").asBoolean()).isFalse();
        assertThat(record.at("/checks/0/3").asString()).isEqualTo("WARN");

        project.without("run-report");
        record = dagster("", "wh/marts/orders", "wh/marts/report");
        assertThat(record.path("success").asBoolean()).isFalse();
        assertThat(record.path("materialized").has("wh/marts/orders")).as(record.toString()).isTrue();
        assertThat(record.path("engine_events").toString()).contains("run partly failed");
        assertThat(record.path("logs").toString()).contains("wh/marts/report failed: ");
        assertThat(record.path("failures").toString()).contains("rocky-java ended with status 3");
    }

    /** Runs the README's definitions in the real Dagster. */
    private JsonNode dagster(String partition, String... keys) throws Exception {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(python.isEmpty(), "no Dagster to be started by: run with -Drocky.peer.python=<a Python with dagster>");
        String readme = Files.readString(Path.of("README.md"));
        String block = readme.split("```python\n")[1].split("```")[0];
        List<String> program = new Program(project).builder().command();
        String rocky = "[" + String.join(", ", program.stream().map(word -> '"' + word + '"').toList()) + "]";
        String definitions = block.replaceFirst("ROCKY = .*", "ROCKY = " + rocky);
        List<String> command = new ArrayList<>(List.of(
                python, script().toString(), project.write("definitions.py", definitions).toString(), partition));
        command.addAll(List.of(keys));
        Process process = new ProcessBuilder(command)
                .redirectOutput(project.file("record.json").toFile())
                .redirectError(project.file("dagster.txt").toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Dagster hangs");
        }
        assertThat(process.exitValue()).as(project.read("dagster.txt")).isZero();
        String out = project.read("record.json");
        return JsonMapper.shared().readTree(out.lines().reduce((first, second) -> second).orElse(""));
    }

    private Path script() throws IOException {
        try (InputStream in = Objects.requireNonNull(DagsterPipesTest.class.getResourceAsStream("dagster_run.py"))) {
            return project.write("dagster_run.py", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
