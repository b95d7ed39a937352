package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of stores, good and bad; nothing connects. */
class StoreAddressTest {

    @ParameterizedTest
    @CsvSource({
        "s3://b_1/a/b/, snapshot store s3://b_1/a/b/key/",
        "S3://bucket, snapshot store s3://bucket/key/",
        "s3://b?endpoint=http://localhost:9&path_style=false, snapshot store s3://b/key/ at http://localhost:9",
        "redis://host, snapshot store redis://host (keys rocky:key:*)",
        "rediss://me:secret@host:1/2?prefix=p, snapshot store rediss://host:1/2 (keys p:key:*)",
        "valkey://[::1]:7000, snapshot store valkey://[::1]:7000 (keys rocky:key:*)",
        "VALKEYS://host, snapshot store VALKEYS://host (keys rocky:key:*)"
    })
    void areOpenedWithoutConnecting(String location, String name) {
        try (StateStore store = StateStores.open(location, "key")) {
            assertThat(store.name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "redis://:t0p#secret@host",
        "redis://:t0p/secret@host",
        "redis://:t0p secret@host",
        "redis://me:t0p?secret@host",
        "redis://:t0p@secret@host",
        "redis://:t0p%secret@host",
        "redis://me:t0p-secret@host/database",
        "redis://me:t0p-secret@host?prefx=t0p",
        "redis://me:t0p-secret@host?password=t0p",
        "s3://t0p:secret@bucket",
        "s3://bucket?secret_access_key=t0p-secret",
        "s3://bucket?endpoint=http://t0p:secret@host",
        "s3://bucket?endpoint=host",
        "s3://bucket?path_style=t",
        "s3://",
        "redis://"
    })
    void badOnesAreRefusedWithoutShowingWhatMayBeSecret(String location) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open(location, "key"))
                .matches(e -> e.reason() == Reason.MISCONFIGURED)
                .satisfies(e -> Secrets.assertNotIn(e, "t0p", "secret@"));
        assertThat(StateStoreConfig.of(location, "key").toString()).doesNotContain("t0p", "secret");
    }

    @Test
    void anUnknownOptionSaysWhichThereAre() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open(
                        StateStoreConfig.of("s3://bucket", "key").withOption("access_key", "t0p-secret")))
                .withMessage("s3://bucket: has an unknown option \"access_key\"."
                        + " It understands access_key_id, endpoint, path_style, region,"
                        + " secret_access_key, session_token.");
    }

    @Test
    void halfOfTheCredentialsIsAnError() {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStores.open(
                        StateStoreConfig.of("s3://bucket", "key").withOptions(Map.of("secret_access_key", "t0p"))))
                .withMessageContaining("has a part of its credentials only");
    }
}
