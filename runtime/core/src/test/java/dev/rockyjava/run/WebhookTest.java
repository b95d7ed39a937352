package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.run.webhook.Webhook;
import dev.rockyjava.run.webhook.WebhookFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook, over real HTTP. */
@Timeout(60)
class WebhookTest {

    private record Received(String body, Headers headers) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ScriptedEngine engine = new ScriptedEngine();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(body, exchange.getRequestHeaders()));
            int status = answers.isEmpty() ? 204 : answers.remove(0);
            if (status == 0) {
                awaited(never);
            }
            if (status < 0) { // an answer whose text never ends
                exchange.sendResponseHeaders(-status, 100_000);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                awaited(never);
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status == 0 ? 204 : status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private Webhook webhook() {
        return Webhook.to("http://localhost:" + server.getAddress().getPort() + "/hooks/T0KEN-in-the-path");
    }

    private RunResult run(RunListener... listeners) {
        Definitions definitions = new Project().model("a").model("b", "a").model("c").build();
        engine.onThrow("run --model a --pipeline marts", new EngineBusyException("no <column> x & y\nLINE 1: SELECT x"));
        Materializer materializer = Materializer.of(definitions, engine).retry(RetryPolicy.none());
        for (RunListener listener : listeners) {
            materializer = materializer.listener(listener);
        }
        return materializer.run();
    }

    @Test
    void aRunThatEndsIsReportedOnce() {
        RunResult result = run(webhook().report("https://ci.example/7/report.html"));
        assertThat(received).singleElement().satisfies(request -> {
            JsonNode json = request.json();
            assertThat(json.path("event").asString()).isEqualTo("run_finished");
            assertThat(json.path("run_id").asString()).isEqualTo(result.runId());
            assertThat(json.path("exit_status").asInt()).isEqualTo(3);
            assertThat(json.at("/counts/failed").asInt()).isEqualTo(1);
            assertThat(json.path("failures_total").asInt()).isEqualTo(2);
            assertThat(json.at("/failures/0/key").asString()).isEqualTo("a");
            assertThat(json.at("/failures/0/reason").asString()).isEqualTo("no <column> x & y\nLINE 1: SELECT x");
            assertThat(json.at("/failures/1/status").asString()).isEqualTo("skipped");
            assertThat(json.path("report").asString()).isEqualTo("https://ci.example/7/report.html");
            assertThat(json.path("text").asString()).startsWith("run partly failed in ");
            assertThat(request.headers()).doesNotContainKey("Webhook-signature");
        });
    }

    @Test
    void aSignatureIsTheOneOfStandardWebhooks() throws Exception {
        byte[] key = "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);
        RunResult result = run();
        assertThat(webhook().signedWith("whsec_" + Base64.getEncoder().encodeToString(key)).send(result)).isEmpty();
        Received request = received.get(0);
        String time = request.headers().getFirst("webhook-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = result.runId() + "." + time + "." + request.body();
        assertThat(request.headers().getFirst("webhook-id")).isEqualTo(result.runId());
        assertThat(request.headers().getFirst("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatMayPassIsRepeatedAndTheRestIsNot() {
        RunResult result = run();
        answers.addAll(List.of(503, 429, 200));
        assertThat(webhook().send(result)).isEmpty();
        assertThat(received).hasSize(3);
        for (int status : List.of(404, 302, 401)) {
            received.clear();
            answers.add(status);
            assertThat(webhook().send(result)).get().asString()
                    .contains("localhost", "it answered " + status)
                    .doesNotContain("T0KEN");
            assertThat(received).hasSize(1);
        }
    }

    @Test
    void aServerThatIsAwayOrNeverAnswersDoesNotHoldTheRun() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        RunResult result = run(Webhook.to("http://localhost:" + free + "/T0KEN"));
        assertThat(result.outcomes()).hasSize(3);
        assertThat(Webhook.to("http://localhost:" + free + "/T0KEN").send(result)).get().asString()
                .contains("ConnectException").doesNotContain("T0KEN");
        answers.addAll(List.of(0, 0, 0));
        assertThat(webhook().send(result)).get().asString().contains("it didn't answer in time");
    }

    @Test
    void theTextOfAnAnswerIsNotAwaited() {
        RunResult result = run();
        answers.addAll(List.of(-200));
        assertThat(webhook().send(result)).isEmpty();
        answers.addAll(List.of(-500, -500, -500));
        assertThat(webhook().send(result)).get().asString().contains("it answered 500");
    }

    @Test
    void chatsGetAText() {
        RunResult result = run();
        assertThat(webhook().format(WebhookFormat.SLACK).send(result)).isEmpty();
        assertThat(received.get(0).json().path("text").asString())
                .contains("run partly failed", "• a failed: no &lt;column&gt; x &amp; y\nand 1 more, of which at least 1 skipped");
        assertThat(webhook().format(WebhookFormat.TEAMS).project("larkspur").report("report.html").sendProblem("no snapshot")).isEmpty();
        JsonNode card = received.get(1).json().at("/attachments/0/content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/text").asString()).isEqualTo("larkspur: run failed: no snapshot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hooks.example/T0KEN", "ftp://h/T0KEN", "https:///T0KEN", "https://u:T0KEN@h/", "https://h:99999/T0KEN", "https://h/T0KEN x"})
    void anInvalidUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> Webhook.to(url)).isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(refused.toString() + refused.getCause()).doesNotContain("T0KEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T0KEN", "whsec_T0KEN!", "whsec_VDBLRU4="})
    void anInvalidSecretIsRefusedWithoutRepeatingIt(String secret) {
        assertThatThrownBy(() -> webhook().signedWith(secret)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Base64")
                .satisfies(refused -> assertThat(refused.toString() + refused.getCause()).doesNotContain("T0KEN"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
