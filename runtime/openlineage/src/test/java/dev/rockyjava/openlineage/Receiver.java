package dev.rockyjava.openlineage;

import com.sun.net.httpserver.HttpServer;
import io.openlineage.client.Clients;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lineage catalog: receives events over HTTP and keeps them. */
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    // The client's first event takes seconds on a busy machine, and a run waits for ten at most.
    static {
        try (Receiver first = start()) {
            HttpConfig http = new HttpConfig();
            http.setUrl(URI.create(first.url()));
            OpenLineageConfig<?> config = new OpenLineageConfig<>();
            config.setTransportConfig(http);
            OpenLineage events = new OpenLineage(http.getUrl());
            Clients.newClient(config).emit(events.newRunEventBuilder()
                    .run(events.newRunBuilder().runId(new UUID(0, 0)).build())
                    .job(events.newJobBuilder().namespace("n").name("j").build())
                    .build());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final List<String> bodies = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    private Receiver(int status, String answer, boolean slow) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/api/v1/lineage", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (slow) {
                    await();
                }
                synchronized (bodies) {
                    bodies.add(body);
                    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                }
                byte[] text = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
    }

    /** Returns a catalog that takes every event. */
    static Receiver start() {
        return new Receiver(201, "", false);
    }

    /** Returns a catalog that refuses every event. */
    static Receiver refusing(int status, String answer) {
        return new Receiver(status, answer, false);
    }

    /** Returns a catalog that answers nothing until it is closed. */
    static Receiver hanging() {
        return new Receiver(201, "", true);
    }

    private void await() {
        try {
            hangs.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The environment of a program that is to use this catalog. */
    Map<String, String> environment() {
        return Map.of("OPENLINEAGE_URL", url());
    }

    List<JsonNode> events() {
        synchronized (bodies) {
            return bodies.stream().map(JSON::readTree).toList();
        }
    }

    String text() {
        synchronized (bodies) {
            return String.join("\n", bodies);
        }
    }

    List<String> authorizations() {
        synchronized (bodies) {
            return List.copyOf(keys);
        }
    }

    @Override
    public void close() {
        hangs.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
