package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated is used from Kotlin: kapt shows the processor Java stubs of the Kotlin sources. */
class KotlinTest {

    private static final String KAPT = "plugin:org.jetbrains.kotlin.kapt3:";

    private static Kotlin kotlin;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        kotlin = new Kotlin();
    }

    @AfterAll
    static void end() throws IOException {
        kotlin.close();
    }

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

    private String kapt() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Xplugin=" + jar("kotlin-annotation-processing-embeddable")));
        for (String option : List.of("aptMode=stubsAndApt", "sources=" + in("generated"), "classes=" + in("classes"),
                "stubs=" + in("stubs"), "apclasspath=" + classPath(), "apOption=rocky.projectDir=" + folder)) {
            arguments.addAll(List.of("-P", KAPT + option));
        }
        for (String name : List.of("generated", "classes", "stubs")) {
            Files.createDirectories(folder.resolve(name));
        }
        return kotlin(arguments);
    }

    private String kotlinc() throws IOException {
        return kotlin(List.of(in("generated")));
    }

    private String kotlin(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-cp", classPath(), "-d", in("classes"), in("src")));
        all.addAll(arguments);
        return kotlin.compile(all);
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private String javac() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", in("classes"), "-cp", classPath() + File.pathSeparator + in("classes")));
        try (Stream<Path> sources = Files.walk(folder.resolve("generated"))) {
            sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(arguments::add);
        }
        StringWriter printed = new StringWriter();
        ToolProvider.findFirst("javac").orElseThrow()
                .run(new PrintWriter(printed, true), new PrintWriter(printed, true), arguments.toArray(String[]::new));
        return printed.toString();
    }

    /** The compiler in a process of its own, which is opened to it as the plugins of Maven and Gradle do. */
    private static final class Kotlin implements AutoCloseable {

        private final Process process;
        private final DataOutputStream arguments;
        private final DataInputStream printed;

        Kotlin() throws IOException {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--add-opens", "java.base/java.io=ALL-UNNAMED"));
            for (String name : List.of("api", "code", "comp", "file", "jvm", "main", "parser", "processing", "tree", "util")) {
                command.addAll(List.of("--add-opens", "jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED"));
            }
            command.addAll(List.of("-cp", classPath(), KotlinProgram.class.getName()));
            // Newer JVMs warn of what Kotlin's compiler does.
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            arguments = new DataOutputStream(process.getOutputStream());
            printed = new DataInputStream(process.getInputStream());
        }

        /** Returns what the compiler prints. */
        String compile(List<String> all) throws IOException {
            arguments.writeInt(all.size());
            for (String argument : all) {
                arguments.writeUTF(argument);
            }
            arguments.flush();
            return new String(printed.readNBytes(printed.readInt()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            arguments.close();
            process.destroyForcibly();
        }
    }

    /** Compiles one time after the other: starting takes longer than compiling. */
    static final class KotlinProgram {

        private KotlinProgram() {}

        public static void main(String[] none) throws IOException {
            DataInputStream in = new DataInputStream(System.in);
            DataOutputStream out = new DataOutputStream(System.out);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            System.setOut(printed);
            System.setErr(printed);
            while (true) {
                String[] arguments = new String[in.readInt()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = in.readUTF();
                }
                new K2JVMCompiler().exec(printed, arguments);
                out.writeInt(bytes.size());
                bytes.writeTo(out);
                out.flush();
                bytes.reset();
            }
        }
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
