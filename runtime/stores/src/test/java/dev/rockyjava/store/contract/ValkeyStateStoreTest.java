package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

class ValkeyStateStoreTest extends VersionedStateStoreContract {

    private static final String ENCODED_PASSWORD = "p%40ss%2Fword%231";

    @TempDir
    static Path folder;

    private static ValkeyServer server;

    private RedisClient client;

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.stop();
        }
    }

    // Not before all: then a report says that there were no tests, instead of how many were skipped and why.
    @BeforeEach
    void connectToAnEmptyServer() throws Exception {
        if (server == null) {
            server = ValkeyServer.start(folder);
        }
        client = RedisClient.builder()
                .hostAndPort("127.0.0.1", server.port)
                .clientConfig(DefaultJedisClientConfig.builder().password(ValkeyServer.PASSWORD).build())
                .build();
        client.flushAll();
    }

    @AfterEach
    void closeClient() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    String location() {
        return "valkey://:" + ENCODED_PASSWORD + "@127.0.0.1:" + server.port;
    }

    @Override
    StateStore open(StateStoreConfig config) {
        return StateStores.open(config);
    }

    @Override
    void put(String sanitizedKey, String name, byte[] content) {
        client.set(bytes("rocky:" + sanitizedKey + ":" + name), content);
    }

    @Test
    void theKeysAreThoseOfTheDocumentation() {
        String id = store(KEY).write(bytes("{}")).id();

        String base = "rocky:" + SANITIZED_KEY + ":";
        assertThat(client.keys("*")).containsExactlyInAnyOrder(base + id, base + "latest", base + "versions");
        assertThat(client.get(base + "latest")).isEqualTo(id);
    }

    @Test
    void databaseAndPrefixAreTakenFromTheUri() {
        store(StateStoreConfig.of(location() + "/1?prefix=team%3Aa", KEY)).write(bytes("{}"));

        assertThat(client.keys("*")).isEmpty();
        assertThat(store(KEY).latest()).isEmpty();
        assertThat(store(StateStoreConfig.of(location() + "/1?prefix=team%3Aa", KEY)).latest()).isPresent();
        assertThat(store(StateStoreConfig.of(location() + "/1", KEY)).latest()).isEmpty();
    }

    @Test
    void thePasswordMayBeAnOption() {
        StateStoreConfig config = StateStoreConfig.of("redis://127.0.0.1:" + server.port, KEY)
                .withOptions(Map.of("username", "default", "password", ValkeyServer.PASSWORD));

        assertThat(store(config).latest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {":wr%40ng-secret@", "nobody:wr%40ng-secret@", ""})
    void wrongCredentialsAreRefusedWithoutShowingThem(String userInfo) {
        StateStore store = store(StateStoreConfig.of("redis://" + userInfo + "127.0.0.1:" + server.port, KEY));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageStartingWith(
                        "snapshot store redis://127.0.0.1:" + server.port + " (keys rocky:" + SANITIZED_KEY)
                .withMessageContaining("Check the user and password")
                .matches(e -> e.reason() == Reason.ACCESS_DENIED)
                .satisfies(e -> Secrets.assertNotIn(e, "wr@ng-secret", "wr%40ng-secret"));
    }

    @Test
    void aDatabaseThatTheServerDoesNotHave() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(StateStoreConfig.of(location() + "/999", KEY)).latest())
                .withMessageContaining("Take a database that the server has")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void keysThatSomethingElseUses() {
        client.lpush("rocky:" + SANITIZED_KEY + ":latest", "x");

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(KEY).latest())
                .withMessageContaining("give the store another option prefix")
                .matches(e -> e.reason() == Reason.DAMAGED);
    }

    @Test
    void aServerThatRefusesAWriteLeavesThePointer() {
        StateStore store = store(KEY);
        store.write(bytes("{}"));
        client.configSet("maxmemory", "1");
        try {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> store.write(bytes("[]")))
                    .withMessageContaining("has memory left")
                    .matches(e -> e.reason() == Reason.UNAVAILABLE);
        } finally {
            client.configSet("maxmemory", "0");
        }

        assertThat(store.latest().map(StateStoreContract::text)).contains("{}");
    }

    @Test
    void aConnectionThatDiedMeanwhileIsReplaced() {
        StateStore store = store(KEY);
        store.write(bytes("{}"));
        client.executeCommand(
                new CommandArguments(Command.CLIENT).addObjects("KILL", "TYPE", "normal", "SKIPME", "yes"));

        assertThat(store.latest().map(StateStoreContract::text)).contains("{}");
    }

    @Test
    void aServerThatIsEndedIsUnavailable(@TempDir Path other) throws Exception {
        ValkeyServer ended = ValkeyServer.start(other);
        String location = "redis://:" + ENCODED_PASSWORD + "@127.0.0.1:" + ended.port;
        StateStore store = store(StateStoreConfig.of(location, KEY));
        try {
            store.write(bytes("{}"));
        } finally {
            ended.stop();
        }

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageContaining("Check that a server listens there")
                .matches(e -> e.reason() == Reason.UNAVAILABLE);
    }
}
