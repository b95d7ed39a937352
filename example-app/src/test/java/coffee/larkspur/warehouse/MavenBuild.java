package coffee.larkspur.warehouse;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven project in a folder of its own, built by a real Maven against this repository's artifacts. Nothing comes from
 * the network: the local repository of the build that runs the tests has every plugin, and serves as the remote one here.
 * Nothing is left behind in it either.
 */
final class MavenBuild {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final long MINUTES = 5;

    private final Path folder;
    private final Path maven;
    private final Path repository;

    private MavenBuild(Path folder, Path maven) {
        this.folder = folder;
        this.maven = maven;
        this.repository = folder.resolve("repository");
    }

    /** What a build printed, and whether it succeeded. */
    record Result(boolean success, String output) {}

    /** The Maven that runs this build, else the one on the PATH. */
    static Optional<Path> maven() {
        String home = System.getProperty("rocky.maven.home", "");
        Stream<Path> places = home.isEmpty()
                ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of)
                : Stream.of(Path.of(home, "bin"));
        return places.flatMap(place -> Stream.of(place.resolve("mvn"), place.resolve("mvn.cmd")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether this repository's jars are there: they are when the whole of it is built up to package. */
    static boolean packaged() {
        return jar("runtime/core", "rocky-runtime").isPresent()
                && jar("processor", "rocky-processor").isPresent()
                && jar("runtime/maven-plugin", "rocky-maven-plugin").isPresent();
    }

    /** A folder that can be built; its project is still to be written. */
    static MavenBuild in(Path folder, Path maven) throws IOException {
        MavenBuild build = new MavenBuild(folder, maven);
        installInto(build.repository);
        build.write("settings.xml", """
                <settings>
                  <mirrors>
                    <mirror><id>local</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(localRepository().toUri()));
        return build;
    }

    /** Puts this repository's artifacts into a Maven repository. */
    static void installInto(Path repository) throws IOException {
        install(repository, "rocky-bom", ROOT.resolve("runtime/bom/pom.xml"), Optional.empty());
        install(repository, "rocky-java-parent", ROOT.resolve("pom.xml"), Optional.empty());
        install(repository, "rocky-runtime", ROOT.resolve("runtime/core/pom.xml"), jar("runtime/core", "rocky-runtime"));
        Path reduced = ROOT.resolve("processor/dependency-reduced-pom.xml");
        install(repository, "rocky-processor", reduced, jar("processor", "rocky-processor"));
        install(repository, "rocky-cli", ROOT.resolve("runtime/cli/pom.xml"), jar("runtime/cli", "rocky-cli"));
        install(repository, "rocky-maven-plugin", ROOT.resolve("runtime/maven-plugin/pom.xml"), jar("runtime/maven-plugin", "rocky-maven-plugin"));
    }

    // Surefire tells it; the default is for a run from an editor.
    static Path localRepository() {
        return Path.of(System.getProperty(
                "localRepository", System.getProperty("user.home") + File.separator + ".m2/repository"));
    }

    private static Optional<Path> jar(String module, String artifact) {
        Path jar = ROOT.resolve(module).resolve("target").resolve(artifact + "-" + version() + ".jar");
        return Optional.of(jar).filter(Files::isRegularFile);
    }

    /** The version of this repository. */
    static String version() {
        return versionAfter("<artifactId>rocky-bom</artifactId>");
    }

    /** The version that this repository's build pins a plugin to. */
    static String plugin(String artifact) {
        return versionAfter("<artifactId>" + artifact + "</artifactId>");
    }

    private static String versionAfter(String artifact) {
        try {
            Matcher version = Pattern.compile(Pattern.quote(artifact) + "\\s*<version>([^<]+)</version>")
                    .matcher(Files.readString(ROOT.resolve("pom.xml")));
            if (!version.find()) {
                throw new IllegalStateException("the parent's pom.xml has no version after " + artifact);
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String readme() throws IOException {
        return Files.readString(ROOT.resolve("processor/README.md"));
    }

    private static void install(Path repository, String artifact, Path pom, Optional<Path> jar) throws IOException {
        Path place = Files.createDirectories(
                repository.resolve("dev/rockyjava").resolve(artifact).resolve(version()));
        Files.copy(pom, place.resolve(artifact + "-" + version() + ".pom"));
        if (jar.isPresent()) {
            Files.copy(jar.get(), place.resolve(artifact + "-" + version() + ".jar"));
        }
    }

    /** Returns the pom of a user's project with these elements. */
    static String pom(String dependencies, String plugins) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>warehouse</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                %s
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>%s</version>
                      </plugin>
                %s
                    </plugins>
                  </build>
                </project>
                """.formatted(dependencies, plugin("maven-resources-plugin"), plugins);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Executes one Maven command and waits for its end. */
    Result run(String goal) throws IOException, InterruptedException {
        Path log = file("maven.log");
        List<String> command = new ArrayList<>(List.of(maven.toString(), "-B", "-ntp", "-e"));
        command.addAll(List.of("-s", file("settings.xml").toString(), "-Dmaven.repo.local=" + repository, goal));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_PROJECTBASEDIR"));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("Maven did not end:\n" + Files.readString(log));
        }
        return new Result(process.exitValue() == 0, Files.readString(log, StandardCharsets.UTF_8));
    }
}
