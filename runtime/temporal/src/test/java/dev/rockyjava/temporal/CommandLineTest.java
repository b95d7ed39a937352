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

    private static final String[] ALL = {"materialize", "*", "--execute", "seed,test", "--partition", "2026-04-07"};

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

    /** A server, and a worker as a program of its own that serves a copy of the project. */
    private final class Elsewhere implements AutoCloseable {

        private final String address;
        private final TestServer.PortBoundTestServer server;
        private final ExampleProject project = ExampleProject.copyTo(folder.resolve("there"));
        private final Path output = folder.resolve("worker");
        private final Process worker;

        Elsewhere() throws IOException {
            int port = freePort();
            address = "127.0.0.1:" + port;
            server = TestServer.createPortBoundServer(port, true);
            worker = Programs.start(
                    Program.class, output, "worker", "--temporal", address, "--project", project.folder().toString());
        }

        String output() throws IOException {
            return Files.readString(output);
        }

        @Override
        public void close() {
            worker.destroyForcibly().onExit().join();
            server.close();
        }
    }

    /** Builds the example here, for its tables. */
    private ExampleProject built() throws IOException {
        ExampleProject here = ExampleProject.copyTo(folder.resolve("here"));
        Ran run = run(here, ALL);
        assertThat(run.status()).as(run.err()).isZero();
        return here;
    }

    private static String[] all(String... more) {
        return Stream.concat(Stream.of(ALL), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aRunOverAWorkerLeavesTheSameTablesAsOneWithout() throws Exception {
        ExampleProject here = built();
        try (Elsewhere there = new Elsewhere()) {
            Ran over = run(there.project, all("--temporal", there.address));
            assertThat(over.status()).as(over.err() + there.output()).isZero();
            assertThat(there.project.tables()).isEqualTo(here.tables());
            assertThat(there.project.tables()).containsKeys("marts.fct_orders", "marts.daily_revenue");

            there.worker.destroy();
            assertThat(there.worker.waitFor(1, TimeUnit.MINUTES)).as(there.output()).isTrue();
            assertThat(there.output()).contains("serves warehouse with 1 slot");
        }
    }

    @Test
    void aRunWhoseDriverDiedIsResumedOnAnotherMachine() throws Exception {
        ExampleProject here = built();
        ExampleProject died = ExampleProject.copyTo(folder.resolve("died"));
        Path log = folder.resolve("driver");
        try (Elsewhere there = new Elsewhere()) {
            Process driver = Programs.start(
                    Program.class, log, all("--temporal", there.address, "--project", died.folder().toString()));
            try {
                Path journal = died.folder().resolve(".rocky-java/runs");
                while (driver.isAlive() && !text(journal).contains("\"type\":\"done\"")) {
                    Thread.sleep(20);
                }
                assertThat(driver.isAlive()).as(Files.readString(log)).isTrue();
                driver.destroyForcibly().waitFor();
                Path others = Files.createDirectories(there.project.folder().resolve(".rocky-java"));
                Files.move(journal, others.resolve("runs"));

                Ran resumed = run(there.project, "resume", "--temporal", there.address);

                assertThat(resumed.status()).as(resumed.err() + there.output()).isZero();
                assertThat(there.project.tables()).isEqualTo(here.tables());
            } finally {
                driver.destroyForcibly();
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
