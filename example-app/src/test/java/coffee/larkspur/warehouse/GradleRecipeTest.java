package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.cli.RockyCli;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What {@code init} prints for Gradle is enough to compile, and to compile again after a refresh. */
class GradleRecipeTest {

    private static final long MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void compilesAfterARefreshAndOnlyThen() throws Exception {
        Optional<Path> gradle = gradle();
        assumeTrue(gradle.isPresent(), "there is no Gradle: neither -Drocky.gradle nor gradle on the PATH");
        assumeTrue(MavenBuild.packaged(), "the jars are not built; run mvn verify");
        Path repository = folder.resolve("repository");
        MavenBuild.installInto(repository);
        Path project = Files.createDirectories(folder.resolve("project"));
        ProjectCopy.in(project);
        Files.delete(project.resolve("defs.yaml"));
        Files.writeString(project.resolve("settings.gradle"), "rootProject.name = 'warehouse'\n");
        String build = """
                plugins { id 'java' }
                group = 'com.acme'
                repositories {
                    maven { url = '%s' }
                    maven { url = '%s' }
                }
                """.formatted(repository.toUri(), MavenBuild.localRepository().toUri());
        Files.writeString(project.resolve("build.gradle"), build);
        String lines = lines(project);
        Files.writeString(project.resolve("build.gradle"), build + lines);
        Files.writeString(project.resolve("src/main/java/com/acme/Report.java"), """
                package com.acme;

                final class Report {

                    static String name() {
                        return WarehouseAssets.Warehouse.Marts.DAILY_REVENUE.text();
                    }
                }
                """);

        assertThat(gradle(gradle.get(), project)).contains("BUILD SUCCESSFUL").contains("1 executed");
        assertThat(gradle(gradle.get(), project)).contains("BUILD SUCCESSFUL").contains("1 up-to-date");
        Path snapshot = project.resolve("rocky/snapshot.json");
        Files.writeString(snapshot, Files.readString(snapshot).replace("daily_revenue", "revenue_by_day"));
        assertThat(gradle(gradle.get(), project)).contains("BUILD FAILED").contains("cannot find symbol").contains("DAILY_REVENUE");
    }

    @Test
    void theReadmeHasTheLinesThatInitPrints() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        ProjectCopy.in(project);
        Files.delete(project.resolve("defs.yaml"));
        Files.writeString(project.resolve("build.gradle"), "group = 'com.acme'\n");
        assertThat(MavenBuild.readme()).contains("```groovy\n" + lines(project) + "```\n");
    }

    private static Optional<Path> gradle() {
        String given = System.getProperty("rocky.gradle", "");
        Stream<Path> places = given.isEmpty()
                ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of)
                        .flatMap(place -> Stream.of(place.resolve("gradle"), place.resolve("gradle.bat")))
                : Stream.of(Path.of(given));
        return places.filter(Files::isExecutable).findFirst();
    }

    private static String lines(Path project) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = RockyCli.ofProject().run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "init", "-o", "json", "--package", "com.acme", "--project", project.toString());
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new JsonMapper().readTree(out.toByteArray()).get("build_lines").asString();
    }

    private String gradle(Path gradle, Path project) throws IOException, InterruptedException {
        Path log = folder.resolve("gradle.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        gradle.toString(), "--no-daemon", "--offline", "-g", folder.resolve("home").toString(), "compileJava"))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("Gradle did not end:\n" + Files.readString(log));
        }
        return Files.readString(log);
    }
}
