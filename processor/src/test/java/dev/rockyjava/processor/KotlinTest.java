package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated is used from Kotlin: kapt shows the processor Java stubs of the Kotlin sources. */
class KotlinTest {

    private static final String KAPT = "plugin:org.jetbrains.kotlin.kapt3:";

    @TempDir
    Path folder;

    @Test
    void constantsDefinitionsAndPartitionTypes() throws Exception {
        TestProject project = new TestProject(folder).snapshot(SnapshotJson.example());
        project.source("Warehouse.kt", """
                package acme

                import acme.WarehouseAssets.Warehouse.Marts
                import dev.rockyjava.annotation.AssetRef
                import dev.rockyjava.annotation.RockyAssets
                import dev.rockyjava.asset.PartitionedAsset
                import java.time.LocalDate

                @RockyAssets(snapshot = "rocky/snapshot.json")
                interface Warehouse

                annotation class Reads(@get:AssetRef(Warehouse::class) val value: String)

                @Reads("seed/countries")
                interface Text

                @Reads(WarehouseAssets.Keys.Warehouse.Marts.FCT_ORDERS)
                interface Constant

                object Report {
                    private val daily: PartitionedAsset<LocalDate> = Marts.DAILY_REVENUE

                    @JvmStatic
                    fun text() = "${daily.text()}, ${WarehouseDefinitions.get().get(Marts.FCT_ORDERS.key()).kind()}"
                }
                """);
        assertThat(kapt()).isEmpty();
        assertThat(kotlinc()).isEmpty();
        assertThat(javac()).isEmpty();
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            assertThat(loader.loadClass("acme.Report").getMethod("text").invoke(null))
                    .isEqualTo("warehouse/marts/daily_revenue, TRANSFORMATION");
        }

        project.source("Wrong.kt", """
                package acme

                val monthly: dev.rockyjava.asset.PartitionedAsset<java.time.YearMonth> =
                    WarehouseAssets.Warehouse.Marts.DAILY_REVENUE
                val renamed = WarehouseAssets.Warehouse.Marts.REVENUE_BY_DAY
                """);
        assertThat(kotlinc()).contains("Wrong.kt:3", "LocalDate", "YearMonth", "Wrong.kt:5", "unresolved reference 'REVENUE_BY_DAY'");
    }

    @Test
    void aWrongReferenceIsAnErrorAtTheStub() throws Exception {
        new TestProject(folder).snapshot(SnapshotJson.example()).source("Warehouse.kt", """
                package acme

                @dev.rockyjava.annotation.RockyAssets(snapshot = "rocky/snapshot.json")
                interface Warehouse

                annotation class Reads(@get:dev.rockyjava.annotation.AssetRef(Warehouse::class) val value: String)

                @Reads("seed/contries")
                interface Text
                """);
        assertThat(kapt()).contains("Text.java", "[RK301]", "did you mean seed/countries?");
    }

    private String kapt() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Xplugin=" + jar("kotlin-annotation-processing-embeddable")));
        for (String option : List.of("aptMode=stubsAndApt", "sources=generated", "classes=classes", "stubs=stubs",
                "apclasspath=" + classPath(), "apOption=rocky.projectDir=" + folder)) {
            arguments.addAll(List.of("-P", KAPT + option));
        }
        for (String name : List.of("generated", "classes", "stubs")) {
            Files.createDirectories(folder.resolve(name));
        }
        return kotlin(arguments);
    }

    private String kotlinc() throws IOException, InterruptedException {
        return kotlin(List.of("generated"));
    }

    private String kotlin(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--add-opens", "java.base/java.io=ALL-UNNAMED"));
        // As the plugins of Maven and Gradle do.
        for (String name : List.of("api", "code", "comp", "file", "jvm", "main", "parser", "processing", "tree", "util")) {
            command.addAll(List.of("--add-opens", "jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
        }
        command.addAll(List.of("-cp", classPath(), "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib", "-no-reflect", "-cp", classPath(), "-d", "classes", "src"));
        command.addAll(arguments);
        return run("java", command);
    }

    private String javac() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-proc:none", "-d", "classes", "-cp", classPath() + File.pathSeparator + "classes"));
        try (Stream<Path> sources = Files.walk(folder.resolve("generated"))) {
            sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(command::add);
        }
        return run("javac", command);
    }

    /** What it prints, without what newer JVMs say of what Kotlin's compiler does. */
    private String run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", program).toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.replaceAll("(?m)^WARNING: .*\\R|^\\R", "");
    }

    private static String jar(String name) {
        return entries().filter(entry -> entry.contains(name)).findFirst().orElseThrow();
    }

    /** That of the tests, but for other processors. */
    private static String classPath() {
        return entries()
                .filter(entry -> Files.exists(Path.of(entry)))
                .filter(entry -> Stream.of("ecj", "auto-", "lombok", "mapstruct").noneMatch(entry::contains))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }
}
