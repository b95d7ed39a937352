package dev.rockyjava.compatibility;

import static dev.rockyjava.compatibility.UserProject.JACKSON_2;
import static dev.rockyjava.compatibility.UserProject.OPENLINEAGE;
import static dev.rockyjava.compatibility.UserProject.OURS;
import static dev.rockyjava.compatibility.UserProject.OUR_BOM;
import static dev.rockyjava.compatibility.UserProject.OUR_OPENLINEAGE;
import static dev.rockyjava.compatibility.UserProject.OUR_STORES;
import static dev.rockyjava.compatibility.UserProject.OUR_TEMPORAL;
import static dev.rockyjava.compatibility.UserProject.TEMPORAL;
import static dev.rockyjava.compatibility.UserProject.WHOLE_TEMPORAL;
import static dev.rockyjava.compatibility.UserProject.springBoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temporal.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that use rocky-java beside frameworks and libraries which bring Jackson 2. If Maven chooses annotations of
 * Jackson that are too old, the program fails when it starts; the lines that its message says to add make it work.
 */
class BesideOtherLibrariesTest {

    /** Manages the annotations 2.19.2. Later ones, such as 3.5.16, manage 2.21. */
    private static final String BOOT_3 = "3.5.7";

    private static final String MANAGED_ANNOTATIONS = """
            <dependency>
              <groupId>com.fasterxml.jackson.core</groupId>
              <artifactId>jackson-annotations</artifactId>
              <version>2.21</version>
            </dependency>
            """;
    private static final String PROPERTY = "<jackson-bom.version>2.21.4</jackson-bom.version>";

    /** Projects with the versions of annotations and Jackson 2 that they run with. */
    private static final List<Works> WORKING = List.of(
            works("2.21", "none", UserProject.of("alone")),
            works("2.21", "2.19.2", boot("boot-3-our-bom-first").managing(OUR_BOM, springBoot(BOOT_3))),
            works("2.21", "2.19.2", boot("boot-3-annotations-managed").managing(springBoot(BOOT_3), MANAGED_ANNOTATIONS)),
            works("2.21", "2.21.4", boot("boot-3-parent-with-property").withParent(BOOT_3).withProperty(PROPERTY)),
            works("2.21", "2.19.2", boot("boot-3-parent-with-our-bom").withParent(BOOT_3).managing(OUR_BOM)),
            works("2.21", "2.19.2", boot("boot-3-parent-annotations-managed").withParent(BOOT_3).managing(MANAGED_ANNOTATIONS)),
            works("2.21", "2.21.4", boot("boot-3.5.16").managing(springBoot("3.5.16"))),
            works("2.20", "2.20.1", boot("boot-4.0.1").managing(springBoot("4.0.1"))),
            works("2.21", "2.21.4", boot("boot-4.0.7").managing(springBoot("4.0.7"))),
            works("2.21", "2.21.4", boot("boot-4.0.7-our-bom-first").managing(OUR_BOM, springBoot("4.0.7"))),
            works("2.21", "2.15.4", UserProject.of("temporal-first").with(TEMPORAL, OURS)),
            works("2.21", "2.15.4", UserProject.of("temporal-last").with(OURS, TEMPORAL)),
            works("2.21", "2.18.11", UserProject.of("openlineage-last").with(OURS, OPENLINEAGE)),
            works("2.21", "2.18.11", UserProject.of("openlineage-first-our-bom").with(OPENLINEAGE, OURS).managing(OUR_BOM)));

    /** Projects with the version of annotations for which they are refused. */
    private static final List<Refused> REFUSED = List.of(
            new Refused("2.19.2", boot("boot-3").managing(springBoot(BOOT_3))),
            new Refused("2.19.2", boot("boot-3-parent").withParent(BOOT_3)),
            new Refused("2.19.2", boot("boot-3-our-bom-last").managing(springBoot(BOOT_3), OUR_BOM)),
            new Refused("2.18.11", UserProject.of("openlineage-first").with(OPENLINEAGE, OURS)));

    /** Projects that send lineage. */
    private static final List<Works> LINEAGE = List.of(
            works("2.21", "2.18.11", UserProject.of("lineage-last").with(OURS, OUR_OPENLINEAGE)),
            works("2.21", "2.18.11", UserProject.of("lineage-first").with(OUR_OPENLINEAGE, OURS)),
            works("2.21", "2.19.2", UserProject.of("lineage-boot-3").with(OURS, OUR_OPENLINEAGE).managing(OUR_BOM, springBoot(BOOT_3))));

    private static final List<UserProject> OVER_TEMPORAL = List.of(
            UserProject.of("over-temporal-first").with(WHOLE_TEMPORAL, OUR_TEMPORAL),
            UserProject.of("over-temporal-last").with(OUR_TEMPORAL, WHOLE_TEMPORAL));

    private static final UserProject OLDER_JEDIS = stores("stores-boot-3");
    private static final UserProject JEDIS_CHOSEN = stores("stores-boot-3-with-property").withProperty("<jedis.version>8.0.2</jedis.version>");

    @TempDir
    static Path folder;

    private static Map<String, String> classPaths = Map.of();

    private record Works(String annotations, String jackson2, UserProject project) {
        @Override
        public String toString() {
            return project.name();
        }
    }

    private record Refused(String annotations, UserProject project) {
        @Override
        public String toString() {
            return project.name();
        }
    }

    private static Works works(String annotations, String jackson2, UserProject project) {
        return new Works(annotations, jackson2, project);
    }

    private static UserProject boot(String name) {
        return UserProject.of(name).with(OURS, JACKSON_2);
    }

    private static UserProject stores(String name) {
        return UserProject.of(name).with(OURS, OUR_STORES).withParent(BOOT_3).managing(OUR_BOM);
    }

    static List<Works> working() {
        return WORKING;
    }

    static List<Works> lineage() {
        return LINEAGE;
    }

    static Stream<UserProject> overTemporal() {
        return OVER_TEMPORAL.stream();
    }

    static List<Refused> refused() {
        return REFUSED;
    }

    @BeforeAll
    static void resolve() throws Exception {
        assumeTrue(!UserProject.version().isEmpty(), "this test runs in Maven only");
        Optional<Path> maven = UserBuild.maven();
        assumeTrue(maven.isPresent(), "there is no Maven to be found");
        classPaths = UserBuild.classPaths(
                folder.toRealPath().resolve("projects"),
                maven.get(),
                Stream.of(
                                WORKING.stream().map(Works::project),
                                REFUSED.stream().map(Refused::project),
                                LINEAGE.stream().map(Works::project),
                                OVER_TEMPORAL.stream(),
                                Stream.of(OLDER_JEDIS, JEDIS_CHOSEN))
                        .flatMap(projects -> projects)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("working")
    void runs(Works expected) throws Exception {
        assertThat(run(expected.project))
                .contains(Program.DONE + expected.annotations + ", Jackson 2 " + expected.jackson2 + ", Jackson 3 3.");
    }

    @ParameterizedTest
    @MethodSource("lineage")
    void sendsLineage(Works expected) throws Exception {
        String project = copyOfTheExample(folder.resolve("run-" + expected.project.name())).toString();
        assertThat(run(expected.project, LineageProgram.class, project))
                .contains(LineageProgram.SENT + "6 events with jackson-annotations " + expected.annotations + ", Jackson 2 " + expected.jackson2);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWhenItStarts(Refused expected) throws Exception {
        assertThat(run(expected.project))
                .contains("dev.rockyjava.error.IncompatibleLibraryException: jackson-annotations " + expected.annotations + " (file:")
                .doesNotContain(Program.STARTED)
                .doesNotContain("Exception in thread \"main\" java.lang");
    }

    /** Its requests are written by Jackson 3, and wrapped by a client that uses Jackson 2.15. */
    @ParameterizedTest
    @MethodSource("overTemporal")
    void callsTheEngineOverTemporal(UserProject project) throws Exception {
        int port = freePort();
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true)) {
            assertThat(server).isNotNull();
            assertThat(run(project, TemporalProgram.class, "127.0.0.1:" + port)).contains(TemporalProgram.ANSWER);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theLinesThatMendItAreThoseOfTheMessage() throws Exception {
        String message = run(REFUSED.get(0).project).lines().map(String::strip).reduce("", String::concat);
        assertThat(message).contains(PROPERTY, MANAGED_ANNOTATIONS.replaceAll("\\s*\\n\\s*", ""));
    }

    /** Spring Boot manages the client of the Valkey store too. */
    @Test
    void anOlderClientOfAStoreIsRefusedWithTheLinesThatMendIt() throws Exception {
        assertThat(run(OLDER_JEDIS, StoreProgram.class, "valkey://127.0.0.1:1"))
                .contains("dev.rockyjava.error.IncompatibleLibraryException: jedis (file:", "jedis-6.0.0.jar", "<jedis.version>8.0.2</jedis.version>")
                .doesNotContain(StoreProgram.OPENED);
        assertThat(run(JEDIS_CHOSEN, StoreProgram.class, "valkey://127.0.0.1:1")).contains(StoreProgram.OPENED);
    }

    private static String run(UserProject project) throws IOException, InterruptedException {
        return run(project, Program.class, copyOfTheExample(folder.resolve("run-" + project.name())).toString());
    }

    private static String run(UserProject project, Class<?> program, String argument) throws IOException, InterruptedException {
        Path log = folder.resolve(project.name() + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", Path.of("target", "test-classes") + File.pathSeparator + classPaths.get(project.name()).strip(),
                        program.getName(), argument)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.waitFor();
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    private static Path copyOfTheExample(Path target) throws IOException {
        Path example = Path.of("..", "..", "example-app", "rocky");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = target.resolve(example.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.writeString(target.resolve("defs.yaml"), """
                type: dagster_rocky.RockyComponent
                attributes:
                  config_path: rocky.toml
                  dag_mode: true
                  defs_state: {path: snapshot.json}
                """);
        return target;
    }
}
