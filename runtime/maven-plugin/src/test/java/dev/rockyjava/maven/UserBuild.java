package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * A user's build in a folder of its own, executed by a real Maven with this repository's artifacts. Nothing comes from the
 * network: the local repository of the build that runs the tests has every other plugin, and serves as the remote one here.
 */
final class UserBuild {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final int SECONDS = 300;

    private final Path folder;
    private final Path repository;
    private final File maven;

    private UserBuild(Path folder, Path repository, File maven) {
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
        Path repository = folder.resolve("repository");
        UserBuild build = new UserBuild(Files.createDirectories(folder.resolve("project")), repository, new File(home));
        build.install("rocky-bom", "runtime/bom/pom.xml");
        build.install("rocky-java-parent", "pom.xml");
        build.install("rocky-runtime", "runtime/core/pom.xml");
        build.install("rocky-processor", "processor/dependency-reduced-pom.xml");
        build.install("rocky-maven-plugin", "runtime/maven-plugin/pom.xml");
        Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <mirrors>
                    <mirror><id>local</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(localRepository().toUri()));
        return build;
    }

    // Surefire tells it; the default is for a run from an editor.
    private static Path localRepository() {
        return Path.of(System.getProperty(
                "localRepository", System.getProperty("user.home") + File.separator + ".m2/repository"));
    }

    private void install(String artifact, String pom) throws IOException {
        Path place = Files.createDirectories(repository.resolve("dev/rockyjava").resolve(artifact).resolve(version()));
        String name = artifact + "-" + version();
        Files.copy(ROOT.resolve(pom), place.resolve(name + ".pom"));
        Path jar = ROOT.resolve(pom).resolveSibling("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, place.resolve(name + ".jar"));
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

    /** A project of the example, as its snapshot has it. */
    static String exampleSnapshot() throws IOException {
        return Files.readString(ROOT.resolve("example-app/rocky/snapshot.json"));
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
    Result run(String... arguments) throws MavenInvocationException {
        List<String> output = new ArrayList<>();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.setMavenHome(maven);
        request.setJavaHome(new File(System.getProperty("java.home")));
        request.setLocalRepositoryDirectory(repository.toFile());
        request.setUserSettingsFile(folder.resolveSibling("settings.xml").toFile());
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.setTimeoutInSeconds(SECONDS);
        request.setOutputHandler(output::add);
        request.addArgs(List.of(arguments));
        InvocationResult result = new DefaultInvoker().execute(request);
        if (result.getExecutionException() != null) {
            throw new IllegalStateException(String.join("\n", output), result.getExecutionException());
        }
        return new Result(result.getExitCode() == 0, String.join("\n", output));
    }
}
