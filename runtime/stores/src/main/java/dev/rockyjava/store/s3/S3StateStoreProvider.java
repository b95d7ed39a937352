package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreProvider;
import dev.rockyjava.store.VersionedStateStore;

/**
 * Opens {@code s3://bucket[/prefix]}: objects {@code <prefix>/<key>/<version>} and {@code <prefix>/<key>/latest}.
 *
 * <p>Options, as parameters of the URI too: {@code endpoint} of a store that isn't Amazon's, {@code region},
 * {@code path_style} ({@code true} or {@code false}; true without where there is an endpoint). As options only:
 * {@code access_key_id}, {@code secret_access_key}, {@code session_token}; without them credentials come from the
 * default chain of the AWS SDK (environment variables, system properties, profile, role of the machine).
 */
public final class S3StateStoreProvider implements StateStoreProvider {

    /** For the service loader. */
    public S3StateStoreProvider() {}

    @Override
    public boolean handles(String location) {
        return location.regionMatches(true, 0, "s3://", 0, 5);
    }

    @Override
    public StateStore open(StateStoreConfig config) {
        S3Address address = S3Address.of(config);
        return new VersionedStateStore(new S3Backend(address, new S3Clients(address, config)), config);
    }
}
