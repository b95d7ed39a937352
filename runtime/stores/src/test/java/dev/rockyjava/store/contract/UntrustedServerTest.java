package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a server that answers, but not so that a client may go on. */
@Timeout(120)
class UntrustedServerTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static StateStore open(String location, int port) {
        StateStoreConfig config = StateStoreConfig.of(location.formatted(port), "key")
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
        return StateStores.open(location.startsWith("s3")
                ? config.withOptions(Map.of("access_key_id", "id", "secret_access_key", "t0p-secret"))
                : config);
    }

    /** A server of HTTPS is enough for both: the connection ends before anything is said. */
    @ParameterizedTest
    @ValueSource(strings = {"rediss://:t0p-secret@127.0.0.1:%d/0", "s3://bucket/states?endpoint=https://127.0.0.1:%d"})
    void aCertificateOfAnUnknownAuthority(String location) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(withOwnCertificate()));
        server.start();
        try (StateStore store = open(location, server.getAddress().getPort())) {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(store::latest)
                    .withMessageContaining("issued by an authority that this JVM doesn't trust")
                    .withMessageContaining("-Djavax.net.ssl.trustStore")
                    .matches(e -> e.reason() == Reason.UNAVAILABLE)
                    .satisfies(e -> Secrets.assertNotIn(e, "t0p-secret"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rediss://127.0.0.1:%d/0", "s3://bucket/states?endpoint=https://127.0.0.1:%d"})
    void aPortWithoutTls(String location) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> refuse(server), "refuses");
            answers.setDaemon(true);
            answers.start();
            try (StateStore store = open(location, server.getLocalPort())) {
                assertThatExceptionOfType(StateStoreException.class)
                        .isThrownBy(store::latest)
                        .withMessageContaining("no TLS connection can be made")
                        .withMessageContaining("Check that this port is the one for TLS")
                        .matches(e -> e.reason() == Reason.UNAVAILABLE);
            }
        }
    }

    /** Answers in clear text, as a server does that doesn't understand a TLS greeting. */
    private static void refuse(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read(new byte[1000]) > 0) {
                    socket.getOutputStream().write("-ERR Protocol error\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the client has gone, or the test is over
            }
        }
    }

    @Test
    void aClockThatDiffers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ("<?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request"
                    + " time and the current time is too large.</Message></Error>").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (StateStore store = open("s3://bucket/states?endpoint=http://127.0.0.1:%d", server.getAddress().getPort())) {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(store::latest)
                    .withMessageContaining("Correct the clock of this machine")
                    .matches(e -> e.reason() == Reason.MISCONFIGURED);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext withOwnCertificate() throws Exception {
        Path file = folder.resolve("own.p12");
        if (!Files.exists(file)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "own",
                            "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost", "-keystore",
                            file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
                    .inheritIO().start();
            assertThat(keytool.waitFor()).isZero();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
