package dev.rockyjava.store.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Valkey or Redis server of its own on the loopback address, ended by {@link #stop}. */
final class ValkeyServer {

    static final String PASSWORD = "p@ss/word#1";

    private final Process process;
    final int port;

    private ValkeyServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, or skips the test with a message where neither is installed. */
    static ValkeyServer start(Path folder) throws Exception {
        Optional<Path> binary = Stream.of("valkey-server", "redis-server").flatMap(ValkeyServer::onPath).findFirst();
        assumeTrue(binary.isPresent(), "SKIPPED: neither valkey-server nor redis-server is on the PATH; install one"
                + " (apt-get install redis-server) to test the Valkey store");
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        binary.orElseThrow().toString(), "--port", String.valueOf(port), "--bind", "127.0.0.1",
                        "--save", "", "--appendonly", "no", "--dir", folder.toString(), "--requirepass", PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        ValkeyServer server = new ValkeyServer(process, port);
        try {
            server.awaitListening(folder);
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return server;
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(Path folder) throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the server did not start: " + Files.readString(folder.resolve("server.log")));
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
