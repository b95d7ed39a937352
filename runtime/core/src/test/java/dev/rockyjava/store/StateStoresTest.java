package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.StateStoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening stores with nothing but the core on the class path. */
class StateStoresTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, s3, s3://bucket/prefix",
        "S3://bucket, s3, S3://bucket",
        "redis://me:t0p-secret@host:6379/0, redis, redis://host:6379/0",
        "rediss://:t0p@secret#x@host, rediss, rediss://host",
        "valkey://host?password=t0p-secret, valkey, valkey://host",
        "valkeys://host, valkeys, valkeys://host"
    })
    void aStoreWhoseArtifactIsMissingSaysWhichOneToAdd(String location, String scheme, String shown) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open(location, "key"))
                .withMessage(shown + ": the store for \"" + scheme + ":\" is not on the class path. Add the artifact"
                        + " dev.rockyjava:rocky-stores to the dependencies.")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void anUnknownSchemeSaysWhichThereAre() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open("gopher://me:t0p-secret@host/x", "key"))
                .withMessage("gopher://host/x: no store or file system for \"gopher:\" is on the class path. Use one of"
                        + " redis, rediss, s3, valkey, valkeys (artifact dev.rockyjava:rocky-stores) or file, or add"
                        + " the file system's artifact.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSIONED_STATE_STORAGE", "LOCAL_FILE_SYSTEM", "", " "})
    void aManagementTypeThatIsNoStoreIsNotTakenAsAFolder(String location) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open(location, "key"))
                .withMessageStartingWith("\"" + location + "\": isn't a store. Use LOCAL_FILESYSTEM, the URI of a store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCAL_FILESYSTEM", "local_filesystem"})
    void thePeersManagementTypeIsTheLocalFile(String location) {
        try (StateStore store = StateStores.open(StateStoreConfig.of(location, "a/b").withFolder(folder))) {
            store.write(new byte[] {'x'});
        }

        assertThat(folder.resolve(".local_defs_state/a__b/state")).hasContent("x");
    }

    @Test
    void aFolderHasVersionsAndIsRelativeToTheConfigurations() throws IOException {
        StateStoreConfig config = StateStoreConfig.of("shared/states", "key").withFolder(folder);
        StoredVersion version;
        try (StateStore store = StateStores.open(config)) {
            version = store.write(new byte[] {'x'});
        }

        Path states = folder.resolve("shared/states/key");
        assertThat(states.resolve(version.id())).hasContent("x");
        assertThat(Files.readString(states.resolve("latest"))).isEqualTo(version.id());
    }

    @Test
    void whatAKilledWriterLeftBesideItsVersionIsDeletedByALaterOne() throws IOException {
        Path store = Files.createDirectories(folder.resolve("k"));
        String end = ".0b7c6f0e-6d4f-4a51-9a59-d4d3a0c3f6c5.tmp";
        Path left = Files.writeString(store.resolve(".20260101T000000.000Z-0123456789abcdef" + end), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.writeString(store.resolve(".20260101T000000.001Z-0123456789abcdef" + end), "half");
        try (StateStore opened = StateStores.open(StateStoreConfig.of(folder.toString(), "k"))) {
            opened.write(new byte[] {1});
            assertThat(left).doesNotExist();
            assertThat(young).exists();
            assertThat(opened.versions()).hasSize(1);
        }
    }

    @Test
    void aFileUriThatIsNoneIsRefused() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open("file://host/x y", "key"))
                .withMessageContaining("isn't an address that the file system \"file\" understands");
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open("jar:file:/nowhere.jar!/x", "key"))
                .withMessageContaining("its file system isn't open");
    }

    @Test
    void commonOptionsAreTakenFromText() {
        StateStoreConfig config = StateStoreConfig.of("s3://bucket", "key").withOptions(
                Map.of("keep", "7", "timeout_seconds", "9", "connect_timeout_seconds", "2", "region", "eu-west-1"));

        assertThat(config.keep()).isEqualTo(7);
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.options()).containsExactly(Map.entry("region", "eu-west-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "keep,0", "keep,many", "timeout_seconds,0", "timeout_seconds,99999999999", "connect_timeout_seconds,-1"
    })
    void commonOptionsThatCanNotWorkAreRefused(String name, String value) {
        StateStoreConfig config = StateStoreConfig.of("s3://bucket", "key");

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> config.withOption(name, value))
                .withMessageStartingWith("defs_state: option " + name + " can't be ")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void aConfigurationShowsNoSecret() {
        assertThat(StateStoreConfig.of("redis://me:t0p@host?a=b", "key").withOption("password", "t0p"))
                .hasToString("StateStoreConfig[redis://host, key=key]");
    }
}
