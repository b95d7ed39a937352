package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Selections of what is stale, failed or newly synchronized, in each command that takes one. */
class StaleCommandsTest {

    private static final String NOTHING = "nothing to do: 'stale' matches none of the 4 assets\n";

    private final FakeProject project;

    StaleCommandsTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void aNightWithNothingStaleIsOneLineAndASuccess() throws IOException {
        assertThat(Ran.on(project, "materialize", "stale").status()).isZero();
        project.write("calls", "");

        Ran night = Ran.on(project, "materialize", "stale");

        assertThat(night.status()).isZero();
        assertThat(night.out()).isEmpty();
        assertThat(night.err()).isEqualTo(NOTHING);
        assertThat(project.read("calls")).isEmpty();
        for (String form : List.of("json", "jsonl")) {
            JsonNode document = Ran.on(project, "materialize", "stale", "-o", form).json();
            assertThat(document.toString()).isEqualTo("{\"succeeded\":true,\"exit_status\":0,"
                    + "\"nothing_to_do\":\"'stale' matches none of the 4 assets\"}");
        }
        try (Stream<Path> runs = Files.list(project.file(".rocky-java/runs"))) {
            assertThat(runs.filter(file -> file.toString().endsWith(".jsonl"))).hasSize(1);
        }
        // With options that are about the selected assets, too.
        Ran latest = Ran.on(project, "materialize", "stale", "--latest", "--wait", "1m", "--execute", "test");
        assertThat(latest.status()).as(latest.err()).isZero();
    }

    @Test
    void everyCommandSaysThatThereIsNothing() {
        Ran.on(project, "materialize", "*");
        for (String command : List.of("list", "status", "plan", "graph")) {
            Ran ran = Ran.on(project, command, "stale");
            assertThat(ran.status()).as(command).isZero();
            assertThat(ran.err()).as(command).startsWith(NOTHING);
        }
        for (String command : List.of("list", "status", "plan")) {
            assertThat(Ran.on(project, command, "stale", "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
        }
        Ran show = Ran.on(project, "show", "stale");
        assertThat(show.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(show.err()).startsWith("'stale' matches none of the 4 assets now; show takes one\n");
    }

    @Test
    void anEditedModelIsBuiltWithWhatIsDownstream() throws IOException {
        Ran.on(project, "materialize", "*");
        project.write("models/orders.sql", "select 2");
        project.write("calls", "");

        JsonNode plan = Ran.on(project, "plan", "stale:code+", "-o", "json").json();
        assertThat(plan).hasSize(3);
        assertThat(plan.get(0).get("because").asString()).isEqualTo("stale: code changed in models/orders.sql");
        assertThat(Ran.on(project, "plan", "stale").out())
                .contains("because: stale: code changed in models/orders.sql\n")
                .contains("because: stale: wh/marts/orders is stale\n")
                .contains("because: stale: wh/marts/daily is stale\n");
        JsonNode orders = Ran.on(project, "status", "orders", "-o", "json").json().get(0);
        assertThat(orders.get("stale").toString())
                .isEqualTo("[{\"reason\":\"code\",\"text\":\"code changed in models/orders.sql\"}]");
        JsonNode daily = Ran.on(project, "status", "daily", "-o", "json").json().get(0);
        assertThat(daily.get("stale").toString()).isEqualTo("[{\"reason\":\"upstream\",\"text\":\"wh/marts/orders is stale\","
                + "\"upstream\":\"wh/marts/orders\"}]");
        assertThat(project.read("calls")).isEmpty();

        Ran run = Ran.on(project, "materialize", "stale");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(project.read("calls").lines()).hasSize(3).first().asString().contains("--model orders");
        assertThat(Ran.on(project, "materialize", "stale").err())
                .startsWith("warning: the snapshot is older than models/orders.sql; refresh it")
                .endsWith(NOTHING);
    }

    @Test
    void whatFailedIsBuiltAgain() {
        String report = project.read("answers/run-report.json");
        project.without("run-report");
        assertThat(Ran.on(project, "materialize", "*").status()).isEqualTo(ExitCodes.PARTIAL);
        assertThat(Ran.on(project, "list", "status:failed", "-o", "json").json()).hasSize(1);
        project.answer("run-report", report).write("calls", "");
        assertThat(Ran.on(project, "materialize", "stale").status()).isZero();
        assertThat(project.read("calls").lines()).hasSize(1);
        assertThat(Ran.on(project, "list", "status:failed or status:never").err()).startsWith("nothing to do: ");
    }

    @Test
    void theJournalIsTheOneThatIsNamed() {
        String journal = project.file("elsewhere").toString();
        Ran.on(project, "materialize", "*", "--journal", journal);
        assertThat(Ran.on(project, "materialize", "stale", "--journal", journal).err()).isEqualTo(NOTHING);
        for (String command : List.of("list", "plan", "status", "graph")) {
            assertThat(Ran.on(project, command, "stale", "--journal", journal).err()).as(command).startsWith(NOTHING);
        }
        Ran own = Ran.on(project, "list", "stale");
        assertThat(own.err()).isEqualTo("3 of 4 assets\n");
        Ran mistyped = Ran.on(project, "list", "stale", "--journal", journal + "x");
        assertThat(mistyped.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(mistyped.err()).startsWith("there is no folder " + journal + "x");
        String file = project.write("a.jsonl", "").toString();
        for (String command : List.of("list", "plan", "status", "graph", "materialize")) {
            Ran ran = Ran.on(project, command, "stale", "--journal", file);
            assertThat(ran.status()).as(command).isNotZero();
            assertThat(ran.err()).as(command).startsWith(
                    file + " is a file, and the journals of runs are kept in a folder, one file for each run; name a folder");
        }
    }

    @Test
    void mistakesNameTheNearestWord() {
        Ran ran = Ran.on(project, "materialize", "stale:freshnes", "-o", "json");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.json().get("error").get("nearest").toString()).isEqualTo("[\"stale:freshness\"]");
        assertThat(ran.err()).contains("not stale:freshnes; did you mean stale:freshness?");
        assertThat(Ran.on(project, "plan", "stale:nonsense").err()).contains("stale:upstream, not stale:nonsense\n");
        Ran dbt = Ran.on(project, "plan", "result:error+");
        assertThat(dbt.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(dbt.err()).contains("'status:failed' for what dbt calls 'result:error'");
    }

    @Test
    void newlySynchronizedSourcesAreAskedOfTheEngine() {
        String node = "'pipeline':'ingest','label':'ingest'";
        project.write("rocky.toml", """
                [pipeline.ingest]
                type = 'replication'
                [pipeline.marts]
                type = 'transformation'
                models = 'models/**'
                """);
        project.answer("discover", "{'version':'1.71.0','command':'discover','sources':[{'id':'raw__shop','components':{},"
                + "'source_type':'fivetran','last_sync_at':'2020-01-01T00:00:00Z','tables':[]}]}");
        project.answer("run", "{'version':'1.71.0','command':'run','status':'Success','filter':'id=raw__shop','duration_ms':5,"
                + "'tables_copied':1,'tables_failed':0,'materializations':[],'check_results':[],'interrupted':false}");
        project.graph(
                "{'id':'source:ingest','kind':'source'," + node + "}",
                "{'id':'load:ingest','kind':'load'," + node + ",'depends_on':['source:ingest']}",
                FakeProject.transformation("orders", "", "'load:ingest'"));
        project.refreshed().write("calls", "");

        assertThat(Ran.on(project, "plan", "source:changed").out()).contains("because: source changed: never built");
        assertThat(project.read("calls")).contains("discover --pipeline ingest").doesNotContain("run ");
    }
}
