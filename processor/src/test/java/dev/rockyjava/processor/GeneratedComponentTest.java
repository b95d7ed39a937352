package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ConfigException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration that a program finds by generated code is the one that it was compiled with. */
class GeneratedComponentTest {

    private static final Path FOUND = Path.of("");
    private static final String DEFS = """
            type: dagster_rocky.RockyComponent
            attributes:
              config_path: rocky/rocky.toml
              dag_mode: true
              defs_state: {path: rocky/snapshot.json}
            """;

    @TempDir
    Path folder;

    private TestProject project(String members) {
        return new TestProject(folder.resolve("project")).source("acme/W.java", "package acme;\n\n"
                + "@dev.rockyjava.annotation.RockyAssets" + members + "\ninterface W {}\n");
    }

    private Path in(String path) {
        return folder.resolve("project").resolve(path);
    }

    private static RockyComponent found(TestProject.Result result) {
        return result.clean().component("acme.WDefinitions", FOUND);
    }

    @Test
    void isThatOfTheDefsYaml() {
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", DEFS + "  translation: {prefix: dwh}\n  timeout_seconds: 7\n")
                .snapshot(SnapshotJson.example())
                .compile();
        RockyComponent component = found(result);
        assertThat(component.projectDirectory()).isEqualTo(in(""));
        assertThat(component.rockyToml()).isEqualTo(in("rocky/rocky.toml"));
        assertThat(component.snapshotPath()).isEqualTo(in("rocky/snapshot.json"));
        assertThat(component.config().timeout()).hasSeconds(7);
        assertThat(component.buildDefs()).isEqualTo(result.definitions("acme.WDefinitions"));
        assertThat(component.verify(result.definitions("acme.WDefinitions")).upToDate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "(configPath = \"conf/rocky.toml\", timeoutSeconds = 7, surfaceCompliance = true)",
        "(translation = {\"key: {model: '{schema}/{table}'}\", \"prefix: d\u00fc\"}, strictBuild = true)",
        "(defsState = \"key: my warehouse\", translation = {}, statePath = \"\")",
        "(snapshot = \" s.json\", binaryPath = \"./a\\\\b\\n#=:\\t\")",
    })
    void isThatOfTheAnnotation(String members) throws Exception {
        TestProject project = project(members).options("-encoding", "UTF-8");
        for (String place : List.of(
                ".local_defs_state/RockyComponent__rocky.toml__/state",
                ".local_defs_state/RockyComponent__conf__rocky.toml__/state",
                ".local_defs_state/my__warehouse/state",
                " s.json")) {
            project.file(place, new SnapshotJson().model("wh", "s", "of" + place.length()).toString());
        }
        TestProject.Result result = project.compile();
        assertThat(found(result).buildDefs()).isEqualTo(result.definitions("acme.WDefinitions"));
        assertThat(result.definitions("acme.WDefinitions").specs()).hasSize(1);
        assertThat(found(result).config().dagMode()).isTrue();
        String binary = members.contains("binaryPath") ? "./a\\b\n#=:\t" : "rocky";
        assertThat(found(result).config().get(Attribute.BINARY_PATH)).contains(binary);
        assertThat(found(result).config().timeout()).hasSeconds(members.contains("timeoutSeconds") ? 7 : 3600);
        assertThat(found(result).config().strictBuild()).isEqualTo(members.contains("strictBuild"));
    }

    @Test
    void oneOfSeveralIsTheOneThatTheAnnotationNames() {
        String two = DEFS.replace("rocky/rocky.toml", "us.toml") + "---\n" + DEFS.replace("rocky/rocky.toml", "eu.toml");
        TestProject.Result result = project("(defs = \"defs.yaml#RockyComponent[eu.toml]\")")
                .file("defs.yaml", two)
                .snapshot(SnapshotJson.example())
                .compile();
        assertThat(found(result).rockyToml()).isEqualTo(in("eu.toml"));
    }

    @Test
    void aSnapshotOfTheAnnotationGoesBeforeThatOfTheFile() {
        TestProject.Result result = project("(defs = \"defs.yaml\", snapshot = \"s.json\")")
                .file("defs.yaml", DEFS)
                .file("s.json", SnapshotJson.example().toString())
                .compile();
        assertThat(found(result).snapshotPath()).isEqualTo(in("s.json"));
    }

    /** Which build machine has which file is nothing for the program that comes out of it. */
    @Test
    void anOptionOfTheCompilerIsNoneOfTheProgram() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("ci.json"), SnapshotJson.example().toString());
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", DEFS)
                .options("-Arocky.snapshot=" + elsewhere)
                .compile();
        assertThat(found(result).snapshotPath()).isEqualTo(in("rocky/snapshot.json"));
        assertThat(result.outputs().get("acme/WDefinitions.properties")).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({"rocky/snapshot.json, rocky/snapshot.json", "./x/../s.json, s.json"})
    void remembersTheSnapshotThatTheCompilerRead(String option, String remembered) {
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", DEFS)
                .file(remembered, SnapshotJson.example().toString())
                .options("-Arocky.snapshot=" + option)
                .compile();
        found(result);
        assertThat(result.outputs().get("acme/WDefinitions.properties")).contains("\ncompiled_from=" + remembered + "\n");
    }

    /** A program reads the file again; what it was compiled with stays, and verify says that they differ. */
    @Test
    void anEditedDefsYamlIsSeenByVerify() {
        TestProject project = project("(defs = \"defs.yaml\")").file("defs.yaml", DEFS).snapshot(SnapshotJson.example());
        TestProject.Result result = project.compile();
        assertThat(found(result).verify(result.definitions("acme.WDefinitions")).upToDate()).isTrue();
        project.file("defs.yaml", DEFS + "  translation: {prefix: dwh}\n");
        assertThat(found(result).verify(result.definitions("acme.WDefinitions")).text())
                .contains("compile again")
                .contains("dwh/warehouse/marts/fct_orders");
    }

    @Test
    void variablesAreThoseOfTheRunningMachine() {
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", DEFS + "  state_path: '{{ env.PATH }}'\n")
                .snapshot(SnapshotJson.example())
                .compile();
        assertThat(found(result).config().statePath()).contains(System.getenv("PATH"));
        TestProject.Result unset = project("(configPath = \"a.toml\", statePath = \"{{ env.NO_SUCH_VARIABLE }}\")")
                .file(".local_defs_state/RockyComponent__a.toml__/state", SnapshotJson.example().toString())
                .compile();
        assertThat(found(unset).config().statePath()).isEmpty();
    }

    @Test
    void aFolderThatIsGivenIsTheOnlyOne() throws Exception {
        TestProject.Result result = project("(defs = \"defs.yaml\")").file("defs.yaml", DEFS).snapshot(SnapshotJson.example()).compile().clean();
        Path other = Files.createDirectories(folder.resolve("other"));
        assertThatThrownBy(() -> result.component("acme.WDefinitions", other))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("in the given folder: " + other.resolve("defs.yaml"))
                .hasMessageContaining("name that folder");
        Files.writeString(other.resolve("defs.yaml"), DEFS.replace("rocky/rocky.toml", "other.toml"));
        assertThat(result.component("acme.WDefinitions", other).rockyToml()).isEqualTo(other.resolve("other.toml"));
    }

    @Test
    void anErrorSaysWhereItLookedAndWhatToDo() throws Exception {
        TestProject.Result result = project("(defs = \"defs.yaml\")").file("defs.yaml", DEFS).snapshot(SnapshotJson.example()).compile().clean();
        Files.delete(in("defs.yaml"));
        assertThatThrownBy(() -> found(result))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("there is no defs.yaml of acme.W. Looked:\n  - in the working directory: "
                        + Path.of("").toAbsolutePath().resolve("defs.yaml") + "\n  - in the project that the class files are in: "
                        + in("defs.yaml") + "\n  - on the class path: defs.yaml\n")
                .hasMessageContaining("component(Path) in Java, --project on the command line");
    }

    @Test
    void withoutADefsYamlTheProjectIsWhereTheTomlOrTheSnapshotIs() throws Exception {
        String place = ".local_defs_state/RockyComponent__rocky.toml__/state";
        TestProject.Result result = project("").file(place, SnapshotJson.example().toString()).compile();
        assertThat(found(result).projectDirectory()).isEqualTo(in(""));
        Files.delete(in(place));
        assertThatThrownBy(() -> found(result))
                .hasMessageStartingWith("there is no Rocky project of acme.W. Looked:\n  - in the working directory: ")
                .hasMessageContaining(in("rocky.toml") + " or " + in(place));
        Files.writeString(in("rocky.toml"), "");
        assertThat(found(result).rockyToml()).isEqualTo(in("rocky.toml"));
    }

    @Test
    void aDefsYamlAmongTheResourcesIsFoundThere() throws Exception {
        Path resources = Files.createDirectories(folder.resolve("resources"));
        Files.writeString(resources.resolve("warehouse.yaml"), DEFS);
        List<Path> classPath = new ArrayList<>(TestProject.runtimePath());
        classPath.add(resources);
        TestProject.Result result = project("(defs = \"warehouse.yaml\")")
                .snapshot(SnapshotJson.example())
                .classPath(classPath)
                .compile();
        assertThatThrownBy(() -> found(result)).hasMessageContaining("on the class path: warehouse.yaml");
        Files.copy(resources.resolve("warehouse.yaml"), result.classes().resolve("warehouse.yaml"));
        assertThat(found(result).snapshotPath()).isEqualTo(Path.of("rocky/snapshot.json").toAbsolutePath());
    }

    /** A real process: its working directory goes before the folder of the class files. */
    @Test
    void theWorkingDirectoryGoesFirst() throws Exception {
        TestProject.Result result = project("(defs = \"defs.yaml\")")
                .file("defs.yaml", DEFS)
                .snapshot(SnapshotJson.example())
                .source("acme/Main.java", """
                        package acme;

                        final class Main {
                            public static void main(String[] arguments) {
                                System.out.print(WDefinitions.component().rockyToml());
                            }
                        }
                        """)
                .options("-Xlint:-missing-explicit-ctor")
                .compile()
                .clean();
        Path deployed = Files.createDirectories(folder.resolve("deployed"));
        assertThat(run(result, deployed)).endsWith(in("rocky/rocky.toml").toString());
        Files.writeString(deployed.resolve("defs.yaml"), DEFS.replace("rocky/rocky.toml", "deployed.toml"));
        assertThat(run(result, deployed)).endsWith(deployed.toRealPath().resolve("deployed.toml").toString());
    }

    private static String run(TestProject.Result result, Path directory) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp",
                        TestProject.join(TestProject.runtimePath()) + File.pathSeparator + result.classes(),
                        "acme.Main")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(printed).isZero();
        return printed;
    }

    /** Its names are those of the definitions' class, which every snapshot has. */
    @Test
    void aResourceThatIsMissingOrOfAnotherVersionIsSaid() throws Exception {
        TestProject.Result result = project("(defs = \"defs.yaml\")").file("defs.yaml", DEFS).snapshot(SnapshotJson.example()).compile().clean();
        Path resource = result.classes().resolve("acme/WDefinitions.properties");
        Files.writeString(resource, Files.readString(resource).replace("layout=1", "layout=0"));
        assertThatThrownBy(() -> found(result)).hasMessageContaining("was written by another version of rocky-java; compile");
        Files.delete(resource);
        assertThatThrownBy(() -> found(result))
                .hasMessageContaining("the resource WDefinitions.properties is not beside its class");
        assertThat(result.definitions("acme.WDefinitions").keys()).contains(AssetKey.of("warehouse", "marts", "fct_orders"));
    }
}
