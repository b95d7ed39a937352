package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStores;
import dev.rockyjava.store.StoredVersion;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A store that isn't Amazon's and takes whole bodies only. */
class PlainS3Test {

    @Test
    void snapshotsAreSentWhole() throws Exception {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        try (PlainS3Server server = new PlainS3Server();
                StateStore store = StateStores.open(
                        StateStoreConfig.of("s3://bucket/states?endpoint=" + server.endpoint(), "key")
                                .withOptions(Map.of("access_key_id", "id", "secret_access_key", "secret")))) {
            StoredVersion first = store.write(new byte[] {'{', '}'});
            StoredVersion second = store.write(large);

            assertThat(store.latest().orElseThrow().bytes()).isEqualTo(large);
            assertThat(store.read(first.id()).bytes()).containsExactly('{', '}');
            assertThat(store.versions()).extracting(StoredVersion::id).contains(first.id(), second.id());
            assertThat(server.objects).containsEntry("bucket/states/key/" + second.id(), large);
        }
    }
}
