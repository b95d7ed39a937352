package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is told that a run has ended. */
class NotificationTest {

    private static final String SECRET = "whsec_c2VjcmV0IG9mIDI0IGJ5dGVzIG9yIG1vcmU=";

    private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private final FakeProject project;

    NotificationTest(@TempDir Path folder) throws IOException {
        project = new FakeProject(folder).refreshed();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(JsonMapper.shared().readTree(body));
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/gone") ? 410 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @Test
    void endOfARunAndOfAResume() {
        project.without("run-orders");
        assertThat(Ran.on(project, "materialize", "orders", "--notify", url("/T0KEN")).status()).isEqualTo(1);
        project.answer("run-orders", FakeProject.run("orders", ""));
        assertThat(Ran.on(project, "resume", "--notify", url("/T0KEN")).status()).isZero();
        assertThat(received).extracting(json -> json.path("succeeded").asBoolean()).containsExactly(false, true);
        assertThat(received.get(0).at("/failures/0/key").asString()).isEqualTo("wh/marts/orders");
    }

    @Test
    void aRunThatCannotBeginIsReportedAndAMistakeIsNot() {
        assertThat(Ran.on(project, "materialize", "orders", "--notify", "hooks/T0KEN").err())
                .contains("a webhook's URL is an absolute one").doesNotContain("T0KEN");
        assertThat(Ran.on(project, "materialize", "orders", "--notify", url("/"), "--notify-format", "irc").err())
                .contains("--notify-format is document, slack or teams, not 'irc'");
        assertThat(Ran.on(project, "materialize", "orders", "--notify-format", "slack").status()).isEqualTo(2);
        assertThat(Ran.on(project, "materialize", "--notify", url("/")).status()).isEqualTo(2);
        assertThat(received).isEmpty();
        assertThat(Ran.on(project, "materialize", "ordres", "--notify", url("/")).status()).isEqualTo(2);
        assertThat(received).singleElement().satisfies(json -> assertThat(json.path("text").asString()).contains("ordres"));
        received.clear();
        project.write("snapshot.json", "{");
        Ran ran = Ran.on(project, "materialize", "orders", "--notify", url("/"), "--notify-format", "slack");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(received).singleElement().satisfies(
                json -> assertThat(json.path("text").asString()).contains(": run failed: ", "snapshot.json"));
    }

    @Test
    void theReportIsLinked() {
        String file = project.file("report.html").toString();
        assertThat(Ran.on(project, "materialize", "orders", "--notify", url("/"), "--report", file).status()).isZero();
        assertThat(Ran.on(project, "materialize", "orders", "--notify", url("/"), "--notify-link", "https://ci.example/7").status())
                .isZero();
        assertThat(received).extracting(json -> json.path("report").asString()).containsExactly(file, "https://ci.example/7");
    }

    @Test
    void aLostMessageIsAWarningAndNoFailure() {
        Ran ran = Ran.on(project, "materialize", "orders", "--notify", url("/gone/T0KEN"));
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("warning: the webhook at localhost", "it answered 410").doesNotContain("T0KEN");
    }

    @Test
    void theEnvironmentNamesUrlAndSecret() throws Exception {
        ProcessBuilder builder = new Program(project).builder("materialize", "orders", "-v");
        builder.environment().put("ROCKY_JAVA_WEBHOOK_URL", url("/T0KEN"));
        builder.environment().put("ROCKY_JAVA_WEBHOOK_SECRET", SECRET);
        assertThat(Program.ended(builder.start())).isZero();
        assertThat(signatures).singleElement().asString().startsWith("v1,");
        assertThat(project.read("out") + project.read("err")).doesNotContain("T0KEN").doesNotContain(SECRET);
    }
}
