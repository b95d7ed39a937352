package dev.rockyjava.stress;

import java.io.File;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real server of snapshots on the loopback address, by TLS, with a certificate of its own. It keeps what it confirmed. */
final class StoreServer implements AutoCloseable {

    static final String USER = "rockyrocky";
    static final String PASSWORD = "s3cr3t-of-the-store";
    private static final String KEYS_PASSWORD = "changeit";

    private final List<String> command;
    private final Path log;
    private final Path keys;
    final int port;
    private Process process;

    private StoreServer(List<String> command, Path folder, int port) throws Exception {
        this.command = command;
        this.log = folder.resolve("log");
        this.keys = folder.resolve("own.p12");
        this.port = port;
        start();
    }

    /** Returns the first of the programs that is on the PATH. */
    static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static StoreServer redis(Path program, Path folder) throws Exception {
        int port = freePort();
        certificate(folder);
        return new StoreServer(List.of(program.toString(), "--port", "0", "--tls-port", "" + port, "--bind", "127.0.0.1",
                "--tls-cert-file", folder.resolve("cert.pem").toString(), "--tls-key-file", folder.resolve("key.pem").toString(),
                "--tls-auth-clients", "no", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--dir",
                folder.toString(), "--requirepass", PASSWORD), folder, port);
    }

    /** The objects are files in {@code data/bucket}. */
    static StoreServer s3(Path program, Path folder) throws Exception {
        int port = freePort();
        certificate(folder);
        Files.createDirectories(folder.resolve("data/bucket"));
        return new StoreServer(List.of(program.toString(), "--port", "127.0.0.1:" + port, "--cert", folder.resolve("cert.pem").toString(),
                "--key", folder.resolve("key.pem").toString(), "--access", USER, "--secret", PASSWORD, "--region", "us-east-1",
                "--quiet", "posix", folder.resolve("data").toString()), folder, port);
    }

    void start() throws Exception {
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        for (int i = 0; i < 600; i++) {
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
        throw new IllegalStateException("the server did not start: " + Files.readString(log));
    }

    /** As by kill -9. */
    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }

    /** Makes this JVM trust the server, or again only what a JVM trusts. */
    void trust(boolean trusted) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (trusted) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("own", keys().getCertificate("own"));
            Path file = keys.resolveSibling("trust.p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, KEYS_PASSWORD.toCharArray());
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", KEYS_PASSWORD);
        } else {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
        managers.init((KeyStore) null);
        context.init(null, managers.getTrustManagers(), null);
        SSLContext.setDefault(context);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    private KeyStore keys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, KEYS_PASSWORD.toCharArray());
        }
        return store;
    }

    private static void certificate(Path folder) throws Exception {
        Path file = folder.resolve("own.p12");
        int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                        "own", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost", "-keystore",
                        file.toString(), "-storetype", "PKCS12", "-storepass", KEYS_PASSWORD)
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool").toFile()).start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, KEYS_PASSWORD.toCharArray());
        }
        Map<String, byte[]> parts = Map.of("CERTIFICATE", store.getCertificate("own").getEncoded(), "PRIVATE KEY",
                store.getKey("own", KEYS_PASSWORD.toCharArray()).getEncoded());
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(part.getValue());
            Files.writeString(folder.resolve(part.getKey().equals("CERTIFICATE") ? "cert.pem" : "key.pem"),
                    "-----BEGIN " + part.getKey() + "-----\n" + lines + "\n-----END " + part.getKey() + "-----\n");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
