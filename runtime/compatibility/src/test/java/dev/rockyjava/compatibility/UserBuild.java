package dev.rockyjava.compatibility;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolves the class paths of users' projects with a real Maven. They form one build with the modules of this repository, so
 * that none of these is installed. Other artifacts go into the local repository of the build that runs the tests, as for any
 * module, so that the next build can be offline.
 */
final class UserBuild {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final List<String> OUR_MODULES = List.of(
            "runtime/bom", "runtime/core", "runtime/embedded", "runtime/stores", "runtime/cli", "runtime/openlineage", "runtime/temporal");
    private static final long MINUTES = 10;
    private static final String CLASS_PATH = "class-path.txt";

    private UserBuild() {}

    /** Returns the Maven that runs this build, otherwise the one on the PATH. */
    static Optional<Path> maven() {
        String home = System.getProperty("rocky.maven.home", "");
        Stream<Path> places = home.isEmpty()
                ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of)
                : Stream.of(Path.of(home, "bin"));
        return places.flatMap(place -> Stream.of(place.resolve("mvn"), place.resolve("mvn.cmd")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the class path of each project by its name. */
    static Map<String, String> classPaths(Path folder, Path maven, List<UserProject> projects)
            throws IOException, InterruptedException {
        for (UserProject project : projects) {
            write(folder.resolve(project.name()).resolve("pom.xml"), project.pom(plugin()));
        }
        Stream<String> ours = OUR_MODULES.stream().map(ROOT::resolve).map(folder::relativize).map(Path::toString);
        String modules = Stream.concat(ours, projects.stream().map(UserProject::name))
                .map(module -> "<module>" + module + "</module>")
                .collect(Collectors.joining("\n"));
        write(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>all</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <modules>
                %s
                  </modules>
                </project>
                """.formatted(modules));
        run(folder, maven);
        Map<String, String> classPaths = new TreeMap<>();
        for (UserProject project : projects) {
            classPaths.put(project.name(), Files.readString(folder.resolve(project.name()).resolve(CLASS_PATH)));
        }
        return classPaths;
    }

    private static String plugin() {
        return """
                <plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-dependency-plugin</artifactId>
                  <version>%s</version>
                  <executions><execution>
                    <phase>compile</phase>
                    <goals><goal>build-classpath</goal></goals>
                    <configuration>
                      <includeScope>runtime</includeScope>
                      <outputFile>${project.basedir}/%s</outputFile>
                    </configuration>
                  </execution></executions>
                </plugin>
                """.formatted(System.getProperty("rocky.dependency.plugin"), CLASS_PATH);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void run(Path folder, Path maven) throws IOException, InterruptedException {
        Path log = folder.resolve("maven.log");
        // Up to "compile" a module of this repository is resolved to its classes, which are there already.
        List<String> command = new ArrayList<>(List.of(
                maven.toString(), "-B", "-ntp", "compile", "-Dmaven.main.skip", "-Dmaven.resources.skip"));
        if (System.getProperty("rocky.maven.offline", "").equals("offline=true")) {
            command.add("-o");
        }
        String repository = System.getProperty("localRepository", "");
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_PROJECTBASEDIR"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("Maven did not end:\n" + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("Maven failed:\n" + Files.readString(log));
        }
    }
}
