package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The poms of users' projects. */
final class Poms {

    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    private Poms() {}

    /** The one module, or the parent of others. */
    static String root(String rest) throws IOException {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>lake</artifactId>
                  <version>1</version>
                %s
                %s
                </project>
                """.formatted(rest, common());
    }

    /** A project with the lines of the processor's README, in which javac is as strict as it can be. */
    static String ofReadme() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "processor", "README.md"));
        String section = readme.substring(readme.indexOf("\n### Maven\n"), readme.indexOf("\n### Gradle\n"));
        List<String> blocks = XML.matcher(section).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(3);
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
                %s
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        blocks.get(0),
                        UserBuild.pinned("maven-resources-plugin"),
                        blocks.get(1).replace("<compilerArgs>", "<compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg>"),
                        blocks.get(2));
    }

    /** A module of the project {@link #root}. */
    static String module(String name, String rest) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>com.acme</groupId>
                    <artifactId>lake</artifactId>
                    <version>1</version>
                  </parent>
                  <artifactId>%s</artifactId>
                %s
                </project>
                """.formatted(name, rest);
    }

    /** What each module has: the processor, javac as strict as it can be, and the plugin. */
    private static String common() throws IOException {
        return """
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>dev.rockyjava</groupId>
                      <artifactId>rocky-runtime</artifactId>
                      <version>%1$s</version>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>%2$s</version>
                      </plugin>
                      <plugin>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>%3$s</version>
                        <configuration>
                          <proc>full</proc>
                          <annotationProcessorPaths>
                            <path>
                              <groupId>dev.rockyjava</groupId>
                              <artifactId>rocky-processor</artifactId>
                              <version>%1$s</version>
                            </path>
                          </annotationProcessorPaths>
                          <compilerArgs>
                            <arg>-Arocky.projectDir=${project.basedir}</arg>
                            <arg>-Xlint:all</arg>
                            <arg>-Werror</arg>
                          </compilerArgs>
                        </configuration>
                      </plugin>
                      <plugin>
                        <groupId>dev.rockyjava</groupId>
                        <artifactId>rocky-maven-plugin</artifactId>
                        <version>%1$s</version>
                        <executions>
                          <execution>
                            <goals><goal>stamp</goal></goals>
                          </execution>
                        </executions>
                      </plugin>
                    </plugins>
                  </build>
                """.formatted(UserBuild.version(), UserBuild.pinned("maven-resources-plugin"), UserBuild.pinned("maven-compiler-plugin"));
    }
}
