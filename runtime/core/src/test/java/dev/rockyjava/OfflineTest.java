package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Permission;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Definitions are built where neither an engine nor a network can be reached: in a JVM that refuses to start a process and
 * to open a socket, and in which whoever tries is found out.
 */
@Timeout(120)
class OfflineTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"true, 26", "false, 25"})
    void definitionsAreBuiltWithoutEither(boolean dagMode, int assets) throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "a JDK from 24 on has no security manager to refuse them");
        Path log = folder.resolve("log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-Djava.security.manager=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Build.class.getName(),
                        String.valueOf(dagMode))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(child.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(log).content().contains("socket refused", "process refused", assets + " assets, refused 0");
        assertThat(child.exitValue()).isZero();
    }

    /** The program of the other JVM. */
    static final class Build {

        private static int refused;

        private Build() {}

        @SuppressWarnings("removal") // nothing else in Java 17 can refuse
        public static void main(String[] args) throws IOException {
            System.setSecurityManager(new SecurityManager() {
                @Override
                public void checkPermission(Permission permission) {}

                @Override
                public void checkExec(String command) {
                    refuse("process");
                }

                @Override
                public void checkConnect(String host, int port) {
                    refuse("socket");
                }

                @Override
                public void checkListen(int port) {
                    refuse("socket");
                }
            });
            proveThatItRefuses();
            RockyComponent component = RockyComponent.of(
                    ComponentConfig.builder()
                            .set(Attribute.DAG_MODE, Boolean.valueOf(args[0]))
                            .set(Attribute.SURFACE_DERIVED_MODELS, true)
                            .build(),
                    Path.of(""));
            Definitions definitions =
                    component.buildDefsFromState(Path.of("..", "..", "example-app", "rocky", "snapshot.json"));
            System.out.println(definitions.specs().size() + " assets, refused " + refused);
        }

        private static void proveThatItRefuses() throws IOException {
            try (ServerSocket server = new ServerSocket(0);
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                throw new IllegalStateException("connected to " + socket);
            } catch (SecurityException e) {
                System.out.println(e.getMessage());
            }
            try {
                throw new IllegalStateException("started " + new ProcessBuilder("true").start());
            } catch (SecurityException e) {
                System.out.println(e.getMessage());
            }
            refused = 0;
        }

        private static void refuse(String what) {
            refused++;
            throw new SecurityException(what + " refused");
        }
    }
}
