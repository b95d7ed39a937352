package dev.rockyjava.cli.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A headless Chromium, driven by its own protocol. */
final class Browser {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ADDRESS = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/\\S+");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private Browser(Process process, String address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(address), new Messages())
                .join();
    }

    /** Returns the program: that of the property rocky.chromium, or the first on the PATH; empty without one. */
    static Optional<Path> program() {
        String given = System.getProperty("rocky.chromium", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium-stderr");
                rest.setDaemon(true);
                rest.start();
                return attached(process, address.group(1));
            }
        }
        throw new IOException("Chromium ended with status " + process.waitFor());
    }

    private static Browser attached(Process process, String port) throws Exception {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
        JsonNode targets = JSON.readTree(HttpClient.newHttpClient().send(list, HttpResponse.BodyHandlers.ofString()).body());
        for (JsonNode target : targets) {
            if (target.path("type").asString().equals("page")) {
                Browser browser = new Browser(process, target.path("webSocketDebuggerUrl").asString());
                for (String domain : List.of("Runtime", "Log", "Page")) {
                    browser.send(domain + ".enable", Map.of());
                }
                return browser;
            }
        }
        throw new IOException("Chromium has no page");
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                message(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void message(JsonNode message) {
        String method = message.path("method").asString("");
        if (message.has("id")) {
            Optional.ofNullable(answers.remove(message.path("id").asInt())).ifPresent(waiting -> waiting.complete(message));
        } else if (method.equals("Runtime.exceptionThrown")
                || method.equals("Log.entryAdded") && message.path("params").path("entry").path("level").asString().equals("error")
                || method.equals("Runtime.consoleAPICalled") && message.path("params").path("type").asString().equals("error")) {
            errors.add(message.path("params").toString());
        }
    }

    /** Sends a command and returns its result. */
    JsonNode send(String method, Map<String, ?> parameters) throws Exception {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(60, TimeUnit.SECONDS);
        JsonNode result = answer.get(120, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    /** Evaluates an expression in the page, waits for its promise and returns its value. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = send("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** Opens a file at a size, and returns when the page is ready. */
    void open(Path file, String fragment, int width, int height, boolean dark) throws Exception {
        send("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        send("Page.navigate", Map.of("url", "about:blank"));
        send("Page.navigate", Map.of("url", file.toUri() + fragment));
        evaluate("""
                new Promise((done, failed) => {
                  const end = Date.now() + 60000;
                  const look = () => document.documentElement && document.documentElement.dataset.ready === 'true' ? requestAnimationFrame(() => setTimeout(done, 50))
                      : Date.now() > end ? failed(new Error('not ready: ' + document.body.innerText.slice(0, 200))) : setTimeout(look, 5);
                  look();
                })""");
    }

    void screenshot(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(send("Page.captureScreenshot", Map.of("format", "png")).path("data").asString()));
    }

    /** Returns what the browser reported: exceptions, errors in the console, what the policy refused. */
    List<String> errors() {
        return new ArrayList<>(errors);
    }

    void close() throws Exception {
        try {
            send("Browser.close", Map.of());
        } finally {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        }
    }
}
