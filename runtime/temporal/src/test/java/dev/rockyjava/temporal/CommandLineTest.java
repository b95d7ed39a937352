package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.RockyCli;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import io.temporal.testserver.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make or execute calls on other machines, on the example project. */
class CommandLineTest {

    @TempDir
    Path folder;

    private record Ran(int status, String err) {}

    /** The command line as an application has it, with the embedded engine. */
    static final class Program {

        private Program() {}

        public static void main(String... args) {
            cli().runAndExit(args);
        }
    }

    private static RockyCli cli() {
        return RockyCli.ofProject().withEngine(component -> EmbeddedEngine.open(component.rockyToml())).withName("warehouse");
    }

    private static Ran run(ExampleProject project, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", project.folder().toString()));
        int status = cli().run(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Ran(status, err.toString(StandardCharsets.UTF_8));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aRunOverAWorkerLeavesTheSameTablesAsOneWithout() throws Exception {
        ExampleProject here = ExampleProject.copyTo(folder.resolve("here"));
        ExampleProject there = ExampleProject.copyTo(folder.resolve("there"));
        String[] all = {"materialize", "*", "--execute", "seed,test", "--partition", "2026-04-07"};
        Ran without = run(here, all);
        assertThat(without.status()).as(without.err()).isZero();

        int port = freePort();
        String address = "127.0.0.1:" + port;
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true)) {
            assertThat(server).isNotNull();
            Path output = folder.resolve("worker");
            Process worker = Programs.start(
                    Program.class, output, "worker", "--temporal", address, "--project", there.folder().toString());
            try {
                List<String> remote = new ArrayList<>(List.of(all));
                remote.addAll(List.of("--temporal", address));
                Ran over = run(there, remote.toArray(String[]::new));
                assertThat(over.status()).as(over.err() + Files.readString(output)).isZero();
                assertThat(there.tables()).isEqualTo(here.tables());
                assertThat(there.tables()).containsKeys("marts.fct_orders", "marts.daily_revenue");

                worker.destroy();
                assertThat(worker.waitFor(1, TimeUnit.MINUTES)).as(Files.readString(output)).isTrue();
                assertThat(Files.readString(output)).contains("serves warehouse with 1 slot");
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    @Test
    void aRunWhoseDriverDiedIsResumedOnAnotherMachine() throws Exception {
        ExampleProject here = ExampleProject.copyTo(folder.resolve("here"));
        ExampleProject died = ExampleProject.copyTo(folder.resolve("died"));
        ExampleProject there = ExampleProject.copyTo(folder.resolve("there"));
        String[] all = {"materialize", "*", "--execute", "seed,test", "--partition", "2026-04-07"};
        assertThat(run(here, all).status()).isZero();
        int port = freePort();
        String address = "127.0.0.1:" + port;
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true)) {
            assertThat(server).isNotNull();
            Path output = folder.resolve("worker");
            Process worker = Programs.start(
                    Program.class, output, "worker", "--temporal", address, "--project", there.folder().toString());
            List<String> remote = new ArrayList<>(List.of(all));
            remote.addAll(List.of("--temporal", address, "--project", died.folder().toString()));
            Process driver = Programs.start(Program.class, folder.resolve("driver"), remote.toArray(String[]::new));
            try {
                Path journal = died.folder().resolve(".rocky-java/runs");
                while (driver.isAlive() && !text(journal).contains("\"type\":\"done\"")) {
                    Thread.sleep(20);
                }
                assertThat(driver.isAlive()).as(Files.readString(folder.resolve("driver"))).isTrue();
                driver.destroyForcibly().waitFor();
                Files.createDirectories(there.folder().resolve(".rocky-java"));
                Files.move(journal, there.folder().resolve(".rocky-java/runs"));

                Ran resumed = run(there, "resume", "--temporal", address);

                assertThat(resumed.status()).as(resumed.err() + Files.readString(output)).isZero();
                assertThat(there.tables()).isEqualTo(here.tables());
            } finally {
                driver.destroyForcibly();
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private static String text(Path journal) throws IOException {
        StringBuilder text = new StringBuilder();
        if (Files.isDirectory(journal)) {
            try (Stream<Path> files = Files.list(journal)) {
                for (Path file : (Iterable<Path>) files.filter(name -> name.toString().endsWith(".jsonl"))::iterator) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    @Test
    void whatIsWrongWithTheServerIsSaid() throws Exception {
        ExampleProject project = ExampleProject.copyTo(folder.resolve("here"));
        assertThat(run(project, "worker").err()).contains("no server is named").contains("--temporal HOST:PORT");
        assertThat(run(project, "materialize", "*", "--namespace", "night").err()).contains("--namespace names a part of the server");
        assertThat(run(project, "worker", "--temporal", "127.0.0.1:1", "--slots", "0").err()).contains("--slots is at least 1");
    }
}
