package dev.rockyjava.temporal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server of the {@code temporal} program on the PATH, with its database in a folder. */
final class RealServer implements AutoCloseable {

    private final Path folder;
    private final int port = freePort();
    private @Nullable Process process;
    private @Nullable WorkflowServiceStubs service;

    private RealServer(Path folder) {
        this.folder = folder;
    }

    static RealServer start(Path folder) {
        assumeTrue(program().isPresent(), "no temporal on the PATH: nothing is tested with a real Temporal server");
        RealServer server = new RealServer(folder);
        server.start();
        return server;
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve("temporal"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void start() {
        try {
            List<String> command = new ArrayList<>(List.of(
                    program().orElseThrow().toString(), "server", "start-dev", "--headless", "--port", String.valueOf(port),
                    "--db-filename", folder.resolve("temporal.db").toString(), "--log-level", "error"));
            command.addAll(List.of(System.getProperty("rocky.temporal.server", "--sqlite-pragma journal_mode=WAL").split(" ")));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("temporal.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Executes a command of the program on this server. */
    void command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--address", address()));
        Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }

    /** Returns how long the server has computed. */
    Duration cpu() {
        return Optional.ofNullable(process).flatMap(running -> running.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    synchronized WorkflowClient client() {
        WorkflowServiceStubs stubs = service;
        if (stubs == null) {
            stubs = connected(address());
            service = stubs;
        }
        return WorkflowClient.newInstance(stubs);
    }

    /** Connects to a server that may be about to start. */
    static WorkflowServiceStubs connected(String address) {
        WorkflowServiceStubsOptions options = WorkflowServiceStubsOptions.newBuilder().setTarget(address).build();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                return WorkflowServiceStubs.newConnectedServiceStubs(options, Duration.ofMinutes(1));
            } catch (StatusRuntimeException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** Ends the server as a crash would. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.shutdownNow();
        }
        kill();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
