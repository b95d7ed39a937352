package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Driver and worker, each a program with Temporal's variables, on a server that demands mTLS or an API key. */
class SecureRunTest {

    private static final String API_KEY = "k3y-0123456789-abcdef";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunOverAWorkerByMtlsOrApiKeyShowsNoKey(boolean mtls) throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.make("server", "ip:127.0.0.1");
        certificates.make("client", "dns:driver");
        ExampleProject project = ExampleProject.copyTo(Files.createDirectory(folder.resolve("project")));
        Map<String, String> environment =
                new HashMap<>(Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", certificates.certificate("server").toString()));
        if (mtls) {
            environment.put("TEMPORAL_TLS_CLIENT_CERT_PATH", certificates.certificate("client").toString());
            environment.put("TEMPORAL_TLS_CLIENT_KEY_DATA", Files.readString(certificates.key("client")));
        } else {
            environment.put("TEMPORAL_API_KEY", API_KEY);
        }
        int port = CommandLineTest.freePort();
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
                TlsFront front = new TlsFront(
                        "127.0.0.1:" + port, certificates, "server", Optional.of("client").filter(name -> mtls))) {
            assertThat(server).isNotNull();
            if (!mtls) {
                front.withApiKey(API_KEY);
            }
            Process worker = start(environment, "worker", project, "worker", "--temporal", front.address());
            try {
                Process driver = start(environment, "driver", project, "materialize", "+stg_customers", "--execute", "seed",
                        "-v", "--temporal", front.address());
                assertThat(driver.waitFor(10, TimeUnit.MINUTES)).isTrue();
                String output = Files.readString(folder.resolve("driver.log")) + Files.readString(folder.resolve("worker.log"));
                assertThat(driver.exitValue()).as(output).isZero();
                assertThat(project.tables()).containsKeys("staging.stg_customers");
                worker.destroy();
                assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                worker.destroyForcibly();
            }
        }
        List<String> secrets = List.of(API_KEY, Files.readAllLines(certificates.key("client")).get(1));
        for (Path file : List.of(folder.resolve("driver.log"), folder.resolve("worker.log"), project.folder())) {
            assertThat(everything(file)).doesNotContain(secrets);
        }
    }

    private Process start(Map<String, String> environment, String name, ExampleProject project, String... arguments) {
        List<String> all = Stream.concat(Stream.of(arguments), Stream.of("--project", project.folder().toString())).toList();
        return Programs.start(environment, CommandLineTest.Program.class, folder.resolve(name + ".log"), all.toArray(String[]::new));
    }

    private static String everything(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
