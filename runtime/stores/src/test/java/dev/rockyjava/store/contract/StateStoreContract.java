package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rockyjava.config.DefsState;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StoredSnapshot;
import dev.rockyjava.store.StoredVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does. */
@Timeout(120)
abstract class StateStoreContract {

    static final String KEY = "RockyComponent[config/rocky.toml]";

    final MutableClock clock = new MutableClock();
    private final List<StateStore> opened = new ArrayList<>();

    /** The store under test; each call another instance over the same place. */
    abstract StateStore open(StateStoreConfig config);

    /** A location for the configuration, where the store takes one. */
    String location() {
        return DefsState.LOCAL_FILESYSTEM;
    }

    StateStore store(String key) {
        return store(StateStoreConfig.of(location(), key).withClock(clock));
    }

    StateStore store(StateStoreConfig config) {
        StateStore store = open(config);
        opened.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        opened.forEach(StateStore::close);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(StoredSnapshot snapshot) {
        return new String(snapshot.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anEmptyStoreHasNothing() {
        StateStore store = store(KEY);

        assertThat(store.latest()).isEmpty();
        assertThat(store.versions()).isEmpty();
    }

    @Test
    void whatIsWrittenIsTheLatestForEveryInstance() {
        StoredVersion version = store(KEY).write(bytes("{\"dag\": \"ä\"}"));

        assertThat(store(KEY).latest()).hasValueSatisfying(latest -> {
            assertThat(text(latest)).isEqualTo("{\"dag\": \"ä\"}");
            assertThat(latest.version()).isEqualTo(version);
            assertThat(version.size()).isEqualTo(latest.bytes().length);
        });
        assertThat(store(KEY).versions()).containsExactly(version);
        assertThat(text(store(KEY).read(version.id()))).isEqualTo("{\"dag\": \"ä\"}");
    }

    @Test
    void anEmptySnapshotIsASnapshot() {
        store(KEY).write(new byte[0]);

        assertThat(store(KEY).latest()).hasValueSatisfying(latest -> assertThat(latest.bytes()).isEmpty());
    }

    @Test
    void unchangedContentMakesNoNewVersion() {
        StateStore store = store(KEY);
        StoredVersion first = store.write(bytes("{}"));
        clock.advance(Duration.ofDays(1));

        assertThat(store.write(bytes("{}"))).isEqualTo(first);
        assertThat(store.versions()).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260407T093015.123456789Z-0123456789abcdef", "latest", "../other", "", "ä"})
    void aVersionThatIsNotThere(String id) {
        StateStore store = store(KEY);
        store.write(bytes("{}"));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(id))
                .withMessageContaining("has no version \"" + id + "\"")
                .matches(e -> e.reason() == Reason.NO_SUCH_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "plain", "a/b\\c", "../../escape", "…ключ 🔑", "a b", "con", "latest", "versions", "*?[x]", "%2e%2e"
    })
    void oddKeysAreKeptApart(String key) {
        StateStore store = store(key);
        store(KEY).write(bytes("another component's"));

        store.write(bytes("mine"));

        assertThat(store(key).latest()).hasValueSatisfying(latest -> assertThat(text(latest)).isEqualTo("mine"));
        assertThat(store(KEY).latest().map(StateStoreContract::text)).contains("another component's");
        assertThat(store(key).versions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void keysThatAreNoNamesAreRefused(String key) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(key))
                .withMessageContaining("state key \"" + key + "\"")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void aBigSnapshotComesBackWhole() {
        byte[] big = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(big);

        StoredVersion version = store(KEY).write(big);

        assertThat(version.size()).isEqualTo(big.length);
        assertThat(Arrays.equals(store(KEY).latest().orElseThrow().bytes(), big)).isTrue();
    }

    @Test
    void aClosedStoreSaysSo() {
        StateStore store = store(KEY);
        store.close();
        store.close();

        if (saysThatItIsClosed()) {
            assertThatIllegalStateException().isThrownBy(store::latest).withMessageContaining("closed");
            assertThatIllegalStateException().isThrownBy(() -> store.write(bytes("{}")));
            assertThatIllegalStateException().isThrownBy(store::versions);
            assertThatIllegalStateException().isThrownBy(() -> store.read("x"));
        }
    }

    boolean saysThatItIsClosed() {
        return true;
    }

    @Test
    void twoWritersAndReadersNeverMakeAMixture() throws Exception {
        store(KEY).write(document(0, 0));
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Set<StoredVersion>>> writers = new ArrayList<>();
            for (int writer = 1; writer <= 2; writer++) {
                writers.add(threads.submit(writes(writer, store(KEY))));
            }
            List<Future<Integer>> readers = List.of(
                    threads.submit(reads(store(KEY), writing)), threads.submit(reads(store(KEY), writing)));

            Set<StoredVersion> written = new HashSet<>();
            for (Future<Set<StoredVersion>> writer : writers) {
                written.addAll(writer.get(100, TimeUnit.SECONDS));
            }
            writing.set(false);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
            }

            StoredSnapshot last = store(KEY).latest().orElseThrow();
            assertWhole(last.bytes());
            assertThat(written).contains(last.version());
        } finally {
            writing.set(false);
            threads.shutdownNow();
        }
    }

    private static final int WRITES = 15;

    private Callable<Set<StoredVersion>> writes(int writer, StateStore store) {
        return () -> {
            Set<StoredVersion> written = new HashSet<>();
            for (int i = 1; i <= WRITES; i++) {
                written.add(store.write(document(writer, i)));
            }
            return written;
        };
    }

    private Callable<Integer> reads(StateStore store, AtomicBoolean writing) {
        return () -> {
            int reads = 0;
            do {
                assertWhole(store.latest().orElseThrow().bytes());
                reads++;
            } while (writing.get());
            return reads;
        };
    }

    /** A document of which every byte, and its length, tell which one it is. */
    private static byte[] document(int writer, int number) {
        byte[] document = new byte[200_000 + 1000 * number + writer];
        Arrays.fill(document, (byte) (writer * 50 + number));
        return document;
    }

    private static void assertWhole(byte[] document) {
        byte first = document[0];
        assertThat(document.length).isEqualTo(200_000 + 1000 * (first % 50) + first / 50);
        for (byte b : document) {
            if (b != first) {
                throw new AssertionError("a mixture of " + first + " and " + b);
            }
        }
    }
}
