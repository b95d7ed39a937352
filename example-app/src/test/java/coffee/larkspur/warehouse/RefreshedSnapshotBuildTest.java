package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coffee.larkspur.warehouse.MavenBuild.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processor's README tells Maven users to write makes a plain {@code mvn compile} see a new snapshot. */
class RefreshedSnapshotBuildTest {

    private static final String OLD = "daily_revenue";
    private static final String NEW = "revenue_by_day";

    @TempDir
    Path folder;

    @Test
    void compilesAgainAfterARefreshAndOnlyThen() throws Exception {
        Optional<Path> maven = MavenBuild.maven();
        assumeTrue(maven.isPresent(), "there is no Maven to be found");
        assumeTrue(MavenBuild.packaged(), "the jars are not built; run mvn verify");
        MavenBuild build = MavenBuild.in(folder, maven.get());
        build.write("pom.xml", pom());
        build.write("src/main/java/com/acme/Warehouse.java", """
                package com.acme;

                import dev.rockyjava.annotation.RockyAssets;

                @RockyAssets(defs = "defs.yaml")
                interface Warehouse {}
                """);
        build.write("defs.yaml", Files.readString(Path.of("defs.yaml")));
        writeReport(build, OLD);
        String snapshot = Files.readString(Path.of("rocky", "snapshot.json"));
        build.write("rocky/snapshot.json", snapshot);

        assertThat(build.run("compile")).satisfies(RefreshedSnapshotBuildTest::succeeded);
        Path compiled = build.file("target/classes/com/acme/Report.class");
        FileTime first = Files.getLastModifiedTime(compiled);

        // Nothing changed: nothing is done.
        assertThat(build.run("compile")).satisfies(RefreshedSnapshotBuildTest::succeeded).satisfies(again ->
                assertThat(again.output()).contains("Nothing to compile"));
        assertThat(Files.getLastModifiedTime(compiled)).isEqualTo(first);

        // A refresh brought another name: the old one stops compiling, and doesn't start again by itself.
        later(build.write("rocky/snapshot.json", snapshot.replace(OLD, NEW)), compiled);
        for (int i = 0; i < 2; i++) {
            assertThat(build.run("compile")).satisfies(broken -> {
                assertThat(broken.success()).isFalse();
                assertThat(broken.output()).containsPattern("Report.java.*cannot find symbol").contains("DAILY_REVENUE");
            });
        }

        writeReport(build, NEW);
        assertThat(build.run("compile")).satisfies(RefreshedSnapshotBuildTest::succeeded);
        assertThat(compiled).exists();
        assertThat(build.run("compile").output()).contains("Nothing to compile");

        // So does another configuration.
        later(build.write("defs.yaml", Files.readString(Path.of("defs.yaml")) + "  translation: {prefix: dwh}\n"), compiled);
        assertThat(build.run("compile")).satisfies(broken -> {
            assertThat(broken.success()).isFalse();
            assertThat(broken.output()).containsPattern("Report.java.*cannot find symbol");
        });
    }

    private static void writeReport(MavenBuild build, String model) throws IOException {
        build.write("src/main/java/com/acme/Report.java", """
                package com.acme;

                final class Report {

                    private Report() {}

                    static String name() {
                        return WarehouseAssets.Warehouse.Marts.%s.text();
                    }
                }
                """.formatted(model.toUpperCase(java.util.Locale.ROOT)));
    }

    // A clock's step may be coarser than the time between two builds.
    private static void later(Path file, Path other) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(other).toMillis() + 3000));
    }

    private static void succeeded(Result result) {
        assertThat(result.success()).as(result.output()).isTrue();
    }

    /** A project with what stands in that README, and javac as strict as it can be. */
    private static String pom() throws IOException {
        List<String> blocks = recipe();
        String plugins = String.join("\n", blocks.subList(1, blocks.size()))
                .replace("<compilerArgs>", "<compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg>");
        return MavenBuild.pom(blocks.get(0), plugins);
    }

    /** The XML in the section on Maven: the dependency, then plugins. */
    private static List<String> recipe() throws IOException {
        String readme = MavenBuild.readme();
        String section = readme.substring(readme.indexOf("\n### Maven\n"), readme.indexOf("\n### Gradle\n"));
        Matcher block = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL).matcher(section);
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).as("XML blocks of the section").hasSizeGreaterThan(1);
        assertThat(blocks.get(0)).contains("<artifactId>rocky-runtime</artifactId>");
        return blocks;
    }
}
