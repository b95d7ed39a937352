package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import dev.rockyjava.store.StoredSnapshot;
import dev.rockyjava.store.StoredVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * Real servers by TLS, behind a wire that fails at any byte. What was written before stays loadable, what arrives is whole or
 * refused, and an error says what to check.
 */
@Timeout(3600)
class FaultyStoreTest {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    @TempDir
    Path temporary;

    @Test
    void valkey() throws Exception {
        Optional<Path> program = StoreServer.program("valkey-server", "redis-server");
        assumeTrue(program.isPresent(), "SKIPPED: neither valkey-server nor redis-server is on the PATH");
        try (StoreServer server = StoreServer.redis(program.get(), temporary)) {
            campaign("stores-valkey", server, "rediss://:" + StoreServer.PASSWORD + "@127.0.0.1:%d", Map.of());
        }
    }

    @Test
    void s3() throws Exception {
        Optional<Path> program = StoreServer.program("versitygw");
        assumeTrue(program.isPresent(), "SKIPPED: versitygw, a server of S3, is not on the PATH");
        try (StoreServer server = StoreServer.s3(program.get(), temporary)) {
            campaign("stores-s3", server, "s3://bucket/states?endpoint=https://127.0.0.1:%d",
                    Map.of("access_key_id", StoreServer.USER, "secret_access_key", StoreServer.PASSWORD));
        }
    }

    private void campaign(String name, StoreServer server, String location, Map<String, String> options) throws Exception {
        server.trust(true);
        try (FaultyWire wire = new FaultyWire(server.port)) {
            new Campaign(name, 1, 150).run((round, random) -> {
                Attack attack = new Attack(server, wire, location.formatted(wire.port()), options, "key" + round, random);
                return attack.run(round % 6);
            });
        } finally {
            server.trust(false);
        }
    }

    /** One key: a good snapshot, and a fault. */
    private final class Attack {

        private final StoreServer server;
        private final FaultyWire wire;
        private final String location;
        private final Map<String, String> options;
        private final String key;
        private final Random random;
        private final byte[] good;
        private final byte[] next;

        Attack(StoreServer server, FaultyWire wire, String location, Map<String, String> options, String key, Random random) {
            this.server = server;
            this.wire = wire;
            this.location = location;
            this.options = options;
            this.key = key;
            this.random = random;
            good = document();
            next = document();
        }

        private byte[] document() {
            byte[] bytes = new byte[1000 + random.nextInt(400_000)];
            random.nextBytes(bytes);
            return bytes;
        }

        private StateStore open(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(options);
            all.putAll(more);
            return StateStores.open(StateStoreConfig.of(location, key).withTimeouts(PATIENCE, PATIENCE).withOptions(all));
        }

        String run(int kind) throws Exception {
            StoredVersion first = patiently(store -> store.write(good));
            assertThat(first.size()).isEqualTo(good.length);
            return switch (kind) {
                case 0, 3 -> upload(first);
                case 1 -> damage(first);
                case 2 -> refused();
                case 4 -> download();
                default -> stale(first);
            };
        }

        private String upload(StoredVersion first) throws Exception {
            FaultyWire.Fault fault = List.of(FaultyWire.Fault.CUT, FaultyWire.Fault.SILENT, FaultyWire.Fault.SERVER_DIES).get(random.nextInt(3));
            boolean towardsServer = random.nextInt(4) > 0;
            wire.failAfter(random.nextInt(towardsServer ? next.length + 6000 : 6000), towardsServer, fault, server::kill);
            boolean written = false;
            try (StateStore store = open(Map.of())) {
                store.write(next);
                written = true;
            } catch (StateStoreException e) {
                checked(e);
            }
            wire.heal();
            if (fault == FaultyWire.Fault.SERVER_DIES) {
                server.kill();
                server.awaitEnd();
                server.start();
            }
            byte[] latest = patiently(StateStore::latest).orElseThrow().bytes();
            assertThat(Arrays.equals(latest, next) || !written && Arrays.equals(latest, good)).as("the old or the new one").isTrue();
            assertThat(patiently(store -> store.read(first.id())).bytes()).isEqualTo(good);
            patiently(store -> store.write(next));
            assertThat(patiently(StateStore::latest).orElseThrow().bytes()).isEqualTo(next);
            return "upload, " + fault + ": " + (written ? "written" : Arrays.equals(latest, next) ? "written, not confirmed" : "not written");
        }

        private String download() throws Exception {
            FaultyWire.Fault fault = random.nextBoolean() ? FaultyWire.Fault.CUT : FaultyWire.Fault.SILENT;
            wire.failAfter(random.nextInt(good.length + 4000), false, fault, () -> {});
            String outcome;
            try (StateStore store = open(Map.of())) {
                assertThat(store.latest().orElseThrow().bytes()).isEqualTo(good);
                outcome = "whole";
            } catch (StateStoreException e) {
                checked(e);
                outcome = "refused";
            }
            wire.heal();
            assertThat(patiently(StateStore::latest).orElseThrow().bytes()).isEqualTo(good);
            return "download, " + fault + ": " + outcome;
        }

        private String damage(StoredVersion first) throws Exception {
            StoredVersion second = patiently(store -> store.write(next));
            byte[] damaged = switch (random.nextInt(3)) {
                case 0 -> Arrays.copyOf(next, random.nextInt(next.length));
                case 1 -> good;
                default -> {
                    byte[] other = next.clone();
                    other[random.nextInt(other.length)] ^= 1;
                    yield other;
                }
            };
            put(second.id(), damaged);
            try {
                patiently(StateStore::latest);
                throw new AssertionError("what is damaged was returned");
            } catch (StateStoreException e) {
                assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
                assertThat(e).hasMessageContaining("is damaged").hasMessageContaining("refresh");
            }
            assertThat(patiently(store -> store.read(first.id())).bytes()).isEqualTo(good);
            patiently(store -> store.write(next));
            assertThat(patiently(StateStore::latest).orElseThrow().bytes()).isEqualTo(next);
            return "damaged: found by its digest";
        }

        private String stale(StoredVersion first) throws Exception {
            patiently(store -> store.write(next));
            put("latest", first.id().getBytes(StandardCharsets.UTF_8));
            StoredSnapshot latest = patiently(StateStore::latest).orElseThrow();
            assertThat(latest.version().id()).isEqualTo(first.id());
            assertThat(latest.bytes()).isEqualTo(good);
            assertThat(patiently(StateStore::versions)).hasSize(2);
            return "stale pointer: the older version, with its own time";
        }

        private String refused() throws Exception {
            boolean s3 = location.startsWith("s3");
            String what;
            String advice;
            int which = random.nextInt(s3 ? 3 : 2);
            if (which == 0) {
                server.trust(false);
                what = "unknown authority";
                advice = "trustStore";
            } else {
                what = which == 1 ? "wrong password" : "wrong region";
                advice = which == 1 ? "Check the" : "region";
            }
            try (StateStore store = open(which == 1
                    ? Map.of(s3 ? "secret_access_key" : "password", "another-" + StoreServer.PASSWORD)
                    : which == 2 ? Map.of("region", "eu-west-3") : Map.of())) {
                store.write(next);
                throw new AssertionError(what + " was accepted");
            } catch (StateStoreException e) {
                checked(e);
                assertThat(e).as(what).hasMessageContaining(advice);
            } finally {
                server.trust(true);
            }
            assertThat(patiently(StateStore::latest).orElseThrow().bytes()).isEqualTo(good);
            return what + ": refused, with advice";
        }

        private void checked(StateStoreException e) {
            assertThat(e.getMessage()).startsWith("snapshot store ").containsPattern("Check|Try again|Create|Give|Correct|Use|Renew|Refresh|write a snapshot again");
            StringWriter printed = new StringWriter();
            e.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).doesNotContain(StoreServer.PASSWORD);
        }

        /** A busy machine may exceed the short time limits of the attack. */
        private <T> T patiently(Function<StateStore, T> work) {
            try (StateStore store = StateStores.open(StateStoreConfig.of(location, key)
                    .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60)).withOptions(options))) {
                return work.apply(store);
            }
        }

        /** Writes behind the store's back. */
        private void put(String name, byte[] content) throws IOException {
            if (location.startsWith("s3")) {
                try (Stream<Path> files = Files.walk(temporary.resolve("data"))) {
                    Path file = files.filter(each -> each.endsWith(Path.of(key, name))).findFirst().orElseThrow();
                    Files.write(file, content);
                }
                return;
            }
            try (RedisClient client = RedisClient.builder().hostAndPort("127.0.0.1", server.port)
                    .clientConfig(DefaultJedisClientConfig.builder()
                            .sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build())
                            .password(StoreServer.PASSWORD)
                            .build())
                    .build()) {
                client.set(("rocky:" + key + ":" + name).getBytes(StandardCharsets.UTF_8), content);
            }
        }
    }
}
