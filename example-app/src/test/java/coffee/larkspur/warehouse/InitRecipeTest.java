package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RockyCli;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What {@code init} writes and prints for a Rocky project is enough to compile and to run. */
class InitRecipeTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void fromInitToAGreenRun() throws Exception {
        Optional<Path> maven = MavenBuild.maven();
        assumeTrue(maven.isPresent(), "there is no Maven to be found");
        assumeTrue(MavenBuild.packaged(), "the jars are not built; run mvn verify");
        ProjectCopy.in(folder);
        Files.delete(folder.resolve("defs.yaml"));
        MavenBuild build = MavenBuild.in(folder, maven.get());
        build.write("pom.xml", MavenBuild.pom("", ""));

        String lines = new JsonMapper().readTree(command("init", "-o", "json", "--package", "com.acme")).get("build_lines").asString();
        String dependencies = block(lines, "dependency");
        String plugins = block(lines, "plugin");
        build.write("pom.xml", MavenBuild.pom(dependencies, plugins.replace("<compilerArgs>", "<compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg>")));
        assertThat(MavenBuild.readme()).as("the README has the lines that init prints").contains(dependencies);
        for (String plugin : plugins.split("(?m)(?<=^</plugin>\n)\\s*")) {
            assertThat(MavenBuild.readme()).contains(plugin);
        }

        boolean real = CliEngine.findOnPath().isPresent();
        if (real) {
            Files.delete(folder.resolve("rocky/snapshot.json"));
            command("refresh");
        }
        assertThat(build.run("compile")).satisfies(compiled -> assertThat(compiled.success()).as(compiled.output()).isTrue());

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.resolve("target/classes").toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> generated = loader.loadClass("com.acme.WarehouseDefinitions");
            RockyCli application = RockyCli.of(() -> call(generated), project -> component(generated, project));
            WarehouseDatabase.of(component(generated, folder)).execute(folder.resolve("rocky/source-systems.sql"));
            if (real) {
                assertThat(run(application, "materialize", "+payment_ledger or kind:seed", "--execute", "seed")).isZero();
            }
            RockyCli embedded = application.withEngine(component -> EmbeddedEngine.open(component.rockyToml()));
            assertThat(run(embedded, "materialize", "+payment_ledger or kind:seed", "--execute", "seed")).as(text()).isZero();
            assertThat(run(embedded, "doctor")).as(text()).isZero();
            assertThat(text()).containsPattern("ok +program +compiled with this snapshot");
        }
    }

    private String command(String... arguments) {
        assertThat(run(RockyCli.ofProject(), arguments)).as(text()).isZero();
        return text();
    }

    private int run(RockyCli cli, String... arguments) {
        printed.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString()));
        return cli.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Definitions call(Class<?> generated) {
        try {
            return (Definitions) generated.getMethod("get").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static RockyComponent component(Class<?> generated, Path project) {
        try {
            return (RockyComponent) generated.getMethod("component", Path.class).invoke(null, project);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** From the first to the last element of a name. */
    private static String block(String lines, String element) {
        String end = "</" + element + ">\n";
        return lines.substring(lines.indexOf("<" + element + ">"), lines.lastIndexOf(end) + end.length());
    }
}
