package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.CachedStateStore;
import dev.rockyjava.store.FetchedSnapshot;
import dev.rockyjava.store.FetchedSnapshot.Source;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that don't answer, with no server needed for it. The limits prove that nothing hangs, not how fast it is. */
@Timeout(60)
class StoreDownTest {

    private static final String VALKEY = "redis://:t0p-secret@127.0.0.1:%d/0";
    private static final String S3 = "s3://bucket/states?endpoint=http://127.0.0.1:%d";

    @TempDir
    Path folder;

    private final SilentServer silent = new SilentServer();

    StoreDownTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        silent.stop();
    }

    private static StateStore open(String location, int port) {
        StateStoreConfig config = StateStoreConfig.of(location.formatted(port), "key")
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return StateStores.open(location.equals(S3)
                ? config.withOptions(Map.of("access_key_id", "id", "secret_access_key", "t0p-secret"))
                : config);
    }

    private static void assertUnavailable(StateStore store) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageStartingWith("snapshot store ")
                .withMessageContaining(": could not read ")
                .withMessageContaining("Check ")
                .matches(e -> e.reason() == Reason.UNAVAILABLE)
                .satisfies(e -> Secrets.assertNotIn(e, "t0p-secret"));
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(store::versions);
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> store.write(new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(strings = {VALKEY, S3})
    void nothingListens(String location) throws IOException {
        try (StateStore store = open(location, ValkeyServer.freePort())) {
            assertUnavailable(store);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VALKEY, S3})
    void theServerNeverAnswers(String location) {
        try (StateStore store = open(location, silent.port())) {
            assertUnavailable(store);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VALKEY, S3})
    void theLocalCopyIsUsedMeanwhile(String location) throws IOException {
        LocalStateStore local = LocalStateStore.in(folder, "key");
        local.write(new byte[] {1, 2});

        try (CachedStateStore store =
                new CachedStateStore(open(location, ValkeyServer.freePort()), local, Duration.ofSeconds(20))) {
            FetchedSnapshot fetched = store.fetch().orElseThrow();

            assertThat(fetched.source()).isEqualTo(Source.LOCAL_COPY);
            assertThat(Files.readAllBytes(fetched.file())).containsExactly(1, 2);
        }
    }

    @Test
    void aHostThatIsNotThere() {
        try (StateStore store = StateStores.open("redis://nowhere.invalid", "key")) {
            assertUnavailable(store);
        }
    }
}
