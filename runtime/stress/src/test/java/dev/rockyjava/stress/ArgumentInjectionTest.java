package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.run.journal.RunIds;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.webhook.Webhook;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text is one argument of the engine, one key of a store and the id of one run, or it is refused. */
class ArgumentInjectionTest {

    private static final List<Function<String, RunRequest>> REQUESTS = List.of(
            text -> new RunRequest.Model(text, "p", PartitionChoice.DEFAULT),
            text -> new RunRequest.Model("m", text, PartitionChoice.DEFAULT),
            text -> new RunRequest.Model("m", "p", new PartitionChoice.One(text)),
            text -> new RunRequest.Model("m", "p", new PartitionChoice.Range(text, "2026-01-02")),
            text -> new RunRequest.Model("m", "p", new PartitionChoice.Range("2026-01-01", text)),
            text -> new RunRequest.Replication("p", Optional.of(text)),
            text -> new RunRequest.Load(text),
            text -> new RunRequest.Seed(text),
            text -> new RunRequest.Test(text, "p"),
            text -> new RunRequest.Quality(text),
            text -> new RunRequest.Apply(text));

    private static final int LONG_ENOUGH_TO_BE_A_SECRET = 5;

    @TempDir
    private Path folder;

    @Test
    void argumentsOfTheEngine() throws Exception {
        Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the engine of this test is a shell script");
        Path received = folder.resolve("received");
        Path program = Files.writeString(folder.resolve("rocky"), """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                printf '%%s\\0' "$@" > '%s'
                exit 1
                """.formatted(received));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path toml = Files.writeString(folder.resolve("rocky.toml"), "");
        Campaign campaign = new Campaign("arguments", 40, Payloads.TEXTS.size() * REQUESTS.size());
        try (CliEngine engine = CliEngine.forProject(toml).binary(program).build()) {
            campaign.run((round, random) -> {
                String text = Campaign.isLong() ? Payloads.TEXTS.get(round / REQUESTS.size()) : Mutator.any(Payloads.TEXTS, random);
                Files.deleteIfExists(received);
                try {
                    engine.run(REQUESTS.get(round % REQUESTS.size()).apply(text), CallOptions.defaults());
                } catch (EngineException e) {
                    // The script fails, as it isn't the engine.
                } catch (IllegalArgumentException e) {
                    assertThat(received).doesNotExist();
                    return "refused";
                }
                if (!Files.exists(received)) {
                    return "not executed";
                }
                List<String> words = List.of(Files.readString(received, StandardCharsets.UTF_8).split("\0", -1));
                assertThat(words).anyMatch(word -> word.equals(text) || word.startsWith("--") && word.endsWith("=" + text));
                return "received";
            });
        }
    }

    @Test
    void keysOfStores() throws IOException {
        Path base = Files.createDirectories(folder.resolve("stores"));
        Path outside = Files.writeString(folder.resolve("outside"), "untouched");
        for (String text : Payloads.TEXTS) {
            try {
                LocalStateStore local = LocalStateStore.in(base, text);
                assertThat(local.file().normalize()).startsWithRaw(base);
                StateStore shared = StateStores.open(StateStoreConfig.of(base.toUri().toString(), text));
                shared.write("{}".getBytes(StandardCharsets.UTF_8));
                shared.close();
            } catch (StateStoreException e) {
                // refused, or longer than a file's name may be
            }
        }
        try (StateStore shared = StateStores.open(StateStoreConfig.of(base.toUri().toString(), "key"))) {
            for (String version : Payloads.TEXTS) {
                assertThat(refused(() -> shared.read(version))).isTrue();
            }
            assertThat(refused(() -> shared.read("../../outside"))).isTrue();
        }
        assertThat(outside).hasContent("untouched");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(base, outside);
        }
    }

    @Test
    void addressesOfStores() throws IOException {
        String secret = "s3cr3t-of-a-store";
        List<String> addresses = List.of(
                "%s", "s3://%s", "s3://bucket/%s", "s3://bucket/a?region=%s", "s3://bucket/a?endpoint=%s", "redis://%s", "redis://h/%s",
                "redis://u:" + secret + "%s@h", "rediss://h:%s", "valkey://h/0?prefix=%s", folder.toUri() + "%s");
        new Campaign("store-addresses", 200, Payloads.TEXTS.size() * addresses.size()).run((round, random) -> {
            String text = Campaign.isLong() ? Payloads.TEXTS.get(round / addresses.size()) : Mutator.any(Payloads.TEXTS, random);
            String location = addresses.get(round % addresses.size()).replace("%s", text);
            try {
                StateStores.open(StateStoreConfig.of(location, "key").withFolder(folder)).close();
                return "opened";
            } catch (StateStoreException e) {
                assertThat(e).hasMessageNotContaining(secret);
                return "refused";
            }
        });
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).isEmpty();
        }
    }

    /** What is sent goes to the server that was named, and to the path as it was written. */
    @Test
    void addressesOfWebhooks() throws IOException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(String.valueOf(exchange.getRequestURI()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String origin = "http://127.0.0.1:" + server.getAddress().getPort();
            new Campaign("webhook-addresses", 30, 2 * Payloads.TEXTS.size()).run((round, random) -> {
                String text = Campaign.isLong() ? Payloads.TEXTS.get(round / 2) : Mutator.any(Payloads.TEXTS, random);
                List.of(text, "https://" + text, "https://u" + text + "@h/", "https://h:" + text)
                        .forEach(ArgumentInjectionTest::refusedUrl);
                String path = (round % 2 == 0 ? "/hook/" : "/hook?to=") + text;
                if (refusedUrl(origin + path)) {
                    return "refused";
                }
                assertThat(Webhook.to(origin + path).project(text).sendProblem(text)).isEmpty();
                URI sent = URI.create(path);
                String query = sent.getRawQuery();
                String place = sent.getRawPath() + (query == null || query.isEmpty() ? "" : "?" + query);
                assertThat(received.remove()).isEqualTo(URI.create(place).toASCIIString());
                return "received";
            });
            assertThat(received).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static boolean refusedUrl(String url) {
        try {
            Webhook.to(url);
            return false;
        } catch (IllegalArgumentException e) {
            assertThat(url.length() > LONG_ENOUGH_TO_BE_A_SECRET && String.valueOf(e.getMessage()).contains(url)).isFalse();
            return true;
        }
    }

    private static boolean refused(Runnable attack) {
        try {
            attack.run();
            return false;
        } catch (RockyException e) {
            return true;
        }
    }

    @Test
    void idsOfRuns() throws IOException {
        Path journal = Files.createDirectories(folder.resolve("runs"));
        for (String text : Payloads.TEXTS) {
            assertThat(RunIds.valid(text)).isFalse();
            String run = Payloads.json(text);
            Files.writeString(journal.resolve("run.owner"), "{\"run\":%s,\"process\":1,\"last\":{\"run\":%s,\"part\":3}}".formatted(run, run));
            assertThat(RunHistory.read(journal).runs()).isEmpty();
            RunHistory.lockOwner(journal);
        }
    }

    @Test
    void namespacesOfTheEngineState() throws IOException {
        Path toml = Files.writeString(folder.resolve("rocky.toml"), "");
        for (String text : Payloads.TEXTS) {
            try {
                CliEngine.forProject(toml).binary(toml).stateNamespace(text).build().close();
                assertThat(text).matches("[a-zA-Z0-9_]+");
            } catch (IllegalArgumentException | RockyException e) {
                assertThat(e).isNotInstanceOf(InvalidPathException.class);
            }
        }
    }
}
