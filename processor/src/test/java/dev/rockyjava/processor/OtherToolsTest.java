package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rockyjava.asset.Asset;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other compilers than this JDK's, and other processors in one build with ours. */
class OtherToolsTest {

    private static final String USE = """
            package app;

            import acme.WarehouseAssets;
            import acme.WarehouseAssets.Keys;
            import dev.rockyjava.asset.PartitionedAsset;
            import java.time.LocalDate;

            @Use.Names({Keys.Warehouse.Marts.FCT_ORDERS, Keys.Warehouse.Marts.FctOrders.ORDER_ID})
            public final class Use {
                private Use() {}
                @interface Names {
                    String[] value();
                }
                public static final PartitionedAsset<LocalDate> DAILY = WarehouseAssets.Warehouse.Marts.DAILY_REVENUE;
            }
            """;

    private static final String REFERENCE = """
            package acme;

            import dev.rockyjava.annotation.AssetRef;

            @interface Reads {
                @AssetRef(Warehouse.class)
                String value();
            }
            """;

    @TempDir
    Path folder;

    private TestProject project(String key) {
        return TestProject.warehouse(folder, SnapshotJson.example())
                .source("app/Use.java", USE)
                .source("acme/Reads.java", REFERENCE)
                .source("acme/Report.java", "package acme;\n\n@Reads(" + key + ")\ninterface Report {}\n");
    }

    private TestProject forEclipse(String key) {
        return project(key).withoutWerror().withoutLint().options(eclipseOptions());
    }

    /** Its file manager doesn't tell where class files go, so the project's folder can't be found from there. */
    private String[] eclipseOptions() {
        return new String[] {"-17", "-Arocky.projectDir=" + folder};
    }

    @Test
    void eclipse() {
        TestProject.Result javac = project("WarehouseAssets.Keys.Seed.COUNTRIES").withoutProcessingLint().compile().clean();
        var expected = javac.outputs();
        var constants = Constants.all(javac, "acme.WarehouseAssets", Asset.class);

        TestProject.Result ecj = forEclipse("WarehouseAssets.Keys.Seed.COUNTRIES").compile(new EclipseCompiler());
        assertThat(ecj.diagnostics()).isEmpty();
        assertThat(ecj.outputs()).isEqualTo(expected);
        assertThat(Constants.all(ecj, "acme.WarehouseAssets", Asset.class)).isEqualTo(constants);
        assertThat(ecj.definitions("acme.WarehouseDefinitions").specs()).isNotEmpty();
    }

    @Test
    void eclipseShowsAWrongReference() {
        assertThat(forEclipse("\"seed/contries\"").compile(new EclipseCompiler()).errors())
                .singleElement()
                .asString()
                .startsWith("[RK301]")
                .contains("\"seed/contries\"", "did you mean seed/countries?");
    }

    @Test
    void eclipseReadsBigNamespaces() {
        SnapshotJson json = new SnapshotJson();
        for (int i = 0; i < 2100; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        TestProject.Result ecj = TestProject.warehouse(folder, json)
                .withoutWerror()
                .withoutLint()
                .options(eclipseOptions())
                .source("app/Use.java", """
                        package app;

                        import acme.WarehouseAssets;

                        public final class Use {
                            private Use() {}
                            static final String KEY = WarehouseAssets.Keys.Wh.Raw.TABLE_2099;
                            static final Object A = WarehouseAssets.Wh.Raw.TABLE_7;
                        }
                        """)
                .compile(new EclipseCompiler());
        assertThat(ecj.errors()).isEmpty();
    }

    /** Of javac, instead of that of the tests. */
    private String locale = "";

    /** In a process of its own, as a build runs it, all processors in one class loader. */
    @Test
    void besideLombokAndMapStruct() throws Exception {
        project("\"seed/countries\"").source("app/Pair.java", """
                package app;

                import lombok.Value;
                import org.mapstruct.Mapper;

                interface Pair {
                    @Value
                    class From { String key; }

                    @Value
                    class To { String key; }

                    @Mapper
                    interface Mapping { To to(From from); }

                    String KEY = new From(acme.WarehouseAssets.Keys.Seed.COUNTRIES).getKey();
                }
                """);
        String printed = javac(Path.of(System.getProperty("java.home")));
        // From JDK 24 on the JVM itself says that Lombok uses Unsafe; what javac says begins otherwise.
        assertThat(printed.lines().filter(line -> !line.startsWith("WARNING: "))).isEmpty();
        assertThat(folder.resolve("out/app/Pair$MappingImpl.class")).exists();
        assertThat(folder.resolve("out/acme/WarehouseAssets$Keys$Seed.class")).exists();
    }

    /** As in a container without LANG. */
    @Test
    void inALocaleThatDoesNotHaveTheLettersOfATypeTheErrorSaysWhatToSet() throws Exception {
        project("\"seed/countries\"").source("app/Sizes.java", """
                package app;

                @dev.rockyjava.annotation.RockyAssets(snapshot = "rocky/snapshot.json")
                interface Gr\u00f6\u00dfe {}
                """);
        locale = "C";
        assertThat(javac(Path.of(System.getProperty("java.home")), "lombok", "mapstruct"))
                .contains("[RK204]", "a generated file can't be written")
                .containsPattern("RK204.*set LC_ALL=C.UTF-8, or another locale with UTF-8, where Java is started");
    }

    @Test
    void jdk25() throws Exception {
        Path jdk = Stream.of(Path.of(System.getProperty("java.home")).toRealPath().getParent().toFile().listFiles())
                .filter(file -> file.getName().matches(".*-25(\\D.*)?"))
                .map(File::toPath)
                .filter(home -> Files.exists(home.resolve("bin/javac")))
                .findFirst()
                .orElse(null);
        assumeThat(jdk).as("no JDK 25 beside the one that runs the tests").isNotNull();
        project("\"seed/contries\"");
        assertThat(javac(jdk, "lombok", "mapstruct")).contains("Report.java:3", "[RK301]", "did you mean seed/countries?").contains("1 error");
        project("acme.WarehouseAssets.Keys.Seed.COUNTRIES");
        assertThat(javac(jdk, "lombok", "mapstruct")).isEmpty();
    }

    /** What it prints. */
    private String javac(Path jdk, String... without) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .filter(entry -> !entry.contains("ecj") && !entry.contains("auto-"))
                .filter(entry -> Arrays.stream(without).noneMatch(entry::contains))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/javac").toString(), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
                "-encoding", "UTF-8", "-d", folder.resolve("out").toString(), "-processorpath", classPath, "-classpath", classPath));
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(command::add);
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!locale.isEmpty()) {
            builder.environment().put("LC_ALL", locale);
        }
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    /** Names that mean something in a regular expression or in JSON. */
    @ParameterizedTest
    @CsvSource({"acme, Warehouse", "acme, Ware$house", "acme.größe, Größe", "'', Warehouse"})
    void nativeImageGetsTheDefinitions(String packageName, String type) throws IOException {
        TestProject.assumeFileName(packageName + type);
        String path = packageName.replace('.', '/');
        TestProject.Result result = new TestProject(folder)
                .snapshot(SnapshotJson.example())
                .source((path.isEmpty() ? "" : path + "/") + type + ".java", (path.isEmpty() ? "" : "package " + packageName + ";\n\n")
                        + "@dev.rockyjava.annotation.RockyAssets(snapshot = \"rocky/snapshot.json\")\ninterface " + type + " {}\n")
                .options("-encoding", "UTF-8")
                .compile()
                .clean();
        String name = type + "Definitions";
        Path config = result.classes().resolve("META-INF/native-image/dev.rockyjava.generated/"
                + (path.isEmpty() ? name : packageName + "." + name) + "/resource-config.json");
        JsonNode includes = new JsonMapper().readTree(Files.readString(config)).at("/resources/includes");
        assertThat(includes.size()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            String resource = (path.isEmpty() ? "" : path + "/") + name + (i == 0 ? ".rocky" : ".properties");
            assertThat(resource).matches(includes.get(i).get("pattern").asString());
            assertThat(result.classes().resolve(resource)).exists();
        }
    }

    /** JaCoCo skips a class, not those nested in it, that has an annotation of such a name in its class file. */
    @Test
    void coverageToolsSkipEveryGeneratedClass() throws IOException {
        SnapshotJson json = SnapshotJson.synthetic(60, 3);
        for (int i = 0; i < 2100; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        TestProject.Result result = TestProject.warehouse(folder, json).compile().clean();
        try (Stream<Path> all = Files.walk(result.classes())) {
            List<Path> generated = all.filter(file -> file.getFileName().toString().matches("Warehouse.+\\.class")).toList();
            assertThat(generated).hasSizeGreaterThan(30).allSatisfy(file -> {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).contains("RuntimeInvisibleAnnotations", "Ldev/rockyjava/annotation/RockyGenerated;");
            });
        }
    }
}
