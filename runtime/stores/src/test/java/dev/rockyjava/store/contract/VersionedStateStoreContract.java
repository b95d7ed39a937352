package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StoredVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store with versions does. */
abstract class VersionedStateStoreContract extends StateStoreContract {

    static final String SANITIZED_KEY = "RockyComponent__config__rocky.toml__";

    /** Writes under the key without the store; {@code name} is a version id or {@code latest}. */
    abstract void put(String sanitizedKey, String name, byte[] content);

    @Test
    void versionsAreListedNewestFirstAndReadable() {
        StateStore store = store(KEY);
        List<StoredVersion> written = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            written.add(0, store.write(bytes("version " + i)));
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(store.versions()).containsExactlyElementsOf(written);
        assertThat(written.get(4).id()).startsWith("20260407T093015.123456789Z-");
        assertThat(written.get(4).writtenAt()).isEqualTo("2026-04-07T09:30:15.123456789Z");
        assertThat(text(store.read(written.get(3).id()))).isEqualTo("version 1");
    }

    @Test
    void contentThatComesBackIsANewVersion() {
        StateStore store = store(KEY);
        StoredVersion first = store.write(bytes("one"));
        StoredVersion second = store.write(bytes("two"));

        StoredVersion third = store.write(bytes("one"));

        assertThat(store.versions()).containsExactly(third, second, first);
        assertThat(store.latest().orElseThrow().version()).isEqualTo(third);
    }

    @Test
    void aWriterWhoseClockIsBehindStillWritesTheNewestVersion() {
        StoredVersion first = store(KEY).write(bytes("one"));
        Clock behind = Clock.offset(clock, Duration.ofHours(-3));

        StoredVersion second = store(StateStoreConfig.of(location(), KEY).withClock(behind)).write(bytes("two"));

        assertThat(store(KEY).versions()).containsExactly(second, first);
    }

    @Test
    void theNewestVersionsAreKept() {
        StateStore store = store(StateStoreConfig.of(location(), KEY).withClock(clock).withKeep(3));
        StateStore other = store("other");
        other.write(bytes("of another key"));
        for (int i = 0; i < 6; i++) {
            store.write(bytes("version " + i));
            clock.advance(Duration.ofHours(2));
        }

        assertThat(store.versions()).hasSize(3);
        assertThat(store.versions()).allSatisfy(version -> assertThat(store.read(version.id())).isNotNull());
        assertThat(text(store.read(store.versions().get(2).id()))).isEqualTo("version 3");
        assertThat(other.versions()).hasSize(1);
    }

    @Test
    void youngVersionsAreKeptForWritersThatHaveYetToPointToThem() {
        StateStore store = store(StateStoreConfig.of(location(), KEY).withClock(clock).withKeep(1));
        for (int i = 0; i < 4; i++) {
            store.write(bytes("version " + i));
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(store.versions()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "garbage",
        "../x",
        "20260407T093015.123456789Z-0123456789abcdef",
        "20269999T093015.123456789Z-0123456789abcdef"
    })
    void aBrokenPointerIsAnErrorUntilTheNextWrite(String pointer) {
        StateStore store = store(KEY);
        StoredVersion first = store.write(bytes("{}"));
        put(SANITIZED_KEY, "latest", bytes(pointer));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageContaining("the pointer to the latest snapshot is broken: \"" + pointer + "\"")
                .withMessageContaining("Refresh")
                .matches(e -> e.reason() == Reason.DAMAGED);
        assertThat(text(store.read(first.id()))).isEqualTo("{}");

        clock.advance(Duration.ofSeconds(1));
        StoredVersion second = store.write(bytes("{}"));

        assertThat(store.latest().orElseThrow().version()).isEqualTo(second);
    }

    @Test
    void damagedContentIsAnErrorUntilTheNextWrite() {
        StateStore store = store(KEY);
        StoredVersion version = store.write(bytes("{\"a\": 1}"));
        put(SANITIZED_KEY, version.id(), bytes("{\"a\": 2}"));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageContaining("version " + version.id() + " is damaged")
                .matches(e -> e.reason() == Reason.DAMAGED);

        store.write(bytes("{\"a\": 1}"));

        assertThat(store.latest().map(StateStoreContract::text)).contains("{\"a\": 1}");
    }

    @Test
    void whatIsNoVersionIsNotListed() {
        StateStore store = store(KEY);
        StoredVersion version = store.write(bytes("{}"));
        put(SANITIZED_KEY, "note.txt", bytes("somebody's"));
        put(SANITIZED_KEY, "." + version.id() + ".tmp", bytes("left by a killed writer"));

        assertThat(store.versions()).containsExactly(version);
    }
}
