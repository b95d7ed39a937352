package dev.rockyjava.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The lines by which a build uses this library. */
final class BuildLines {

    private static final String MAVEN_DEPENDENCIES = """
            <dependency>
              <groupId>dev.rockyjava</groupId>
              <artifactId>rocky-runtime</artifactId>
              <version>@rocky@</version>
            </dependency>
            <dependency>
              <!-- Prints warnings; leave it out if the program has a logging library. -->
              <groupId>org.slf4j</groupId>
              <artifactId>slf4j-simple</artifactId>
              <version>@slf4j@</version>
              <scope>runtime</scope>
            </dependency>
            """;

    private static final String MAVEN_COMPILER = """
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.15.0</version>
              <configuration>
                <proc>full</proc>
                <annotationProcessorPaths>
                  <path>
                    <groupId>dev.rockyjava</groupId>
                    <artifactId>rocky-processor</artifactId>
                    <version>@rocky@</version>
                  </path>
                </annotationProcessorPaths>
                <compilerArgs>
                  <arg>-Arocky.projectDir=${project.basedir}</arg>
                </compilerArgs>
              </configuration>
            </plugin>
            """;

    /** Compiles again after a refresh, which Maven alone doesn't. */
    private static final String MAVEN_AGAIN = """
            <plugin>
              <groupId>dev.rockyjava</groupId>
              <artifactId>rocky-maven-plugin</artifactId>
              <version>@rocky@</version>
              <executions>
                <execution>
                  <goals><goal>stamp</goal></goals>
                </execution>
              </executions>
            </plugin>
            """;

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>@group@</groupId>
              <artifactId>@artifact@</artifactId>
              <version>1.0-SNAPSHOT</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
            @dependencies@  </dependencies>
              <build>
                <plugins>
            @plugins@    </plugins>
              </build>
            </project>
            """;

    private static final String GRADLE_REPOSITORIES = """
            repositories {
                mavenCentral()
                mavenLocal() // until these are in a public repository
            }
            """;

    private static final String GRADLE_KOTLIN = """
            dependencies {
                implementation("dev.rockyjava:rocky-runtime:@rocky@")
                annotationProcessor("dev.rockyjava:rocky-processor:@rocky@")
                runtimeOnly("org.slf4j:slf4j-simple:@slf4j@") // prints warnings; leave it out if there is a logging library
            }
            """;

    private static final String GRADLE_KOTLIN_INPUTS = """
            // Inputs of the compilation; their paths relative to the project, so that caches can be shared.
            tasks.compileJava {
                val folder = projectDir
                inputs.files("defs.yaml", "@snapshot@").withPathSensitivity(PathSensitivity.RELATIVE)
                options.compilerArgumentProviders.add(CommandLineArgumentProvider { listOf("-Arocky.projectDir=$folder") })
            }
            """;

    private static final String GRADLE_GROOVY = """
            dependencies {
                implementation 'dev.rockyjava:rocky-runtime:@rocky@'
                annotationProcessor 'dev.rockyjava:rocky-processor:@rocky@'
                runtimeOnly 'org.slf4j:slf4j-simple:@slf4j@' // prints warnings; leave it out if there is a logging library
            }
            """;

    private static final String GRADLE_GROOVY_INPUTS = """
            // Inputs of the compilation; their paths relative to the project, so that caches can be shared.
            tasks.named('compileJava') {
                def folder = projectDir
                inputs.files('defs.yaml', '@snapshot@').withPathSensitivity(PathSensitivity.RELATIVE)
                options.compilerArgumentProviders.add({ ["-Arocky.projectDir=$folder".toString()] } as CommandLineArgumentProvider)
            }
            """;

    private static final String DEPENDENCIES = "Among the dependencies:\n\n";
    private static final String PLUGINS = "Among the plugins of the build:\n\n";

    /**
     * Some lines for one place of a build file.
     *
     * @param title where they belong, with an empty line; may be empty
     * @param marks texts of which a build file that has such lines contains one
     */
    private record Part(String title, String lines, List<String> marks) {

        boolean isIn(String buildFile) {
            return marks.stream().anyMatch(buildFile::contains);
        }
    }

    private static final List<Part> MAVEN = List.of(
            new Part(DEPENDENCIES, MAVEN_DEPENDENCIES, List.of("rocky-runtime", "rocky-spring-boot-starter", "rocky-cli")),
            new Part(PLUGINS, MAVEN_COMPILER, List.of("rocky-processor")),
            new Part(PLUGINS, MAVEN_AGAIN, List.of("rocky-maven-plugin", "compile-again-after-a-refresh")));

    private static List<Part> gradle(String dependencies, String inputs) {
        return List.of(
                new Part("", GRADLE_REPOSITORIES, List.of("mavenLocal()")),
                new Part("", dependencies, List.of("rocky-processor")),
                new Part("", inputs, List.of("rocky.projectDir")));
    }

    private BuildLines() {}

    /**
     * Returns the lines that a build file lacks; empty if it has all.
     *
     * @param buildFile {@code pom.xml}, {@code build.gradle} or {@code build.gradle.kts}
     * @param content the text of the file; an empty text for all lines
     * @param snapshot the snapshot, relative to the project
     */
    static String missing(Path buildFile, String content, String snapshot) {
        String name = String.valueOf(buildFile.getFileName());
        List<Part> parts = switch (name) {
            case "build.gradle.kts" -> gradle(GRADLE_KOTLIN, GRADLE_KOTLIN_INPUTS);
            case "build.gradle" -> gradle(GRADLE_GROOVY, GRADLE_GROOVY_INPUTS);
            default -> MAVEN;
        };
        StringBuilder lines = new StringBuilder();
        String title = "";
        for (Part part : parts) {
            if (!part.isIn(content)) {
                lines.append(lines.isEmpty() ? "" : "\n").append(part.title().equals(title) ? "" : part.title()).append(part.lines());
                title = part.title();
            }
        }
        return versioned(lines.toString()).replace("@snapshot@", snapshot);
    }

    /** Returns a whole {@code pom.xml} with all lines. */
    static String pom(String group, String artifact) {
        return versioned(POM.replace("@dependencies@", MAVEN_DEPENDENCIES.indent(4))
                        .replace("@plugins@", (MAVEN_COMPILER + MAVEN_AGAIN).indent(6)))
                .replace("@group@", group)
                .replace("@artifact@", artifact);
    }

    private static String versioned(String lines) {
        Properties versions = versions();
        return lines.replace("@rocky@", versions.getProperty("rocky")).replace("@slf4j@", versions.getProperty("slf4j"));
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = BuildLines.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
