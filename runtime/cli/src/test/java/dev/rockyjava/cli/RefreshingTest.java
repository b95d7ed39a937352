package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** refresh and diff. */
class RefreshingTest {

    private final FakeProject project;

    RefreshingTest(@TempDir Path folder) {
        project = new FakeProject(folder);
    }

    @Test
    void writesTheSnapshotAndSaysWhatItAsks() {
        Ran ran = Ran.on(project, "refresh");
        assertThat(ran).isEqualTo(new Ran(0, project.snapshot() + " written: 4 assets, all new\n", """
                [1/3] rocky compile --models models
                [2/3] rocky optimize --models models
                [3/3] rocky dag --column-lineage
                """));
        assertThat(project.component().buildDefs().keys()).hasSize(4);
    }

    @Test
    void whatTheCompilerComplainsAboutIsSaid() {
        project.answer("compile", "{'command':'compile','has_errors':true,'models_detail':[],'diagnostics':["
                + "{'severity':'Error','code':'E010','model':'orders','message':'required column id missing',"
                + "'span':{'file':'models/orders.sql','line':1,'col':8},'suggestion':null},"
                + "{'severity':'Warning','code':'W011','model':'gone','message':'no such model','span':null},"
                + "{'severity':'Warning','code':'W001','model':'orders','message':'a hint','span':null}]}");

        Ran ran = Ran.on(project, "refresh");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("""
                compile warning: [W011] gone: no such model
                compile error: [E010] orders: required column id missing (models/orders.sql:1:8)
                """).doesNotContain("W001");
        assertThat(Ran.on(project, "doctor").out())
                .contains("compile error: [E010] orders: required column id missing (models/orders.sql:1:8)");
        JsonNode json = Ran.on(project, "refresh", "-o", "json").json();
        assertThat(json.get("compile_problems").get(1).get("place").asString()).isEqualTo("models/orders.sql:1:8");
    }

    /** One without tags and types would be worse, and a resume would be refused with it. */
    @ParameterizedTest
    @CsvSource({"refresh", "refresh --check"})
    void aModelThatTheCompilerCannotReadLeavesTheSnapshotAsItWas(String command) throws IOException {
        project.answer("compile", "{'command':'compile','models_detail':[{'name':'orders'}]}").refreshed();
        byte[] before = Files.readAllBytes(project.snapshot());
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"error: nothing for $name\"",
                "printf 'Error: 1 model(s) failed to parse:\\n  - orders: sql parser error: no FROM at Line: 2, Column: 1\\n'"));
        project.write("models/orders.sql", "-- all\nselekt 1\n");
        project.without("compile");

        Ran ran = Ran.on(project, command.split(" "));

        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.err())
                .contains("  - orders: sql parser error: no FROM at Line: 2, Column: 1 (models/orders.sql:2)\n")
                .endsWith("mend this and refresh again; the snapshot stays as it was\n");
        assertThat(Files.readAllBytes(project.snapshot())).isEqualTo(before);
    }

    @Test
    void modelsThatTheCompilerCannotReadAreNamed() {
        project.write("fake-rocky", project.read("fake-rocky").replace("echo \"error: nothing for $name\"",
                "printf 'Error: 2 model(s) failed to parse:\\n  - orders: no FROM\\n  - daily: no END\\n'"));
        project.without("compile");

        Ran ran = Ran.on(project, "refresh");

        // There is none yet that would be better; but a script must see that this one isn't whole.
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(project.snapshot()).exists();
        assertThat(ran.err()).contains("left out: rocky compile --models models: ", "orders: no FROM (models/orders.sql)",
                "daily: no END", "the snapshot is incomplete");
        assertThat(Ran.on(project, "refresh", "-o", "json").json().get("complete").asBoolean()).isFalse();
        project.write("models/odd.sql", "SELECT * FROM a WHERE (");
        project.write("models/odd.toml", "");
        Ran.on(project, "refresh");
        Ran doctor = Ran.on(project, "doctor");
        assertThat(doctor.status()).as(doctor.err()).isZero();
        assertThat(doctor.out())
                .containsPattern("warning  models    the snapshot goes without what `rocky compile` says, since it failed for"
                        + " models; mend the cause and refresh: .*  - orders: no FROM .models/orders.sql.   - daily: no END")
                .containsPattern("warning  models    not all is known that this model reads, .* odd \\(a parenthesis is not closed\\)");
    }

    @Test
    void sourcesThatAreNoLongerFoundAreNamedOnce() {
        project.write("rocky.toml", project.read("rocky.toml") + "[pipeline.raw]\n");
        project.answer("discover", "{'command':'discover','sources':[{'id':'a','source_type':'t','components':{},'tables':[]}]}");
        assertThat(Ran.on(project, "refresh").err()).doesNotContain("discover of pipeline");
        project.answer("discover", "{'version':'1.71.0','command':'discover','sources':[]}");

        Ran ran = Ran.on(project, "refresh");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).containsOnlyOnce("discover of pipeline raw didn't find the one source that the snapshot had: a; "
                + "the new snapshot doesn't include it. If the database wasn't there yet, refresh again when it is");
    }

    @Test
    void checkTellsByItsStatusAndWritesNothing() throws IOException {
        assertThat(Ran.on(project, "refresh", "--check").status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(project.snapshot()).doesNotExist();
        project.refreshed();
        byte[] before = Files.readAllBytes(project.snapshot());

        Ran same = Ran.on(project, "refresh", "--check");
        assertThat(same.status()).isZero();
        assertThat(same.out()).endsWith("snapshot.json is up to date\n");

        project.graph(FakeProject.ORDERS);
        Ran other = Ran.on(project, "refresh", "--check");
        assertThat(other.status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(other.out()).contains("would change: 3 removed\n");
        assertThat(Files.readAllBytes(project.snapshot())).isEqualTo(before);
    }

    @Test
    void anEngineThatFailsLeavesTheSnapshot() throws IOException {
        project.refreshed();
        byte[] before = Files.readAllBytes(project.snapshot());
        project.without("dag");

        Ran ran = Ran.on(project, "refresh");

        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("[RK104] " + project.snapshot() + " (not written").contains("nothing for dag");
        assertThat(Files.readAllBytes(project.snapshot())).isEqualTo(before);
    }

    @Test
    void aMissingEngineIsOneMessage() throws IOException {
        Files.delete(project.file("fake-rocky"));
        Ran ran = Ran.on(project, "refresh");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.err()).contains("fake-rocky").doesNotContain("\tat ");
        assertThat(Ran.on(project, "refresh", "-v").err()).contains("EngineNotFoundException").contains("\tat ");
    }

    @Test
    void refreshesAsJson() {
        project.refreshed().graph(FakeProject.ORDERS, FakeProject.DAILY, FakeProject.REPORT);
        project.graph(FakeProject.ORDERS, FakeProject.DAILY, FakeProject.SEED);
        JsonNode json = Ran.on(project, "refresh", "-o", "json").json();
        assertThat(json.get("written").asBoolean()).isTrue();
        assertThat(json.get("assets").asInt()).isEqualTo(3);
        assertThat(json.get("diff").get("removed").toString()).isEqualTo("[\"wh/marts/report\"]");
    }

    @Test
    void comparesASnapshotWithTheProjectsOrWithAnother() throws IOException {
        project.refreshed();
        Path before = Files.copy(project.snapshot(), project.file("before.json"));
        project.graph(FakeProject.ORDERS, FakeProject.DAILY.replace("orders", "other").replace("time_interval", "merge"),
                        FakeProject.transformation("other", "", ""))
                .refreshed();

        Ran ran = Ran.on(project, "diff", before.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("1 added, 2 removed, 1 changed\n")
                .contains("  ~ wh/marts/daily: strategy time_interval -> merge; "
                        + "dependencies wh/marts/orders -> wh/marts/other\n");
        String[] both = {"diff", before.toString(), project.snapshot().toString()};
        assertThat(Ran.on(project, both)).isEqualTo(ran);
        assertThat(Ran.on(project, "diff", before.toString(), "--check").status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(Ran.on(project, "diff", before.toString(), before.toString(), "--check").status()).isZero();
        JsonNode json = Ran.on(project, "diff", before.toString(), "-o", "json").json();
        assertThat(json.get("different").asBoolean()).isTrue();
        assertThat(json.get("changed").get(0).get("differences").get(0).toString())
                .isEqualTo("{\"what\":\"strategy\",\"before\":[\"time_interval\"],\"after\":[\"merge\"]}");
    }

    private static String merged(String parameters) {
        return FakeProject.transformation("orders", ",'strategy':{'type':'merge'," + parameters + "}", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'unique_key':['id'] | 'unique_key':['id','day']",
        "'update_columns':['a'] | 'update_columns':['a','b']",
        "'timestamp_column':'at' | 'timestamp_column':'updated_at'",
        "'time_column':'at' | 'time_column':'day'",
        "'partition_by':['day'] | 'partition_by':['month']",
        "'lookback':1 | 'lookback':3"
    })
    void parametersOfAStrategyAreSeenByEachComparison(String before, String after) throws IOException {
        project.graph(merged(before)).refreshed();
        Path former = Files.copy(project.snapshot(), project.file("before.json"));
        project.graph(merged(after));

        Ran check = Ran.on(project, "refresh", "--check");
        assertThat(check.status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(check.out()).contains("would change: 1 changed\n  ~ wh/marts/orders: strategy parameters ");

        project.answer("run-orders", "{'status':'Failure'}");
        assertThat(Ran.on(project, "materialize", "*").status()).isEqualTo(ExitCodes.FAILED);
        assertThat(Ran.on(project, "refresh").out()).contains("written: 1 changed");
        Ran diff = Ran.on(project, "diff", former.toString(), "--check");
        assertThat(diff.status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(diff.out()).startsWith("1 changed\n  ~ wh/marts/orders: strategy parameters ");
        assertThat(Ran.on(project, "list", "changed:" + former).out()).contains("wh/marts/orders");
        Ran resumed = Ran.on(project, "resume");
        assertThat(resumed.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(resumed.err()).contains("the strategy's parameters of wh/marts/orders was");
    }

    @Test
    void whatTheSnapshotStatesOutsideOfAssetsIsSaid() throws IOException {
        project.refreshed();
        Path former = Files.copy(project.snapshot(), project.file("before.json"));
        project.answer("compile", "{'command':'compile','version':'1.77.0'}").refreshed();

        Ran diff = Ran.on(project, "diff", former.toString(), "--check");

        assertThat(diff).isEqualTo(new Ran(ExitCodes.DIFFERENT, """
                1 difference outside of assets
                  * compile.version +1.77.0
                """, ""));
        assertThat(Ran.on(project, "diff", former.toString(), "-o", "json").json().get("elsewhere").toString())
                .isEqualTo("[{\"what\":\"compile.version\",\"before\":[],\"after\":[\"1.77.0\"]}]");
    }

    @Test
    void adviceThatEachRunChangesIsWrittenButIsNoChange() throws IOException {
        project.refreshed();
        Path former = Files.copy(project.snapshot(), project.file("before.json"));
        project.write("models/.rocky-state.redb", ""); // or nobody asks for advice
        project.answer("optimize", "{'command':'optimize','recommendations':[{'model_name':'orders'}]}");

        Ran check = Ran.on(project, "refresh", "--check");
        assertThat(check.status()).as("a run is no change of the project").isZero();
        assertThat(check.out()).isEqualTo(project.snapshot() + " is up to date, except for advice, sync times or counts, which each run changes\n");
        assertThat(Ran.on(project, "refresh").out()).contains(" written: only advice, sync times or counts differ\n");
        assertThat(Ran.on(project, "diff", former.toString()).out()).isEqualTo("no difference\n");
        assertThat(Ran.on(project, "list", "changed:" + former).out()).doesNotContain("orders");
    }

    @Test
    void aFileOfAnotherLayoutThatStatesTheSameStaysAsItIs() throws IOException {
        project.refreshed();
        Files.writeString(project.snapshot(), Files.readString(project.snapshot()).replaceAll("\n *", ""));
        byte[] before = Files.readAllBytes(project.snapshot());

        assertThat(Ran.on(project, "refresh", "--check").status()).isZero();
        assertThat(Ran.on(project, "refresh").out()).endsWith("snapshot.json is up to date\n");
        assertThat(Files.readAllBytes(project.snapshot())).isEqualTo(before);
    }

    @Test
    void warningsAreSaidOnceWhetherOrNotSomethingLogs() {
        project.graph(FakeProject.ORDERS, "{'id':'odd:a','kind':'odd','label':'a'}");

        assertThat(Ran.on(project, "refresh").err()).containsOnlyOnce("[RK114] " + project.snapshot());
        assertThat(Ran.on(project, "list").err()).containsOnlyOnce("[RK114] " + project.snapshot());
    }

    @Test
    void theOldCopyOfAStoreThatIsDownIsSaidOnceByEachCommand() throws IOException {
        project.write("defs.yaml", project.read("defs.yaml")
                .replace("path: snapshot.json", "management_type: " + project.file("store").toUri()));
        assertThat(Ran.on(project, "refresh").status()).isZero();
        Path pointer;
        try (Stream<Path> files = Files.walk(project.file("store"))) {
            pointer = files.filter(file -> file.endsWith("latest")).findFirst().orElseThrow();
        }
        Files.writeString(pointer, "20260407T093015.000000000Z-0123456789abcdef");

        for (String command : List.of("list", "plan *", "materialize orders", "status", "refresh")) {
            assertThat(Ran.on(project, command.split(" ")).err()).as(command)
                    .containsOnlyOnce("warning: ")
                    .containsPattern("warning: .*the pointer to the latest snapshot is broken.* The local copy "
                            + Pattern.quote(project.component().snapshotPath().toString())
                            + " is used instead; its content is of 20");
        }
    }

    @Test
    void aStoreWithoutASnapshotIsSaidInOneSentence() {
        project.write("defs.yaml", project.read("defs.yaml")
                .replace("path: snapshot.json", "management_type: " + project.file("store").toUri()));
        assertThat(Ran.on(project, "list").err())
                .isEqualTo("there is no snapshot " + project.component().snapshotPath()
                        + "; write one with 'refresh', or name another place with --snapshot or --project\n");
    }

    @Test
    void attributesThatMeanNothingHereAreSaidOnce() {
        project.write("defs.yaml", project.read("defs.yaml") + "  op_tags: {a: b}\n");
        project.refreshed();
        assertThat(Ran.on(project, "list").err())
                .containsOnlyOnce("warning: ").contains("defs.yaml: op_tags does nothing here");
    }

    @Test
    void aSnapshotFileAloneIsNoProjectToAsk() {
        project.refreshed();
        Path empty = project.write("empty/note", "").getParent();
        for (String command : List.of("refresh", "materialize *", "resume")) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of("-s", project.snapshot().toString(), "--project", empty.toString()));
            if (command.equals("resume")) {
                arguments.addAll(List.of("--journal", project.file(".rocky-java/runs").toString()));
                Ran.on(project.without("run-orders"), "materialize", "orders");
            }
            Ran ran = Ran.command(RockyCli.ofProject(), arguments.toArray(String[]::new));
            assertThat(ran.status()).as(command).isEqualTo(ExitCodes.USAGE);
            assertThat(ran.err()).as(command)
                    .contains("there is no " + empty.resolve("rocky.toml") + ", and the engine can't be asked without its"
                            + " project; give --project a folder with defs.yaml or rocky.toml");
        }
    }

    @Test
    void aFileThatIsNotThereIsAMistakeAndABrokenOneAFailure() {
        Ran missing = Ran.on(project, "diff", project.file("no.json").toString());
        assertThat(missing.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(missing.err()).contains("there is no snapshot file " + project.file("no.json"));
        Path broken = project.write("broken.json", "{");
        Ran unusable = Ran.on(project, "diff", broken.toString(), broken.toString());
        assertThat(unusable.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(unusable.err()).startsWith("[RK102] " + broken);
    }
}
