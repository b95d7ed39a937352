package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.run.Materializer;
import io.temporal.client.WorkflowClient;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program says that can't connect to a server with mTLS or API keys; none of it is secret. */
class ConnectionTest {

    private static final String API_KEY = "k3y-0123456789-abcdef";

    @TempDir
    static Path folder;

    private static Certificates certificates;

    private TestServer.PortBoundTestServer server;
    private String plain;

    @BeforeAll
    static void make() {
        certificates = new Certificates(folder);
        certificates.make("server", "ip:127.0.0.1");
        certificates.make("client", "dns:driver");
        certificates.make("stranger", "dns:driver");
        certificates.make("elsewhere", "dns:temporal.example.com");
    }

    @BeforeEach
    void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port, true);
        plain = "127.0.0.1:" + port;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TlsFront front(String clients) throws IOException {
        return new TlsFront(plain, certificates, "server", Optional.of(clients).filter(name -> !name.isEmpty()));
    }

    private Map<String, String> trusting(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TEMPORAL_TLS_SERVER_CA_CERT_PATH", certificates.certificate("server").toString());
        return environment;
    }

    private Map<String, String> as(String name) {
        return trusting(Map.of(
                "TEMPORAL_TLS_CLIENT_CERT_PATH", certificates.certificate(name).toString(),
                "TEMPORAL_TLS_CLIENT_KEY_PATH", certificates.key(name).toString()));
    }

    private static WorkflowClient open(String address, Map<String, String> environment) {
        return new Connection(address, "default", environment, Duration.ofSeconds(2)).open();
    }

    private static void opens(String address, Map<String, String> environment) {
        open(address, environment).getWorkflowServiceStubs().shutdownNow();
    }

    private String refused(String address, Map<String, String> environment) throws IOException {
        ProjectException refused = catchThrowableOfType(ProjectException.class, () -> open(address, environment));
        StringWriter all = new StringWriter();
        refused.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString()).doesNotContain(API_KEY).doesNotContain(Files.readAllLines(certificates.key("client")).get(1));
        return refused.getMessage();
    }

    @Test
    void withMtlsItIsSaidWhichOfTheTwoDoesntTrustTheOther() throws Exception {
        try (TlsFront front = front("client")) {
            opens(front.address(), as("client"));
            assertThat(refused(front.address(), trusting(Map.of())))
                    .startsWith("the Temporal server at " + front.address() + " ended the TLS handshake: ")
                    .endsWith("; if it wants a certificate of clients, name one with TEMPORAL_TLS_CLIENT_CERT_PATH and"
                            + " TEMPORAL_TLS_CLIENT_KEY_PATH");
            assertThat(refused(front.address(), as("stranger")))
                    .contains(" ended the TLS handshake: ")
                    .endsWith("; check that it trusts the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH, and that this hasn't expired");
            Map<String, String> unknownAuthority = as("client");
            unknownAuthority.remove("TEMPORAL_TLS_SERVER_CA_CERT_PATH");
            assertThat(refused(front.address(), unknownAuthority))
                    .startsWith("the certificate of the Temporal server at " + front.address() + " isn't trusted: ")
                    .contains("TEMPORAL_TLS_SERVER_CA_CERT_PATH");
        }
    }

    @Test
    void aCertificateForAnotherHostIsAcceptedIfThatIsNamed() throws Exception {
        try (TlsFront front = new TlsFront(plain, certificates, "elsewhere", Optional.empty())) {
            Map<String, String> environment =
                    new HashMap<>(Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", certificates.certificate("elsewhere").toString()));
            assertThat(refused(front.address(), environment)).contains("isn't trusted: ").contains("TEMPORAL_TLS_SERVER_NAME");
            environment.put("TEMPORAL_TLS_SERVER_NAME", "temporal.example.com");
            opens(front.address(), environment);
        }
    }

    @Test
    void aKeyInPlaceOfTheNameOfItsFileIsNotShown() throws Exception {
        for (String end : List.of("", "\0")) {
            Map<String, String> environment = new HashMap<>(as("client"));
            environment.put("TEMPORAL_TLS_CLIENT_KEY_PATH", Files.readString(certificates.key("client")) + end);
            assertThat(refused(plain, environment))
                    .contains("what TEMPORAL_TLS_CLIENT_KEY_PATH names is no file that can be read")
                    .contains("TEMPORAL_TLS_CLIENT_KEY_DATA");
        }
    }

    @Test
    void anApiKeyThatIsMissingOrWrongIsSaid() throws Exception {
        try (TlsFront front = front("").withApiKey(API_KEY)) {
            opens(front.address(), trusting(Map.of("TEMPORAL_API_KEY", API_KEY)));
            assertThat(refused(front.address(), trusting(Map.of("TEMPORAL_API_KEY", "wr0ng" + API_KEY)))).isEqualTo(
                    "the Temporal server at " + front.address() + " refuses this client: unknown API key; check TEMPORAL_API_KEY, and that"
                            + " it is for the namespace default");
            assertThat(refused(front.address(), trusting(Map.of())))
                    .contains("refuses this client: unknown API key; set TEMPORAL_API_KEY");
            assertThat(refused(front.address(), Map.of("TEMPORAL_API_KEY", API_KEY))).as("it implies TLS").contains("isn't trusted");
        }
    }

    @Test
    void anApiKeyThatIsRevokedDuringARunIsSaid() throws Exception {
        try (TlsFront front = front("").withApiKey(API_KEY)) {
            WorkflowClient forWorker = open(plain, Map.of());
            WorkflowClient forDriver = open(front.address(), trusting(Map.of("TEMPORAL_API_KEY", API_KEY)));
            TestEngine onWorker = new TestEngine().answering((request, options) -> {
                if (request.toString().contains("m1")) {
                    front.withApiKey("another");
                }
                return TestEngine.built(request);
            });
            try (RockyWorker worker = RockyWorker.of(forWorker, onWorker).queue("warehouse").start();
                    TemporalEngine driver = TemporalEngine.to(forDriver).queue("warehouse").build()) {
                assertThat(worker).isNotNull();
                String summary = Materializer.of(ShellProject.models(3, 0), driver).run().summary();
                assertThat(summary).contains("m2: the Temporal server at " + front.address() + " refuses this client: unknown API key;"
                        + " what has become of 'run --model m2 --pipeline marts' is unknown; check its API key or certificate, and resume");
            }
        }
    }

    @Test
    void aClientOrServerWithoutTlsIsSaid() throws Exception {
        opens(plain, Map.of());
        assertThat(refused(plain, Map.of("TEMPORAL_TLS", "true"))).isEqualTo("the Temporal server at " + plain
                + " doesn't speak TLS; correct --temporal, or unset TEMPORAL_API_KEY and the variables TEMPORAL_TLS…");
        try (TlsFront front = front("")) {
            assertThat(refused(front.address(), Map.of())).endsWith("; if it wants TLS, set TEMPORAL_TLS=true");
        }
    }

    @Test
    void tlsIsSwitchedAsTemporalsOwnToolsDoIt() throws Exception {
        for (String on : List.of("1", "t", "TRUE", "True")) {
            assertThat(refused(plain, Map.of("TEMPORAL_TLS", on))).contains("doesn't speak TLS");
        }
        for (String off : List.of("0", "F", "false", "False")) {
            opens(plain, trusting(Map.of("TEMPORAL_TLS", off, "TEMPORAL_API_KEY", API_KEY)));
        }
        opens(plain, Map.of("TEMPORAL_TLS", ""));
        for (String neither : List.of("yes", "on", "2", "tRUE")) {
            assertThat(refused(plain, Map.of("TEMPORAL_TLS", neither)))
                    .isEqualTo("TEMPORAL_TLS is neither true nor false; set it to true or false, or unset it");
        }
    }

    @Test
    void aFileAndATextForTheSameAreRefused() throws Exception {
        for (String name : List.of("TEMPORAL_TLS_CLIENT_CERT", "TEMPORAL_TLS_CLIENT_KEY", "TEMPORAL_TLS_SERVER_CA_CERT")) {
            Map<String, String> both = as("client");
            both.put(name + "_DATA", Files.readString(Path.of(both.get(name + "_PATH"))));
            assertThat(refused(plain, both)).isEqualTo(name + "_DATA and " + name + "_PATH are both set; unset one of them");
        }
    }

    @Test
    void aCertificateWithoutItsKeyOrAKeyWithoutItsCertificateNamesWhatIsMissing() throws Exception {
        for (String form : List.of("_DATA", "_PATH")) {
            for (String missing : List.of("KEY", "CERT")) {
                String other = "TEMPORAL_TLS_CLIENT_" + (missing.equals("KEY") ? "CERT" : "KEY") + form;
                String name = "TEMPORAL_TLS_CLIENT_" + missing;
                assertThat(refused(plain, Map.of(other, "given"))).isEqualTo(
                        other + " is set, but neither " + name + "_DATA nor " + name + "_PATH is; set one of these, or unset " + other);
            }
        }
    }

    @Test
    void aCertificateOrKeyThatCantBeUsedIsNamedButNotShown() throws Exception {
        Map<String, String> swapped = new HashMap<>(as("client"));
        swapped.put("TEMPORAL_TLS_CLIENT_CERT_PATH", certificates.key("client").toString());
        assertThat(refused(plain, swapped)).startsWith("TEMPORAL_TLS_CLIENT_CERT_PATH with TEMPORAL_TLS_CLIENT_KEY_PATH can't be used: ");
        Map<String, String> nowhere = new HashMap<>(as("client"));
        nowhere.put("TEMPORAL_TLS_CLIENT_KEY_PATH", "nowhere.key");
        assertThat(refused(plain, nowhere)).contains("what TEMPORAL_TLS_CLIENT_KEY_PATH names is no file that can be read");
        String key = Files.readString(certificates.key("client"));
        Map<String, String> cut = new HashMap<>(as("client"));
        cut.remove("TEMPORAL_TLS_CLIENT_KEY_PATH");
        cut.put("TEMPORAL_TLS_CLIENT_KEY_DATA", key.substring(0, key.length() / 2));
        assertThat(refused(plain, cut)).startsWith("TEMPORAL_TLS_CLIENT_CERT_PATH with TEMPORAL_TLS_CLIENT_KEY_DATA can't be used: ");
    }
}
