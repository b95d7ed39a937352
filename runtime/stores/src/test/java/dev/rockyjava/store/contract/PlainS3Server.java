package dev.rockyjava.store.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store over plain http that knows no streamed bodies, as smaller S3-compatible ones don't: it answers 501 to them. */
final class PlainS3Server implements AutoCloseable {

    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    PlainS3Server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String name = exchange.getRequestURI().getPath().substring(1);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    if (isStreamed(exchange)) {
                        send(exchange, 501, "<Error><Code>NotImplemented</Code></Error>".getBytes(StandardCharsets.UTF_8));
                    } else {
                        objects.put(name, body);
                        send(exchange, 200, new byte[0]);
                    }
                }
                case "DELETE" -> {
                    objects.remove(name);
                    send(exchange, 204, new byte[0]);
                }
                default -> {
                    byte[] content = name.contains("/") ? objects.get(name) : listing(name);
                    send(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
                }
            }
        }
    }

    private static boolean isStreamed(HttpExchange exchange) {
        String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        String hash = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
        return encoding.contains("aws-chunked") || hash.startsWith("STREAMING-");
    }

    private byte[] listing(String bucket) {
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.forEach((name, content) -> xml.append("<Contents><Key>").append(name.substring(bucket.length() + 1))
                .append("</Key><Size>").append(content.length).append("</Size></Contents>"));
        return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
