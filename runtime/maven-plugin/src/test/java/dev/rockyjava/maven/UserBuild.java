package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A user's build in a folder of its own, executed by a real Maven with this repository's artifacts. Nothing comes from the
 * network: the local repository of the build that runs the tests has every other plugin, and serves as the remote one here.
 */
final class UserBuild {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static boolean installed;
    private static MavenProgram program;

    private final Path folder;
    private final Path repository;
    private final MavenProgram maven;

    private UserBuild(Path folder, Path repository, MavenProgram maven) {
        this.folder = folder;
        this.repository = repository;
        this.maven = maven;
    }

    /** What a build printed, and whether it succeeded. */
    record Result(boolean success, String output) {

        Result succeeded() {
            assertThat(success).as(output).isTrue();
            return this;
        }

        Result failed() {
            assertThat(success).as(output).isFalse();
            return this;
        }

        /** Expects a piece of the output. */
        Result saying(String text) {
            assertThat(output).contains(text);
            return this;
        }
    }

    /** A folder that can be built; its project is still to be written. */
    static UserBuild in(Path folder) throws IOException {
        String home = System.getProperty("rocky.maven.home", "");
        assumeTrue(!home.isEmpty(), "the folder of a Maven is not given; run mvn verify");
        Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <mirrors>
                    <mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(localRepository().toUri()));
        return new UserBuild(Files.createDirectories(folder.resolve("project")), repository(), program(Path.of(home)));
    }

    private static synchronized MavenProgram program(Path home) throws IOException {
        if (program == null) {
            program = MavenProgram.start(home);
        }
        return program;
    }

    /** Returns the local repository of all builds of this test run, with this repository's artifacts as they are now. */
    private static synchronized Path repository() throws IOException {
        Path repository = Path.of("target", "user-repository").toAbsolutePath();
        if (!installed) {
            install(repository, "rocky-bom", "runtime/bom/pom.xml");
            install(repository, "rocky-java-parent", "pom.xml");
            install(repository, "rocky-runtime", "runtime/core/pom.xml");
            install(repository, "rocky-cli", "runtime/cli/pom.xml");
            install(repository, "rocky-processor", "processor/dependency-reduced-pom.xml");
            install(repository, "rocky-maven-plugin", "runtime/maven-plugin/pom.xml");
            installed = true;
        }
        return repository;
    }

    // Surefire tells it; the default is for a run from an editor.
    private static Path localRepository() {
        return Path.of(System.getProperty(
                "localRepository", System.getProperty("user.home") + File.separator + ".m2/repository"));
    }

    private static void install(Path repository, String artifact, String pom) throws IOException {
        Path place = Files.createDirectories(repository.resolve("dev/rockyjava").resolve(artifact).resolve(version()));
        String name = artifact + "-" + version();
        Files.copy(ROOT.resolve(pom), place.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        Path jar = ROOT.resolve(pom).resolveSibling("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, place.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The version of this repository. */
    static String version() throws IOException {
        return pinned("rocky-bom");
    }

    /** The version that this repository's build pins a plugin to. */
    static String pinned(String artifact) throws IOException {
        Matcher version = Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).as("version of " + artifact).isTrue();
        return version.group(1);
    }

    /** Writes the example's Rocky project, with its snapshot and configuration. */
    void writeRockyProject() throws IOException {
        Path rocky = ROOT.resolve("example-app/rocky");
        try (Stream<Path> files = Files.walk(rocky)) {
            for (Path from : files.filter(file -> file.toString().matches(".*\\.(toml|sql|csv|json)")).toList()) {
                write("rocky/" + rocky.relativize(from), Files.readString(from));
            }
        }
        writeDefs("");
    }

    private void writeDefs(String module) throws IOException {
        write(module + "defs.yaml", """
                type: dagster_rocky.RockyComponent
                attributes:
                  config_path: rocky/rocky.toml
                  dag_mode: true
                  defs_state: {path: rocky/snapshot.json}
                """);
    }

    /** Writes the example's snapshot, its configuration and an annotated type. */
    void writeWarehouse(String module, String sources) throws IOException {
        writeDefs(module);
        write(module + "rocky/snapshot.json", Files.readString(ROOT.resolve("example-app/rocky/snapshot.json")));
        write(module + sources + "/com/acme/Warehouse.java", """
                package com.acme;

                import dev.rockyjava.annotation.RockyAssets;

                @RockyAssets(defs = "defs.yaml")
                public interface Warehouse {}
                """);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Replaces text in a file, and expects that it was there. */
    void replace(String name, String old, String replacement) throws IOException {
        String text = Files.readString(file(name));
        assertThat(text).contains(old);
        Files.writeString(file(name), text.replace(old, replacement));
    }

    /** Executes one Maven command in the project and waits for its end. */
    Result run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-B", "-ntp", "-Dmaven.repo.local=" + repository, "-s", folder.resolveSibling("settings.xml").toString()));
        all.addAll(List.of(arguments));
        MavenProgram.Ended ended = maven.execute(folder, all);
        return new Result(ended.status() == 0, ended.output());
    }
}
