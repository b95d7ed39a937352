package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A component is configured by a defs.yaml or by its annotation, and each mistake is shown where it stands. */
class ConfigurationTest {

    private static final String PEER_PLACE = ".local_defs_state/RockyComponent__rocky.toml__/state";
    private static final String YAML = "type: dagster_rocky.RockyComponent\nattributes:\n  dag_mode: true\n";

    @TempDir
    Path folder;

    private static String marked(String where) {
        return new SnapshotJson().model("wh", "s", where).toString();
    }

    private TestProject project(String annotation) {
        return new TestProject(folder).source("acme/W.java", "package acme;\n\n@dev.rockyjava.annotation.RockyAssets"
                + annotation + "\ninterface W {}\n");
    }

    private static void assertFound(TestProject.Result result, String where) {
        assertThat(result.clean().definitions("acme.WDefinitions").keys()).containsExactly(AssetKey.of("wh", "s", where));
    }

    @Test
    void defsYamlSaysWhereTheSnapshotIs() {
        assertFound(
                project("(defs = \"rocky/defs.yaml\")")
                        .file("rocky/defs.yaml", YAML + "  config_path: conf/rocky.toml\n")
                        .file(".local_defs_state/RockyComponent__conf__rocky.toml__/state", marked("a"))
                        .compile(),
                "a");
    }

    @Test
    void oneOfSeveralComponentsIsNamedByItsKey() {
        String two = YAML + "  config_path: a.toml\n---\n" + YAML + "  config_path: conf/rocky.toml\n";
        String place = ".local_defs_state/RockyComponent__conf__rocky.toml__/state";
        assertFound(
                project("(defs = \"rocky/defs.yaml#RockyComponent[conf/rocky.toml]\")")
                        .file("rocky/defs.yaml", two)
                        .file(place, marked("a"))
                        .compile(),
                "a");
        Diagnostic<?> error = project("(defs = \"rocky/defs.yaml\")").file("rocky/defs.yaml", two).compile().onlyError();
        assertThat(error.getMessage(null)).contains("there are 2 components of this type; name one of them");
    }

    @Test
    void sameAsAtRunTime() {
        TestProject.Result result = project("(defs = \"rocky/defs.yaml\")")
                .file("rocky/defs.yaml", YAML + "  defs_state: {path: rocky/snapshot.json}\n")
                .file("rocky/snapshot.json", SnapshotJson.example().toString())
                .compile()
                .clean();
        assertThat(result.definitions("acme.WDefinitions"))
                .isEqualTo(RockyComponent.fromYaml(Path.of("rocky/defs.yaml"), folder).buildDefs());
        assertThat(result.definitions("acme.WDefinitions").specs()).hasSizeGreaterThan(20);
    }

    @Test
    void anExplicitSnapshotGoesBeforeThatOfTheFile() {
        assertFound(
                project("(defs = \"defs.yaml\", snapshot = \"s.json\")")
                        .file("defs.yaml", YAML)
                        .file(PEER_PLACE, marked("peer"))
                        .file("s.json", marked("explicit"))
                        .compile(),
                "explicit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "configPath = \"conf/rocky.toml\"           | .local_defs_state/RockyComponent__conf__rocky.toml__/state",
                "defsState = \"key: my warehouse\"          | .local_defs_state/my__warehouse/state",
                "defsState = {\"path: a/b.json\"}           | a/b.json",
                "defsState = {\"management_type: LOCAL_FILESYSTEM\", \"key: k\"} | .local_defs_state/k/state",
                "stateNamespace = \"\", translation = {}    | " + PEER_PLACE,
            })
    void inlineAttributesSayItToo(String attributes, String place) {
        assertFound(project("(" + attributes + ")").file(place, marked("a")).compile(), "a");
    }

    /** The default of the annotation, and the peer's in a file: then a snapshot with a graph isn't what was asked for. */
    @Test
    void dagModeIsOnInTheAnnotation() {
        assertFound(project("").file(PEER_PLACE, marked("a")).compile(), "a");
        String discovered = "{\"discover\": {\"sources\": []}, \"dag_status\": \"disabled\"}";
        assertThat(project("").file(PEER_PLACE, discovered).compile().onlyError().getMessage(null)).startsWith("[RK105]");
    }

    @Test
    void bothFormsAreOneError() {
        Diagnostic<?> error = project("(\n    binaryPath = \"r\",\n    defs = \"defs.yaml\",\n    dagMode = true)")
                .file("defs.yaml", YAML)
                .compile()
                .onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK208]").contains("binaryPath, dagMode");
        assertThat(error.getLineNumber()).isEqualTo(5);
    }

    @Test
    void aMissingFileIsShownWithThePlacesTried() {
        Diagnostic<?> error = project("(\n    defs = \"gone.yaml\")").compile().onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK209] gone.yaml: ").contains(folder.resolve("gone.yaml").toString());
        assertThat(error.getLineNumber()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  dag_mod: true                    | :4:3: there is no attribute 'dag_mod'; did you mean dag_mode?",
                "  dag_mode2: x                     | :4:3: there is no attribute",
                "  timeout_seconds: soon            | :4:3: timeout_seconds is a whole number",
                "  strict_build: '{{ env.NO_SUCH }}' | :4:3: {{ env.NO_SUCH }}: the environment variable NO_SUCH",
                "  strict_build: '{{ now() }}'      | :4:3: '{{ now() }}': 'now' is not known here; there are env",
                "  post_state_write_hook: x         | :4:3: post_state_write_hook can't be set in YAML",
                "  defs_state: {kee: x}             | :4:3: defs_state has no 'kee'",
                "  a: [                             | invalid YAML",
            })
    void aWrongFileIsShownWithItsPlace(String line, String message) {
        Diagnostic<?> error = project("(\n    defs = \"defs.yaml\")")
                .file("defs.yaml", YAML + "  " + line + "\n")
                .compile()
                .onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK207] " + folder.resolve("defs.yaml")).contains(message);
        assertThat(error.getLineNumber()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeoutSeconds = 0          | timeout_seconds is a whole number",
                "executionMode = \"fast\"    | execution_mode is direct, plan",
                "defsState = \"x\"           | defsState is a mapping",
                "defsState = \"kee: x\"      | defs_state has no 'kee'",
                "defsState = \"key: ..\"     | defs_state.key",
                "configPath = \"{{ env.NO_SUCH }}\" | the environment variable NO_SUCH",
            })
    void aWrongAttributeIsShownWhereItStands(String attribute, String message) {
        Diagnostic<?> error = project("(\n    modelsDir = \"m\",\n    " + attribute + ")").compile().onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK207]").contains(message);
        assertThat(error.getLineNumber()).isEqualTo(attribute.contains("..") ? 3 : 5);
    }

    @Test
    void aPlaceOfRockyTomlThatNoFileCanHave() {
        Diagnostic<?> error = project("(\n    snapshot = \"s.json\",\n    configPath = \"a\\0b\")")
                .file("s.json", marked("a"))
                .compile()
                .onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK207]").contains("config_path is not a valid path");
        assertThat(error.getLineNumber()).isEqualTo(5);
    }

    @Test
    void aValueThatDoesNotCompileIsTheCompilersError() {
        TestProject.Result result = project("(configPath = NO_SUCH)").compile();
        assertThat(result.errors()).singleElement().asString().contains("NO_SUCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary_path", "state_path", "state_namespace", "models_dir", "timeout_seconds",
        "execution_mode", "surface_retention_status", "discover_on_missing_state"})
    void variablesOfTheRunningMachineNeedNotBeSetToCompile(String attribute) {
        assertFound(
                project("(defs = \"defs.yaml\")")
                        .file("defs.yaml", YAML + "  " + attribute + ": '{{ env.NO_SUCH_VARIABLE }}'\n")
                        .file(PEER_PLACE, marked("a"))
                        .compile(),
                "a");
    }

    @Test
    void attributesOfDagsterAreANote() {
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", YAML + "  enable_sensor: true\n  op_tags: {a: b}\n  strict_doctor: true\n")
                .file(PEER_PLACE, marked("a"))
                .compile();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.diagnostics()).singleElement().satisfies(note -> {
            assertThat(note.getKind()).isEqualTo(Diagnostic.Kind.NOTE);
            assertThat(note.getMessage(Locale.ROOT)).contains("enable_sensor does nothing here: nothing polls the sources")
                    .contains("op_tags does nothing here").contains("strict_doctor does nothing here");
        });
    }

    /** What uses a constant must not give a second error. */
    @Test
    void aWrongFileLeavesTheNames() {
        TestProject project = project("(defs = \"defs.yaml\", snapshot = \"s.json\")")
                .file("defs.yaml", YAML + "  nonsense: 1\n")
                .file("s.json", marked("a"))
                .source("acme/User.java", "package acme;\n\nclass User {\n    Object a = WAssets.Wh.S.A;\n}\n");
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK207]");
    }

    @Test
    void strictBuildWantsSources() {
        TestProject project = project("(strictBuild = true, dagMode = false)").file(PEER_PLACE, marked("a"));
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK118]");
        assertFound(project("(strictBuild = true)").compile(), "a");
    }

    @Test
    void aMissingSnapshotIsAnErrorWhateverTheComponentWants() {
        for (String attribute : new String[] {"", "(strictBuild = true)", "(discoverOnMissingState = true)"}) {
            assertThat(project(attribute).compile().onlyError().getMessage(null)).startsWith("[RK101]");
        }
    }

    @Test
    void theEngineIsAskedOnlyWithTheOptionToo() throws Exception {
        Path asked = folder.resolve("asked");
        Path rocky = Files.writeString(folder.resolve("fake-rocky"), "#!/bin/sh\ntouch " + asked
                + "\n[ \"$1\" = --version ] && { echo 'rocky 1.71.0'; exit 0; }\n"
                + "echo '{\"command\":\"dag\",\"nodes\":[{\"id\":\"transformation:a\",\"kind\":\"transformation\",\"label\":\"a\",'"
                + "'\"target\":{\"catalog\":\"wh\",\"schema\":\"s\",\"table\":\"a\"}}]}'\n");
        assertThat(rocky.toFile().setExecutable(true)).isTrue();
        String attributes = "(discoverOnMissingState = true, binaryPath = \"./fake-rocky\")";
        String option = "-Arocky.discoverOnMissingState=true";

        assertThat(project(attributes).file("rocky.toml", "").compile().succeeded()).isFalse();
        assertThat(project("(binaryPath = \"./fake-rocky\")").options(option).compile().succeeded()).isFalse();
        assertThat(asked).doesNotExist();

        assertFound(project(attributes).options(option).compile(), "a");
        assertThat(asked).exists();
        assertThat(folder.resolve(PEER_PLACE)).isRegularFile();
    }

    @Test
    void whatTheEngineSaysThenIsTheError() {
        Diagnostic<?> error = project("(\n    discoverOnMissingState = true, binaryPath = \"./gone\")")
                .file("rocky.toml", "")
                .options("-Arocky.discoverOnMissingState=true")
                .compile()
                .onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK119]").contains("there is no file " + folder.resolve("gone"));
    }
}
