package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.ComponentConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What init writes, prints and leaves alone. That its result compiles and runs is tested in the example. */
class InitTest {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <parent><groupId>org.parent</groupId><artifactId>parent</artifactId><version>1</version></parent>
              <groupId>com.acme</groupId>
              <artifactId>shop-app</artifactId>
              <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId></dependency></dependencies>
            </project>
            """;
    private static final String SOURCE = "src/main/java/com/acme/shopapp/Warehouse.java";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void resolve() throws IOException {
        folder = folder.toRealPath();
    }

    private InitTest file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InitTest shop() {
        return file("pom.xml", POM)
                .file("rocky/rocky.toml", "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/**'\n")
                .file("rocky/models/a.sql", "select 1");
    }

    private Ran init(String... more) {
        return in(folder, more);
    }

    private static Ran in(Path project, String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "-p", project.toString()));
        arguments.addAll(List.of(more));
        return Ran.command(RockyCli.ofProject(), arguments.toArray(String[]::new));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ComponentConfig config() {
        return RockyComponent.fromYaml(Path.of("defs.yaml"), folder).config();
    }

    private SortedMap<String, String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            SortedMap<String, String> found = new TreeMap<>();
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = folder.relativize(file).toString();
                found.put(name, read(name));
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reading one would wait for a writer, forever. */
    @ParameterizedTest
    @ValueSource(strings = {"defs.yaml", "src/main/java/A.java"})
    @DisabledOnOs(OS.WINDOWS)
    void aNamedPipeIsNotRead(String name) throws Exception {
        Path pipe = shop().file(name, "").folder.resolve(name);
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        Ran ran = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> init());

        if (!name.equals("defs.yaml")) {
            assertThat(ran.status()).as(ran.err()).isZero();
        } else {
            assertThat(ran.status()).isNotZero();
            assertThat(ran.err()).contains(pipe + " is a named pipe, a socket or a device, not a regular file");
        }
    }

    @Test
    void writesTheRecipeAndSaysWhatIsNext() {
        Ran ran = shop().init();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("defs.yaml: written\n" + SOURCE + ": written\n\nAdd to pom.xml:\n\n")
                .contains("        <artifactId>rocky-processor</artifactId>\n")
                .contains("      <artifactId>rocky-maven-plugin</artifactId>\n")
                .contains("\n  rocky-java refresh --project " + folder + "\n  mvn compile\n")
                .contains("\n    *.redb*\n", "\n    *.duckdb\n")
                .doesNotContain("@", "null");
        assertThat(read("defs.yaml")).contains("""
                type: dagster_rocky.RockyComponent
                attributes:
                  config_path: rocky/rocky.toml
                  dag_mode: true
                  defs_state: {path: rocky/snapshot.json}
                """).contains("# Environments:");
        assertThat(read(SOURCE)).startsWith("package com.acme.shopapp;\n")
                .endsWith("@RockyAssets(defs = \"defs.yaml\")\ninterface Warehouse {}\n");
        assertThat(config().defsState().path()).contains("rocky/snapshot.json");
    }

    @Test
    void whatItOffersInACommentIsAConfiguration() {
        shop().init();
        file("defs.yaml", read("defs.yaml").replace("# translation", "translation"));
        assertThat(config().translation()).isPresent();
    }

    @Test
    void onlyShowsWhatItWouldWrite() {
        SortedMap<String, String> before = shop().files();
        Ran ran = init("--print");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("defs.yaml: would be written\n\n    # One").contains("    interface Warehouse {}\n")
                .contains("Add to pom.xml:");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void changesNoFileThatIsThere() {
        shop().init();
        SortedMap<String, String> before = files();
        Ran again = init();
        assertThat(again.status()).isZero();
        assertThat(again.out()).startsWith("defs.yaml: there already\n" + SOURCE + ": there already\n");
        assertThat(files()).isEqualTo(before);

        file("defs.yaml", "mine").file("src/main/java/com/acme/web/Lake.java", "@RockyAssets interface Lake {}");
        assertThat(folder.resolve(SOURCE).toFile().delete()).isTrue();
        before = files();
        Ran ran = init();
        assertThat(ran.status()).isEqualTo(ExitCodes.KEPT);
        assertThat(ran.out()).startsWith("defs.yaml: there already, left as it is\n"
                        + "src/main/java/com/acme/web/Lake.java: there already, left as it is\n");
        assertThat(files()).isEqualTo(before);
    }

    /** A pom with the processor may still lack what compiles again after a refresh. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rocky-processor | rocky-runtime rocky-maven-plugin",
        "rocky-runtime rocky-processor | rocky-maven-plugin",
        "rocky-runtime rocky-processor rocky-maven-plugin | ",
        "rocky-runtime rocky-processor compile-again-after-a-refresh | ",
        "rocky-runtime | rocky-processor rocky-maven-plugin",
    })
    void offersTheLinesThatTheBuildLacks(String has, String lacks) {
        shop().file("pom.xml", POM.replace("</dependencies>", "<!-- " + has + " --></dependencies>"));
        String out = init().out();
        for (String line : List.of("rocky-runtime", "rocky-processor", "rocky-maven-plugin")) {
            assertThat(out.contains(line)).as(line).isEqualTo(lacks != null && lacks.contains(line));
        }
        assertThat(out.contains("pom.xml: has all lines already\n")).isEqualTo(lacks == null);
    }

    @Test
    void offersTheInputsThatAGradleBuildLacks() {
        file("build.gradle.kts", "group = \"com.acme\"\n// rocky-processor").file("rocky.toml", "");
        assertThat(init().out()).contains("inputs.files(").doesNotContain("annotationProcessor(");
        file("build.gradle.kts", "group = \"com.acme\"\n// rocky-processor -Arocky.projectDir mavenLocal()");
        assertThat(init().out()).contains("build.gradle.kts: has all lines already\n");
    }

    @ParameterizedTest
    @CsvSource({
        "build.gradle.kts, annotationProcessor(\"dev.rockyjava:rocky-processor:, group = \"com.acme\"",
        "build.gradle, annotationProcessor 'dev.rockyjava:rocky-processor:, group 'com.acme'",
    })
    void printsLinesForGradle(String build, String line, String group) {
        Path project = folder.resolve("shop");
        file("shop/" + build, "plugins {}\n" + group + "\n").file("shop/rocky.toml", "");
        Ran ran = in(project);
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Add to " + build + ":").contains(line).contains("snapshot.json")
                .contains("    repositories {\n        mavenCentral()\n        mavenLocal() //")
                .contains("\n  gradle compileJava\n")
                .doesNotContain("@");
        assertThat(read("shop/src/main/java/com/acme/shop/Warehouse.java")).startsWith("package com.acme.shop;");
    }

    @Test
    void needsAPackageWithoutABuildFile() {
        file("rocky.toml", "");
        Ran none = init();
        assertThat(none.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("name one with --package");
        Ran ran = init("--package", "a.b", "--name", "Lake");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("There is no pom.xml and no build.gradle in " + folder, "\n  mvn compile\n");
        String pom = ran.out().replaceAll("(?s).*?\\n    (<project.*</project>).*", "$1");
        file("pom.xml", pom);
        assertThat(init("--package", "a.b", "--name", "Lake").out()).contains("pom.xml: has all lines already");
        assertThat(read("src/main/java/a/b/Lake.java")).startsWith("package a.b;").endsWith("interface Lake {}\n");
        assertThat(read("defs.yaml")).contains("config_path: rocky.toml").contains("{path: snapshot.json}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--package=a..b", "--package=a.class", "--package=a;b", "--name=a b", "--name=int", "--name=Rocky"})
    void namesAreThoseOfJava(String option) {
        Ran ran = shop().init(option);
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains(option.split("=")[0] + " is the name of a Java ");
        assertThat(folder.resolve("defs.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "com/acme/App.java | com.acme",
        "com/acme/web/Page.java com/acme/App.java | com.acme",
        "com/acme/web/Page.java com/acme/core/Core.java | com.acme",
        "org/one/A.java com/two/B.java | com.acme.shopapp",
        "module-info.java com/acme/web/Page.java | com.acme.web",
    })
    void thePackageIsThatOfTheSources(String sources, String expected) {
        shop();
        for (String source : sources.split(" ")) {
            file("src/main/java/" + source, "");
        }
        assertThat(init().status()).isZero();
        assertThat(folder.resolve("src/main/java/" + expected.replace('.', '/') + "/Warehouse.java")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<artifactId>shop</artifactId><parent><groupId>com.acme</groupId></parent> | com.acme.shop",
        "<groupId>com.acme.shop</groupId><artifactId>shop</artifactId> | com.acme.shop",
        "<groupId>${g}</groupId><artifactId>2shop.class</artifactId> | _2shop_class",
        "<groupId>*/ class Evil {} /*</groupId><artifactId>shop</artifactId> | classevil.shop",
    })
    void anyPomGivesAPackage(String pom, String expected) {
        assertThat(shop().file("pom.xml", "<project>" + pom + "</project>").init().status()).isZero();
        assertThat(folder.resolve("src/main/java/" + expected.replace('.', '/') + "/Warehouse.java")).exists();
    }

    @Test
    void aParentHasNoSourcesToAddTo() {
        Ran ran = shop().file("pom.xml", POM.replace("<dependencies>", "<packaging>pom</packaging><dependencies>")).init();
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).startsWith(folder.resolve("pom.xml") + " is the parent of other modules").contains("--project");
        assertThat(folder.resolve("defs.yaml")).doesNotExist();
    }

    @Test
    void aBrokenPomIsNamed() {
        Ran ran = shop().file("pom.xml", "<project>").init();
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains(folder.resolve("pom.xml") + " is invalid: ");
    }

    @Test
    void ofSeveralProjectsItAsksForOne() {
        shop().file("other/rocky.toml", "").file("target/rocky.toml", "").file(".hidden/rocky.toml", "");
        Ran several = init();
        assertThat(several.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(several.err())
                .startsWith("there are 2 Rocky projects in " + folder + ":\n  " + folder.resolve("other/rocky.toml"))
                .contains("--project");
        assertThat(folder.resolve("defs.yaml")).doesNotExist();
        assertThat(in(folder.resolve("rocky/rocky.toml")).status()).isZero();
        assertThat(read("defs.yaml")).contains("config_path: rocky/rocky.toml");
    }

    @Test
    void withoutAProjectItSaysWhereItLooked() {
        Ran ran = file("pom.xml", POM).init();
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).startsWith("there is no rocky.toml in " + folder + " or the folders in it").contains("--project");
        assertThat(in(folder.resolve("gone")).err()).startsWith("there is no folder " + folder.resolve("gone"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rocky/models/a.sql                | models/**         | ",
        "rocky/models/marts/a.sql          | models/marts/**   | ",
        "rocky/sql/a.sql                   | sql/**            | rocky/sql",
        "rocky/models/a.sql models/b.txt   | models/**         | rocky/models",
        "rocky/my sql/a.sql                | my sql/**         | rocky/my sql",
    })
    void modelsThatAreNotFoundByDefaultAreNamed(String files, String models, String expected) {
        shop().file("rocky/rocky.toml", "[pipeline.marts]\ntype = 'transformation'\nmodels = '" + models + "'\n");
        assertThat(folder.resolve("rocky/models/a.sql").toFile().delete()).isTrue();
        assertThat(folder.resolve("rocky/models").toFile().delete()).isTrue();
        for (String file : files.replace("my sql", "my_sql").split(" ")) {
            file(file.replace("my_sql", "my sql"), "");
        }
        assertThat(init().status()).isZero();
        assertThat(read("defs.yaml").contains("models_dir")).isEqualTo(expected != null);
        Optional.ofNullable(expected).ifPresent(folder -> assertThat(config().modelsDir()).isEqualTo(folder));
    }

    @Test
    void asJson() {
        Ran ran = shop().init("-o", "json");
        assertThat(ran.json().get("files").get(0).get("path").asString()).isEqualTo(folder.resolve("defs.yaml").toString());
        assertThat(ran.json().get("files").get(0).get("state").asString()).isEqualTo("written");
        assertThat(ran.json().get("build_lines").asString()).contains("rocky-processor");
    }

    @Test
    void anApplicationHasNoSuchCommand() {
        Ran ran = Ran.command(RockyCli.of(() -> {
            throw new IllegalStateException();
        }, folder -> RockyComponent.create()), "init");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
    }
}
