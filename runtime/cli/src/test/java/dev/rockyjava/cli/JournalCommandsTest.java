package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.cli.doctor.FileLocks;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What materialize leaves, and resume, status and history find. */
class JournalCommandsTest {

    private final FakeProject project;

    JournalCommandsTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void aRunIsKeptInTheProjectWhereGitDoesNotSeeIt() throws IOException {
        Ran.on(project, "materialize", "orders");
        assertThat(project.read(".rocky-java/.gitignore")).isEqualTo("*\n");
        assertThat(runs()).hasSize(1);
        Ran.on(project, "materialize", "orders", "--keep-runs", "1");
        assertThat(runs()).hasSize(1);
        Path other = project.file("elsewhere");
        Ran.on(project, "materialize", "orders", "--journal", other.toString());
        assertThat(runs()).hasSize(1);
        assertThat(other).isDirectoryContaining("glob:**.jsonl").isDirectoryNotContaining("glob:**.gitignore");
        assertThat(Ran.on(project, "history", "--journal", other.toString()).err()).isEqualTo("1 of 1 runs\n");
    }

    @Test
    void partitionsThatFailedAreListed() {
        assertThat(Ran.on(project, "materialize", "daily", "--partition", "2026-04-01").status()).isZero();
        project.without("run-daily");
        assertThat(Ran.on(project, "materialize", "daily", "--partition", "2026-04-01").status()).isNotZero();
        JsonNode stale = Ran.on(project, "status", "daily", "-o", "json").json().get(0).get("stale").get(0);
        assertThat(stale.get("reason").asString()).isEqualTo("failed");
        assertThat(stale.get("partitions").toString()).isEqualTo("[\"2026-04-01\"]");
    }

    @Test
    void resumeDoesWhatIsLeftAndNothingElse() {
        String daily = project.read("answers/run-daily.json");
        project.without("run-daily");
        Ran failed = Ran.on(project, "materialize", "+report", "--partition", "2026-04-01");
        assertThat(failed.status()).isEqualTo(ExitCodes.PARTIAL);
        project.answer("run-daily", daily).write("calls", "");

        Ran resumed = Ran.on(project, "resume", "--parallelism", "2", "-o", "json");

        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(project.read("calls").lines()).satisfiesExactly(
                call -> assertThat(call).contains("--model daily --pipeline marts --partition 2026-04-01"),
                call -> assertThat(call).contains("--model report"));
        assertThat(resumed.json().get("assets")).hasSize(2);
        JsonNode run = Ran.on(project, "history", "-o", "json").json().get(0);
        assertThat(run.get("result").asString()).isEqualTo("succeeded");
        assertThat(run.get("resumed").asInt()).isOne();
        assertThat(run.get("run_id")).isEqualTo(resumed.json().get("run_id"));
    }

    @Test
    void resumeTakesARunByAnyEndOfItsName() {
        project.without("run-daily");
        String run = Ran.on(project, "materialize", "daily", "-o", "json").json().get("run_id").asString();
        Ran.on(project, "materialize", "orders");
        String newest = Ran.on(project, "history", "-o", "json").json().get(0).get("run_id").asString();
        assertMistake("the newest run, " + newest + ", has nothing left to do; 1 older run has something left, " + run
                + ": name a run to resume it", "resume");
        assertThat(Ran.on(project, "resume", run.substring(run.length() - 6)).err()).startsWith("run " + run + ": 1 asset\n");
        assertThat(Ran.on(project, "resume", run).err()).startsWith("run " + run + ": 1 asset\n");
        Ran two = Ran.on(project, "resume", run.substring(0, 4));
        assertThat(two.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(two.err()).startsWith("'" + run.substring(0, 4) + "' means 2 runs, ").contains(run);
    }

    @Test
    void aRunThatGoesOnIsNotTheNewestToResume() throws IOException {
        project.without("run-daily");
        String left = Ran.on(project, "materialize", "daily", "-o", "json").json().get("run_id").asString();
        String now = Ran.on(project, "materialize", "orders", "-o", "json").json().get("run_id").asString();
        Path lock = project.file(".rocky-java/runs/run.lock");
        assumeTrue(FileLocks.holders(lock).isPresent(), "this system has no list of locks");
        project.write(".rocky-java/runs/run.owner", "run " + now + " of process 1\n");
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            held.lock();
            Ran ran = Ran.on(project, "resume");
            assertThat(ran.err()).startsWith("resuming the run of ").contains("another run works on this project");
        }
        assertThat(Ran.on(project, "history", left).status()).isZero();
    }

    @Test
    void aRunThatWasKilledBeforeItsPlanIsOneFindingOfDoctorAndElseSilence() {
        Ran.on(project, "materialize", "orders");
        project.write(".rocky-java/runs/20990101-000000-aaaaaa.jsonl", "");
        assertThat(Ran.on(project, "doctor").out())
                .containsOnlyOnce("warning  journal   1 of the journals can't be read: ")
                .contains("20990101-000000-aaaaaa.jsonl doesn't begin with a run");
        assertThat(Ran.on(project, "history").err()).isEqualTo("1 of 1 runs\n");
        assertThat(Ran.on(project, "resume").err()).startsWith("the newest run, 2").contains("nothing left");
    }

    @Test
    void historyCountsTheChecksOfARun() {
        project.answer("run-orders", project.read("answers/run-orders.json").replace("\"check_results\":[]",
                "\"check_results\":[{\"asset_key\":[\"wh\",\"marts\",\"orders\"],\"checks\":["
                        + "{\"name\":\"row_count\",\"passed\":true},{\"name\":\"column_match\",\"passed\":false},"
                        + "{\"name\":\"freshness\",\"passed\":false,\"severity\":\"warning\"}]}]"));
        Ran.on(project, "materialize", "orders");

        Ran history = Ran.on(project, "history");
        assertThat(history.out()).contains("CHECKS").contains("1 failed, 1 warned, 1 passed\n");
        JsonNode run = Ran.on(project, "history", "-o", "json").json().get(0);
        assertThat(run.get("checks").toString())
                .isEqualTo("{\"passed\":1,\"failed\":1,\"warned\":1,\"not_evaluated\":0}");
        String name = run.get("run_id").asString();
        assertThat(Ran.on(project, "history", name).err()).contains("; checks: 1 failed, 1 warned, 1 passed\n");

        project.write(".rocky-java/runs/" + name + ".jsonl", project.read(".rocky-java/runs/" + name + ".jsonl")
                .replaceAll("\\{\"type\":\"finished\".*\n", ""));
        assertThat(Ran.on(project, "history").out()).as("of a run that was killed").contains("1 failed, 1 warned, 1 passed\n");
    }

    @Test
    void saysWhyNothingCanBeResumed() {
        assertMistake("nothing can be resumed: there is no run in " + project.file(".rocky-java/runs") + " yet", "resume");
        assertMistake("there is no run x: there is no run in ", "resume", "x");
        assertMistake("there is no folder " + project.file("none"), "history", "--journal", project.file("none").toString());
        assertMistake("there is no folder", "status", "--journal", project.file("none").toString());
        String run = Ran.on(project, "materialize", "orders", "-o", "json").json().get("run_id").asString();
        assertMistake("the newest run, " + run + ", has nothing left to do, and no older one has", "resume");
        assertMistake("the run " + run + " has nothing left to do: all of its 1 assets are good", "resume", run);
        String wrong = run.substring(0, run.length() - 1) + "0";
        assertMistake("there is no run " + wrong + " in " + project.file(".rocky-java/runs") + "; did you mean " + run
                + "? The newest is " + run, "resume", wrong);
        assertMistake(". The newest is " + run, "history", "x-x");
        assertMistake("--limit is at least 1", "history", "--limit", "0");
    }

    @Test
    void refusesARunWhoseDefinitionsHaveChanged() {
        project.without("run-daily");
        Ran.on(project, "materialize", "daily");
        project.graph(FakeProject.ORDERS, FakeProject.SEED).refreshed();
        Ran ran = Ran.on(project, "resume");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.err()).contains("wh/marts/daily is no longer there").doesNotContain("\tat ");
    }

    @Test
    void saysWhoWorksOnTheProject() throws IOException {
        Ran.on(project, "materialize", "orders");
        Path lock = project.file(".rocky-java/runs/run.lock");
        String holder = RunHistory.lockOwner(lock.getParent()).orElseThrow().toString();
        assumeTrue(FileLocks.holders(lock).isPresent(), "this system has no list of locks");
        try (FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            held.lock();
            // A look at it must not free the lock of this very process.
            assertThat(Ran.on(project, "status").err()).contains(holder + " goes on\n");
            assertThat(Ran.on(project, "doctor").out())
                    .contains("warning  journal   " + holder + " goes on; another run has to wait for it");
        }
        assertThat(Ran.on(project, "status").err()).doesNotContain("goes on");
        assertThat(Ran.on(project, "doctor").out()).contains("ok  journal ").contains("no run works on the project");
    }

    @Test
    void tellsTheStatusOfASelection() {
        project.write("seeds.sql", "");
        Ran.on(project, "materialize", "daily or seed/*");
        project.without("run-report");
        Ran.on(project, "materialize", "orders or report");

        Ran ran = Ran.on(project, "status", "*");

        assertThat(ran.status()).isZero();
        assertThat(ran.out().replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME").replaceAll("\\d+(\\.\\d+)? m?s\\b", "0.1 s")
                        .replaceAll("\\d{8}-\\d{9}-[a-z0-9]{6}", "RUN").replaceAll("\\d{4}-\\d\\d-\\d\\d; 1 of \\d+", "DAY; 1 of DAYS").replaceAll(" +", " ")).isEqualTo("""
                KEY STATUS WHEN (UTC) DURATION RUN PARTITIONS NOTE
                seed/rates graph-only TIME 0.1 s RUN -
                wh/marts/daily materialized TIME 0.1 s RUN DAY; 1 of DAYS stale: wh/marts/orders was built since
                wh/marts/orders materialized TIME 0.1 s RUN -
                wh/marts/report failed TIME 0.1 s RUN - the engine said no more than: error: nothing for run-report; never built; stale: wh/marts/daily is stale
                """.replace("the engine said no more than: error: nothing for run-report", reasonOfReport()));
        assertThat(ran.err()).isEqualTo("4 assets, 1 failed, 2 stale, 0 never run\n");
        assertThat(Ran.on(project, "status", "kind:seed").err()).isEqualTo("1 asset, 0 failed, 0 stale, 0 never run\n");
    }

    private String reasonOfReport() {
        JsonNode report = Ran.on(project, "status", "report", "-o", "json").json().get(0);
        assertThat(report.get("reason").asString()).contains("nothing for run-report");
        return CommandTexts.mainLine(report.get("reason").asString());
    }

    @Test
    void anAssetOlderThanItsFreshnessPolicyAllowsIsStale() throws IOException {
        String fresh = FakeProject.transformation("fresh", ",'freshness':{'max_lag_seconds':3600}", "");
        project.graph(fresh).answer("run-fresh", project.read("answers/run-orders.json").replace("orders", "fresh")).refreshed();
        Ran.on(project, "materialize", "fresh");
        assertThat(Ran.on(project, "status").out()).contains("materialized").doesNotContain("stale");
        Path journal = runs().get(0);
        String day = Files.readString(journal).replaceAll(".*\"time\":\"(\\d{4})-.*\\n(?s).*", "$1");
        Files.writeString(journal, Files.readString(journal).replace("\"time\":\"" + day, "\"time\":\"2020"));
        assertThat(Ran.on(project, "status").out()).contains("stale: older than its freshness policy allows, 1 h");
        assertThat(Ran.on(project, "show", "fresh").out()).contains("at most 1 h");
    }

    @Test
    void tellsHowManyPartitionsAreBuilt() {
        Ran.on(project, "materialize", "daily", "--partition", "2026-03-02");
        Ran.on(project, "materialize", "daily", "--partition", "2026-03-01");
        Ran.on(project, "materialize", "daily", "--partition", "2026-03-02");
        Ran.on(project, "materialize", "daily", "--partition", "9999-01-01");
        long days = ChronoUnit.DAYS.between(LocalDate.of(2026, 3, 1), LocalDate.now(ZoneOffset.UTC)) + 1;
        assertThat(Ran.on(project, "status", "daily").out()).contains(" 9999-01-01; 2 of " + days + "  stale: ");
        assertThat(Ran.on(project, "show", "daily").out())
                .contains("  built       2 of " + days + ", as far as the journal knows\n");
        assertThat(Ran.on(project, "show", "daily", "-o", "json").json().get("partitions").toString())
                .isEqualTo("{\"grain\":\"daily\",\"first\":\"2026-03-01\",\"built\":2,\"possible\":" + days + "}");
        assertThat(Ran.on(project, "status", "daily", "-o", "json").json().get(0).get("coverage").toString())
                .isEqualTo("{\"built\":2,\"possible\":" + days + "}");
        assertThat(Ran.on(project, "show", "daily", "--journal", project.file("none").toString()).err())
                .contains("there is no folder");
    }

    @Test
    void showsTheAssetsOfARun() {
        project.without("run-daily");
        Ran.on(project, "materialize", "daily or orders or seed/*", "--partition", "2026-04-01");
        String run = Ran.on(project, "history", "-o", "json").json().get(0).get("run_id").asString();
        Ran history = Ran.on(project, "history");
        assertThat(history.out().lines().toList().get(1)).startsWith(run).contains("partly failed")
                .containsPattern(" 3 +1 +1 +1 +0 +1 +-$");
        Ran ran = Ran.on(project, "history", run);
        assertThat(ran.out().lines()).hasSize(4).anyMatch(line -> line.startsWith("wh/marts/daily   failed "));
        assertThat(ran.err()).startsWith("run " + run + " partly failed in ");
    }

    @Test
    void anErrorIsWholeUnderItsFileAndLine() {
        project.write("models/daily.sql", "SELECT day,\n  totl\nFROM wh.marts.orders\n");
        project.write("models/daily.toml", "");
        String text = "model 'daily' failed: " + "x".repeat(400) + "\nCandidate bindings: total\n\nLINE 3:   totl\n          ^";
        project.write("answers/run-daily.json", """
                {"version":"1.71.0","command":"run","status":"Failure","filter":"","duration_ms":5,"tables_copied":0,\
                "tables_failed":1,"materializations":[],"errors":[{"asset_key":["daily"],"error":"%s",\
                "failure_kind":"unknown"}],"interrupted":false}""".formatted(text.replace("\n", "\\n")));
        project.write("fake-rocky", project.read("fake-rocky").replace("|| { echo", "&& exit 1 || { echo"));
        String below = "  wh/marts/daily: models/daily.sql:2\n    " + text.replaceAll("\n(?=[^\n])", "\n    ") + "\n";

        Ran ran = Ran.on(project, "materialize", "daily", "--partition", "2026-04-01");
        assertThat(ran.out()).contains("failed\n" + below);
        assertThat(ran.err()).contains("wh/marts/daily for 2026-04-01: model 'daily' failed: " + "x".repeat(400) + " ...\n");

        JsonNode run = Ran.on(project, "history", "-o", "json").json().get(0);
        assertThat(Ran.on(project, "history", run.get("run_id").asString()).out()).endsWith("reasons\n" + below);
        Ran status = Ran.on(project, "status", "daily");
        assertThat(status.out()).contains("models/daily.sql:2: model 'daily' failed: " + "x".repeat(400) + " ...; never built; stale: ");
        assertThat(status.err()).contains("'status -v' has all of it");
        assertThat(Ran.on(project, "status", "daily", "-v").out()).endsWith("reasons\n" + below);
        JsonNode asset = Ran.on(project, "status", "daily", "-o", "json").json().get(0);
        assertThat(asset.get("reason").asString()).isEqualTo(text);
        assertThat(asset.get("file").asString()).isEqualTo("models/daily.sql");
        assertThat(asset.get("line").asInt()).isEqualTo(2);
    }

    @Test
    void aModelWhoseSeedNothingLoadedIsAnsweredWithTheOption() {
        String report = project.read("answers/run-report.json");
        project.write("answers/run-report.json", """
                {"version":"1.71.0","command":"run","status":"Failure","filter":"","duration_ms":5,"tables_copied":0,\
                "tables_failed":1,"materializations":[],"errors":[{"asset_key":["report"],"error":"no schema",\
                "failure_kind":"unknown"}],"interrupted":false}""");
        String program = project.read("fake-rocky");
        project.write("fake-rocky", program.replace("|| { echo", "&& [ $name != run-report ] || { echo"));
        assertThat(Ran.on(project, "plan", "report or rates").out()).contains("note: reads seed/rates, which the run doesn't load");
        String hint = "seed/rates is graph-only, nothing loaded it in this run; add --execute seed";

        Ran failed = Ran.on(project, "materialize", "report or rates");
        assertThat(failed.out()).contains("no schema\n    hint: " + hint + "\n")
                .containsPattern("\n  rocky-java resume \\S+ --execute seed --project ");
        String run = Ran.on(project, "history", "-o", "json").json().get(0).get("run_id").asString();
        assertThat(Ran.on(project, "history", run).out()).endsWith("reasons\n  wh/marts/report:\n    no schema\n    hint: " + hint + "\n");
        assertThat(Ran.on(project, "history", run, "-o", "json").json().findValuesAsString("hint")).containsExactly(hint);
        Ran again = Ran.on(project, "resume", "-o", "json");
        JsonNode asset = again.json().get("assets").get(0);
        assertThat(asset.get("outcome_cause").asString()).isEqualTo("upstream_not_loaded");
        assertThat(asset.get("not_loaded").get(0).asString()).isEqualTo("seed/rates");
        assertThat(asset.get("hint").asString()).isEqualTo(hint);

        project.write("fake-rocky", program);
        project.write("answers/run-report.json", report);
        project.answer("seed", "{'version':'1.71.0','command':'seed','tables_loaded':1,'tables_failed':0,'duration_ms':1,"
                + "'tables':[{'name':'rates','target':'wh.seeds.rates','rows':1,'columns':1,'duration_ms':1}]}");
        Ran resumed = Ran.on(project, "resume", "--execute", "seed");
        assertThat(resumed.status()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.out()).contains("2 materialized");
    }

    @Test
    void aSeedOutsideOfTheRunIsLoadedByACommandThatCanBePasted() {
        project.write("answers/run-report.json", """
                {"version":"1.71.0","command":"run","status":"Failure","filter":"","duration_ms":5,"tables_copied":0,\
                "tables_failed":1,"materializations":[],"errors":[{"asset_key":["report"],"error":"Catalog Error: Table \
                with name rates does not exist!","failure_kind":"unknown"}],"interrupted":false}""");
        project.write("fake-rocky", project.read("fake-rocky").replace("|| { echo", "&& [ $name != run-report ] || { echo"));

        String out = Ran.on(project, "materialize", "report").out();

        assertThat(out).contains("    hint: seed/rates isn't part of this run, and its table isn't there; load it first:"
                        + " materialize seed/rates --execute seed\n")
                .contains("next\n  rocky-java materialize seed/rates --execute seed --project " + project.folder()
                        + "    load what is missing\n  rocky-java resume ");
    }

    private void assertMistake(String message, String... command) {
        Ran ran = Ran.on(project, command);
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.out()).isEmpty();
    }

    private List<Path> runs() throws IOException {
        try (var files = Files.list(project.file(".rocky-java/runs"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }
}
