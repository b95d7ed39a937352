package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does wrong is answered by a sentence that mends it. */
class FirstMistakesTest {

    private static final String REPLICATION = """
            [pipeline.shop]
            strategy = "incremental"
            [pipeline.shop.source.schema_pattern]
            prefix = "raw__"
            """;

    private final FakeProject project;

    FirstMistakesTest(@TempDir Path folder) {
        project = new FakeProject(folder);
    }

    private void withoutAnEngine() {
        project.write("defs.yaml", project.read("defs.yaml").replace("./fake-rocky", "no-such-rocky"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "materialize orders"})
    void aMissingEngineIsSaidFirstAndWithWhereToGetIt(String command) {
        project.refreshed();
        withoutAnEngine();

        Ran ran = Ran.on(project, command.split(" "));

        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.err()).startsWith("there is no executable 'no-such-rocky' on the PATH; install rocky"
                + " (https://github.com/rocky-data/rocky#try-it-in-60-seconds), add its folder to the PATH, ");
    }

    @Test
    void aTypoInTheConfigurationIsOneFinding() {
        project.write("rocky/rocky.toml", project.read("rocky.toml"));
        assertThat(project.file("rocky.toml").toFile().delete()).isTrue();
        project.write("defs.yaml", project.read("defs.yaml").replace("config_path: rocky.toml", "config_pth: rocky/rocky.toml"));
        Ran doctor = Ran.on(project, "doctor");
        assertThat(doctor.out()).contains("did you mean config_path? Engine, store").containsOnlyOnce("failure");
    }

    /** Of the working directory, which the message must name. */
    @Test
    void anApplicationThatIsStartedElsewhereSaysWhereItLooked() {
        RockyCli application = RockyCli.of(Definitions::empty, folder -> RockyComponent.fromYaml(Path.of("no-defs.yaml"), folder));
        assertThat(Ran.command(application, "refresh").err())
                .isEqualTo(Path.of("no-defs.yaml").toAbsolutePath() + ": there is no such file\n");
    }

    @Test
    void doctorShowsThePathWhereItLookedForTheEngineIfItIsAsked() {
        withoutAnEngine();
        assertThat(Ran.on(project, "doctor").out()).contains("no executable").doesNotContain(System.getenv("PATH"));
        assertThat(Ran.on(project, "doctor", "-v").out()).contains("no folder of the PATH has it: " + System.getenv("PATH"));
    }

    @Test
    void aRefreshThatFindsNoSourcesSaysSo() {
        project.write("rocky.toml", project.read("rocky.toml") + REPLICATION);
        project.answer("discover", "{'command':'discover','sources':[]}");

        Ran ran = Ran.on(project, "refresh");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("discover found no sources of pipeline shop, so a run copies nothing there. If the"
                + " database isn't there yet, refresh again when it is; otherwise compare the names of its schemas with"
                + " [pipeline.shop.source.schema_pattern] in rocky.toml");
        assertThat(Ran.on(project, "refresh", "--check").err()).contains("found no sources");
        assertThat(Ran.on(project, "doctor").out()).containsPattern("warning  sources   discover found no sources of pipeline shop, so");
    }

    /** As `rocky init` makes a project: with models, and a replication alone. */
    @Test
    void modelsThatNoPipelineHasAreNamedWithWhatMakesThemAssets() {
        assertThat(Ran.on(project, "refresh").err()).doesNotContain("asset,", "assets,");
        project.write("rocky.toml", REPLICATION).toFile();
        project.write("models/marts/daily.sql", "select 1");
        project.answer("discover", "{'command':'discover','sources':[]}");
        assertThat(Ran.on(project, "refresh").err()).contains("warning: 2 models aren't assets, since no pipeline of type"
                + " \"transformation\" in rocky.toml has them: models/marts/daily.sql, models/orders.sql. Add a table [pipeline.marts]"
                + " with type = \"transformation\", models = \"models/**\" and target");
        project.write("rocky.toml", REPLICATION + "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/marts/**'\n");
        assertThat(Ran.on(project, "refresh").err())
                .contains("warning: this model isn't an asset, since no pipeline of type \"transformation\" in rocky.toml has it:"
                        + " models/orders.sql. ");
    }

    /** As the engine answers: the whole folder fails, and the list is the only word about the reason. */
    @Test
    void aModelThatCannotBeParsedIsNamedWithItsFileForAllThatFailByIt() {
        project.graph(FakeProject.ORDERS, FakeProject.transformation("apart", "", ""))
                .refreshed()
                .write("models/orders.sql", "\n-- all\nselekt 1\n");
        String error = "'asset_key':[],'failure_kind':'unknown','error':'model compilation failed: dependency resolution"
                + " failed: 1 model(s) failed to parse:\\n  - orders: sql parser error: no SELECT at Line: 2, Column: 1'";
        String answer = "{'version':'1.71.0','command':'run','status':'Failure','filter':'','duration_ms':5,'tables_copied':0,"
                + "'tables_failed':0,'materializations':[],'check_results':[],'interrupted':false,'errors':[{" + error + "}]}";
        project.answer("run-orders", answer).answer("run-apart", answer);

        Ran ran = Ran.on(project, "materialize", "*");

        assertThat(ran.out()).contains(" and 1 more: models/orders.sql:3\n", "- orders: sql parser error: no SELECT at Line: 2, Column: 1");
    }

    @ParameterizedTest
    @CsvSource({"materialise,materialize", "materializ,materialize", "docter,doctor", "LIST,list"})
    void theNearestCommandIsSuggested(String wrong, String right) {
        Ran ran = Ran.on(project, wrong);
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).startsWith("there is no command '" + wrong + "'; did you mean " + right).endsWith("?\n");
        assertThat(Ran.on(project, wrong, "-o", "json").json().at("/error/nearest/0").asString()).isEqualTo(right);
    }

    /** Of the Maven plugin, and of dbt. */
    @ParameterizedTest
    @CsvSource({"verify,refresh --check", "run,materialize", "retry,resume"})
    void aCommandThatIsCalledOtherwiseElsewhereIsNamed(String elsewhere, String right) {
        assertThat(Ran.on(project, elsewhere).err())
                .isEqualTo("there is no command '" + elsewhere + "'; did you mean " + right + "?\n");
    }

    @ParameterizedTest
    @CsvSource({"status --stale,status stale", "materialize * --select stale,materialize SELECTION", "list --status:failed,list status:failed"})
    void aSelectionThatIsTypedAsAnOptionIsShownAsAnArgument(String typed, String right) {
        Ran ran = Ran.on(project, typed.split(" "));
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).endsWith("\na selection is an argument, not an option: " + right + "\n");
    }

    @Test
    void aCommandWithoutItsSelectionSaysHowToNameOne() {
        assertThat(Ran.on(project, "materialize").err()).startsWith("materialize needs a selection: materialize '*' for all assets,");
    }

    @Test
    void withoutANearCommandTheHelpIsOffered() {
        assertThat(Ran.on(project, "xyzzy").err()).isEqualTo("there is no command 'xyzzy'\nsee 'rocky-java --help'\n");
    }

    @Test
    void aProjectIsFoundFromAFolderInIt() throws Exception {
        project.refreshed();
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RockyCli.class.getName(), "list", "kind:seed");

        Process list = new ProcessBuilder(command)
                .directory(project.file("models").toFile())
                .redirectOutput(project.file("out").toFile())
                .redirectError(project.file("err").toFile())
                .start();

        assertThat(Program.ended(list)).as(project.read("err")).isZero();
        assertThat(project.read("err")).contains("the project in " + project.folder() + "\n", "1 of 4 assets\n");
    }

    /** The folder of a rocky.toml belongs to the defs.yaml that names it, but not to another one. */
    @ParameterizedTest
    @CsvSource({"rocky/rocky.toml,.", "other/rocky.toml,rocky"})
    void aConfigurationOfTheSameProjectHasPrecedence(String configured, String found) throws Exception {
        project.write("defs.yaml", project.read("defs.yaml").replace("config_path: rocky.toml", "config_path: " + configured));
        project.write("rocky/rocky.toml", project.read("rocky.toml"));
        project.write("rocky/models/a.sql", "select 1");
        Files.delete(project.file("rocky.toml"));
        Path expected = project.file(found).normalize();
        assertThat(ProjectFinder.above(project.file("rocky/models"))).isEqualTo(expected);
        assertThat(ProjectFinder.above(project.file("rocky")).normalize()).isEqualTo(expected);
        assertThat(ProjectFinder.above(project.folder())).isEqualTo(project.folder());
    }
}
