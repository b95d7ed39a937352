package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.cli.page.RunRecording;
import dev.rockyjava.cli.page.WarehousePage;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.cli.CliEngineBuilder;
import dev.rockyjava.openlineage.OpenLineageListener;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.webhook.Webhook;
import dev.rockyjava.telemetry.RockyTraces;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project takes tokens of forty kinds from its environment, by variables whose names say nothing, and its engine prints them
 * all, quoted and broken in all ways, on stderr and in its documents. No place that something is written to shows one (invariant
 * 13).
 */
@DisabledOnOs(OS.WINDOWS)
class TokensLeaveNowhereTest {

    /** So many characters of a secret in a row are looked for, at every fifth: at the ends of Base64 and of lines fewer may remain. */
    private static final int PIECE = 10;

    private static final Pattern DATA = Pattern.compile("[A-Za-z0-9+/=]{40,}");

    @TempDir
    Path temporary;

    @Test
    void noTokenAppearsAnywhere() {
        Campaign campaign = new Campaign("tokens", 1, 200);
        campaign.run((round, random) -> {
            Path folder = Files.createDirectory(temporary.resolve("round" + round));
            Tokens source = new Tokens(random);
            Map<String, String> tokens = source.all();
            assertThat(tokens).hasSize(40);
            List<String> secrets = new ArrayList<>(source.drawn());
            tokens.values().forEach(token -> secrets.add(base64("joe:" + token).substring(6)));
            Attack attack = new Attack(folder, new ArrayList<>(tokens.values()), random);
            Map<String, String> places = attack.places();
            List<String> leaks = new ArrayList<>();
            places.forEach((place, text) -> {
                assertThat(text).as(place).contains("***");
                secrets.forEach(secret -> leaks.addAll(leaks(place, text, secret)));
            });
            assertThat(leaks).isEmpty();
            return places.size() + " places without any of 40 tokens";
        });
    }

    /** Returns what a text has of a secret. */
    private static List<String> leaks(String place, String text, String secret) {
        for (String form : List.of(secret, json(secret), URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
            for (int i = 0; i + PIECE <= form.length(); i += PIECE / 2) {
                int at = text.indexOf(form.substring(i, i + PIECE));
                if (at >= 0) {
                    return List.of(place + " shows of " + secret + ": "
                            + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80)));
                }
            }
        }
        return List.of();
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One project, refreshed and run. */
    private static final class Attack {

        private final Path folder;
        private final List<String> tokens;
        private final Random random;

        Attack(Path folder, List<String> tokens, Random random) throws IOException {
            this.folder = folder;
            this.tokens = tokens;
            this.random = random;
            StringBuilder config = new StringBuilder("[adapter.a]\ntype = \"trino\"\n");
            for (int i = 0; i < tokens.size(); i++) {
                config.append("s%d = '''${V%d:-none}'''\n".formatted(i, i));
            }
            Files.writeString(folder.resolve("rocky.toml"), config + "[pipeline.marts]\ntype = \"transformation\"\n");
            Path program = folder.resolve("fake-rocky");
            Files.writeString(program, """
                    #!/bin/sh
                    [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                    cat stderr >&2
                    case "$*" in
                      *compile*) cat compile.json;;
                      *" run "*|run*) cat run.json; exit 1;;
                      *) exit 1;;
                    esac
                    """);
            assertThat(program.toFile().setExecutable(true)).isTrue();
            Files.writeString(folder.resolve("stderr"), "Error: " + said(false) + "\nend\n");
            Files.writeString(folder.resolve("compile.json"),
                    "{\"command\":\"compile\",\"diagnostics\":[{\"model\":\"a\",\"message\":\"" + json(said(true)) + "\"}]}");
            String said = json(said(true));
            Files.writeString(folder.resolve("run.json"), ("{\"command\":\"run\",\"status\":\"Failure\",\"errors\":[{\"asset_key\":[\"a\"],"
                    + "\"error\":\"%s\"}],\"scheduling_warnings\":[\"%s\"],\"drift\":{\"actions_taken\":[{\"table\":\"wh.m.a\",\"action\":"
                    + "\"x\",\"reason\":\"%s\"}]}}").formatted(said, said, said));
        }

        private String said(boolean inDocument) {
            List<String> all = new ArrayList<>(tokens);
            Collections.shuffle(all, random);
            StringBuilder said = new StringBuilder("can't connect");
            for (String token : all) {
                said.append(random.nextBoolean() ? " | with " : "\n  caused by ").append(quoted(token, inDocument));
            }
            return said.toString();
        }

        private String quoted(String token, boolean inDocument) {
            return switch (random.nextInt(9)) {
                case 0 -> "\"" + json(token) + "\"";
                case 1 -> "'" + token.replace("'", "''") + "'";
                case 2 -> "https://host/x?a=b&c=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
                case 3 -> "Basic " + base64("joe:" + token) + " sent";
                case 4 -> "<m>" + token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;") + "</m>";
                case 5, 6 -> token.length() > 1000 ? token : broken(token);
                case 7 -> inDocument ? token : "{\"secret\": \"" + json(token) + "\", \"user\": 1}";
                default -> "<" + token + ">";
            };
        }

        private String broken(String token) {
            StringBuilder broken = new StringBuilder();
            int at = 0;
            while (at < token.length()) {
                int next = token.offsetByCodePoints(at, Math.min(1 + random.nextInt(60), token.codePointCount(at, token.length())));
                broken.append(at == 0 ? "" : "\n  \u2502 ").append(token, at, next);
                at = next;
            }
            return broken.toString();
        }

        /** Returns what was written, by the place. */
        Map<String, String> places() throws Exception {
            Map<String, String> places = new LinkedHashMap<>();
            CliEngineBuilder builder = CliEngine.forProject(folder.resolve("rocky.toml")).binary(folder.resolve("fake-rocky"));
            for (int i = 0; i < tokens.size(); i++) {
                builder.environment("V" + i, tokens.get(i));
            }
            RockyComponent component =
                    RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder);
            try (CliEngine engine = builder.build()) {
                Path snapshot = folder.resolve("snapshot.json");
                component.writeStateToPath(
                        engine, RockyProject.load(folder.resolve("rocky.toml"), name -> Optional.of("one")), snapshot);
                places.put("snapshot", Files.readString(snapshot));
                List<String> log = Collections.synchronizedList(new ArrayList<>());
                Throwable thrown = catchThrowable(
                        () -> engine.query(new QueryRequest.Dag(), CallOptions.defaults().withLog(log::add)));
                places.put("log", String.join("\n", log));
                places.put("exception", printed(thrown));
                run(component, engine, places);
            }
            return places;
        }

        private void run(RockyComponent component, CliEngine engine, Map<String, String> places) throws Exception {
            AssetSpec model = AssetSpec.builder(
                            AssetKey.of("a"), "transformation:a", NodeKind.TRANSFORMATION, "a", "marts")
                    .pipeline("marts").build();
            Definitions definitions = Definitions.of(List.of(model), List.of());
            StringBuffer events = new StringBuffer();
            StringBuffer lineage = new StringBuffer();
            RunRecording recording = new RunRecording();
            InMemorySpanExporter spans = InMemorySpanExporter.create();
            Path journal = folder.resolve("runs");
            try (Receiver receiver = new Receiver();
                    SdkTracerProvider provider = SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans)).build()) {
                RockyTraces traces = RockyTraces.of(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
                traces.on(Materializer.of(definitions, engine)
                                .journal(journal)
                                .listener(event -> events.append(event).append('\n'))
                                .listener(recording)
                                .listener(Webhook.to(receiver.url()))
                                .listener(OpenLineageListener.of(component, definitions, engine).client(client(lineage)).build()))
                        .run();
                places.put("webhook", receiver.received());
                places.put("spans", spans.getFinishedSpanItems().toString());
            }
            places.put("events", events.toString());
            places.put("lineage", lineage.toString());
            StringBuilder files = new StringBuilder();
            try (Stream<Path> written = Files.list(journal)) {
                for (Path file : (Iterable<Path>) written.filter(Files::isRegularFile)::iterator) {
                    files.append(Files.readString(file));
                }
            }
            places.put("journal", files.toString());
            Path page = folder.resolve("page.html");
            WarehousePage.of(component, definitions).journal(journal).run(recording).write(page);
            places.put("page", unpacked(Files.readString(page)));
        }

        private static OpenLineageClient client(StringBuffer sent) {
            return OpenLineageClient.builder().transport(new Sent(sent)).build();
        }

        private static String printed(Throwable thrown) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        }

        /** The data of a page is deflated. */
        private static String unpacked(String page) {
            StringBuilder text = new StringBuilder(page);
            for (MatchResult data : DATA.matcher(page).results().toList()) {
                try (InflaterInputStream in =
                        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data.group())), new Inflater(true))) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException | IllegalArgumentException e) {
                    // It is no data, but a long word of the script.
                }
            }
            return text.toString();
        }
    }

    /** Keeps the events instead of sending them. */
    private static final class Sent extends Transport {

        private final StringBuffer sent;

        Sent(StringBuffer sent) {
            this.sent = sent;
        }

        @Override
        public void emit(OpenLineage.RunEvent event) {
            sent.append(OpenLineageClientUtils.toJson(event)).append('\n');
        }

        @Override
        public void emit(OpenLineage.DatasetEvent event) {
            sent.append(OpenLineageClientUtils.toJson(event)).append('\n');
        }

        @Override
        public void emit(OpenLineage.JobEvent event) {
            sent.append(OpenLineageClientUtils.toJson(event)).append('\n');
        }

        @Override
        public void close() {}
    }

    /** Takes one document. */
    private static final class Receiver implements AutoCloseable {

        private final HttpServer server;
        private final StringBuffer received = new StringBuffer();

        Receiver() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                received.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        String received() {
            return received.toString();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
