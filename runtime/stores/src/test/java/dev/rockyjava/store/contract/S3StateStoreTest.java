package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStores;
import java.util.Map;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StateStoreTest extends VersionedStateStoreContract {

    private static final String BUCKET = "snapshots";

    private static S3Server server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new S3Server();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void empty() {
        server.blobs.deleteContainer(BUCKET);
        server.blobs.createContainerInLocation(null, BUCKET);
    }

    @Override
    String location() {
        return "s3://" + BUCKET + "/team/states?endpoint=" + server.endpoint();
    }

    @Override
    StateStore open(StateStoreConfig config) {
        return StateStores.open(withCredentials(config, S3Server.SECRET_ACCESS_KEY));
    }

    private static StateStoreConfig withCredentials(StateStoreConfig config, String secret) {
        return config.withOptions(Map.of("access_key_id", S3Server.ACCESS_KEY_ID, "secret_access_key", secret));
    }

    @Override
    void put(String sanitizedKey, String name, byte[] content) {
        BlobStore blobs = server.blobs;
        blobs.putBlob(BUCKET, blobs.blobBuilder("team/states/" + sanitizedKey + "/" + name)
                .payload(content)
                .build());
    }

    @Test
    void theObjectsAreThoseOfTheDocumentation() {
        String id = store(KEY).write(bytes("{}")).id();

        String base = "team/states/" + SANITIZED_KEY + "/";
        assertThat(server.blobs.list(BUCKET, new ListContainerOptions().recursive()))
                .extracting(StorageMetadata::getName)
                .containsExactlyInAnyOrder(base + id, base + "latest");
    }

    @Test
    void wrongCredentialsAreRefusedWithoutShowingThem() {
        StateStore store = StateStores.open(withCredentials(StateStoreConfig.of(location(), KEY), "wr0ng-secret-key"));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(store::latest)
                .withMessageStartingWith(
                        "snapshot store s3://snapshots/team/states/" + SANITIZED_KEY + "/ at http://127.0.0.1:")
                .withMessageContaining("Check the credentials")
                .matches(e -> e.reason() == Reason.ACCESS_DENIED)
                .satisfies(e -> Secrets.assertNotIn(e, "wr0ng-secret-key"));
        store.close();
    }

    @Test
    void aBucketThatIsNotThere() {
        StateStoreConfig config = StateStoreConfig.of("s3://nowhere?endpoint=" + server.endpoint(), KEY);

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(config).latest())
                .withMessageContaining("Create the bucket, or correct its name.")
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store(config).write(bytes("{}")))
                .matches(e -> e.reason() == Reason.MISCONFIGURED);
    }

    @Test
    void moreVersionsThanOnePageOfAListingHas() {
        for (int i = 0; i < 1005; i++) {
            put(SANITIZED_KEY, "20260407T093015.%09dZ-0123456789abcdef".formatted(i), bytes("x"));
        }

        assertThat(store(KEY).versions()).hasSize(1005);
    }
}
