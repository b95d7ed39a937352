package dev.rockyjava.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.rockyjava.asset.AssetKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the snapshot is looked for, and which place wins. */
class SnapshotLookupTest {

    @TempDir
    Path folder;

    /** A snapshot that tells by its only asset where it was found. */
    private static String marked(String where) {
        return new SnapshotJson().model("wh", "s", where).toString();
    }

    private TestProject project() {
        return new TestProject(folder.resolve("project")).source("acme/Warehouse.java", TestProject.WAREHOUSE);
    }

    private static void assertFound(TestProject.Result result, String where) {
        assertThat(result.clean().definitions("acme.WarehouseDefinitions").keys())
                .containsExactly(AssetKey.of("wh", "s", where));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "build.gradle", "build.gradle.kts"})
    void inTheProject(String buildFile) throws Exception {
        TestProject project = project().snapshot(marked("project"));
        Files.delete(folder.resolve("project/pom.xml"));
        assertFound(project.file(buildFile, "").compile(), "project");
    }

    /** The nearest build file counts, not that of the whole build. */
    @Test
    void inTheModuleNotInTheBuild() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.createDirectories(folder.resolve("rocky"));
        Files.writeString(folder.resolve("rocky/snapshot.json"), marked("build"));
        assertFound(project().snapshot(marked("module")).compile(), "module");
        assertThat(project().compile().clean().succeeded()).isTrue();
        Files.delete(folder.resolve("project/rocky/snapshot.json"));
        assertThat(project().compile().onlyError().getMessage(null)).startsWith("[RK101]");
    }

    @Test
    void optionWithAnAbsolutePath() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("any name.json"), marked("option"));
        assertFound(project().snapshot(marked("project")).options("-Arocky.snapshot=" + elsewhere).compile(), "option");
    }

    @Test
    void optionWithARelativePath() {
        TestProject project = project().snapshot(marked("project")).file("ci/state.json", marked("option"));
        assertFound(project.options("-Arocky.snapshot=ci/state.json").compile(), "option");
    }

    @Test
    void aNameThatIsNearlyRightIsAnsweredWithTheFileBesideIt() {
        TestProject project = project().snapshot(marked("project")).options("-Arocky.snapshot=rocky/snapshots.json");
        assertThat(project.compile().onlyError().getMessage(null))
                .contains("rocky/snapshots.json (snapshot.json lies beside it)");
    }

    @Test
    void optionWithAWrongPathNamesIt() {
        TestProject project = project().snapshot(marked("project")).options("-Arocky.snapshot=ci/gone.json");
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK101] ci/gone.json: ");
    }

    @Test
    void emptyOptionsCountAsNone() {
        TestProject project = project().snapshot(marked("project")).options("-Arocky.snapshot=", "-Arocky.projectDir");
        assertFound(project.compile(), "project");
    }

    @Test
    void projectFolderGoesFirst() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/rocky"));
        Files.writeString(other.resolve("snapshot.json"), marked("projectDir"));
        TestProject project = project().snapshot(marked("project")).options("-Arocky.projectDir=" + folder.resolve("other"));
        assertFound(project.compile(), "projectDir");
    }

    @Test
    void aProjectFolderWithoutItIsNoDeadEnd() {
        TestProject project = project().snapshot(marked("project")).options("-Arocky.projectDir=" + folder.resolve("gone"));
        assertFound(project.compile(), "project");
    }

    @Test
    void aMissingSnapshotIsWrittenByARefresh() {
        String next = "Write it with `rocky-java refresh` in the project's folder";
        assertThat(project().compile().onlyError().getMessage(null)).startsWith("[RK101]")
                .contains(next, "tell the build where the project is", "-Arocky.projectDir=${project.basedir}");
        TestProject named = project().options("-Arocky.projectDir=" + folder);
        assertThat(named.compile().onlyError().getMessage(null)).startsWith("[RK101]")
                .contains(next)
                .doesNotContain("tell the build", "${project.basedir}");
    }

    @Test
    void aProjectFolderThatIsNoPath() {
        TestProject project = project().options("-Arocky.projectDir=a\0b");
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK101]").contains("-Arocky.projectDir");
    }

    @Test
    void onTheClassPath() throws Exception {
        Path resources = Files.createDirectories(folder.resolve("resources/rocky"));
        Files.writeString(resources.resolve("snapshot.json"), marked("resource"));
        List<Path> classPath = new ArrayList<>(TestProject.runtimePath());
        classPath.add(folder.resolve("resources"));
        assertFound(project().classPath(classPath).compile(), "resource");
    }

    @Test
    void theProjectGoesBeforeTheClassPath() throws Exception {
        Path resources = Files.createDirectories(folder.resolve("resources/rocky"));
        Files.writeString(resources.resolve("snapshot.json"), marked("resource"));
        List<Path> classPath = new ArrayList<>(TestProject.runtimePath());
        classPath.add(folder.resolve("resources"));
        assertFound(project().snapshot(marked("project")).classPath(classPath).compile(), "project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up.json", "./rocky/../../up.json"})
    void aPathThatLeadsOut(String path) throws Exception {
        Files.writeString(folder.resolve("up.json"), marked("up"));
        TestProject project = new TestProject(folder.resolve("project"))
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("rocky/snapshot.json", path));
        assertFound(project.compile(), "up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\0", "rocky", "/", "https://example.org/state.json", "${project.basedir}/x"})
    void whatIsNoFile(String path) {
        TestProject project = new TestProject(folder.resolve("project"))
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("rocky/snapshot.json", path))
                .file("rocky/readme.txt", "");
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK101]");
    }

    @Test
    void thePlaceOfThePythonPeerIsTheDefault() {
        TestProject project = new TestProject(folder)
                .file(".local_defs_state/RockyComponent__rocky.toml__/state", marked("peer"))
                .source("acme/Warehouse.java", "package acme;\n\n@dev.rockyjava.annotation.RockyAssets\ninterface Warehouse {}\n");
        assertFound(project.compile(), "peer");
    }

    /** A compiler whose class output is no folder, as in an IDE. */
    @Test
    void withoutAFolderTheOptionStillWorks() throws Exception {
        JavaFileObject source = JavaFileObjects.forSourceString("acme.Warehouse", TestProject.WAREHOUSE);
        Compilation missing = javac().withProcessors(new RockyProcessor()).compile(source);
        assertThat(missing).hadErrorCount(1);
        assertThat(missing)
                .hadErrorContaining("in the project: the class output is not a folder")
                .inFile(source)
                .onLine(5);

        Path file = Files.writeString(folder.resolve("s.json"), marked("option"));
        Compilation found = javac()
                .withProcessors(new RockyProcessor())
                .withOptions("-Xlint:all", "-Werror", "-Arocky.snapshot=" + file)
                .compile(source);
        assertThat(found).succeededWithoutWarnings();
        assertThat(found)
                .generatedSourceFile("acme.WarehouseAssets")
                .contentsAsUtf8String()
                .contains("TransformationAsset.of(\"wh/s/option\")");
    }
}
