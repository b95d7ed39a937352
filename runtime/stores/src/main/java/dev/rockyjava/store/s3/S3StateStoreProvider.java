package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreProvider;
import dev.rockyjava.store.VersionedStateStore;

/**
 * Opens {@code s3://bucket[/prefix]}: objects {@code <prefix>/<key>/<version>} and {@code <prefix>/<key>/latest}.
 *
 * <p>Options, also accepted as parameters of the URI: {@code endpoint} of a store other than Amazon's, {@code
 * region}, {@code path_style} ({@code true} or {@code false}; by default true if an endpoint is given). Accepted as
 * options only: {@code access_key_id}, {@code secret_access_key}, {@code session_token}; without them credentials
 * come from the default chain of the AWS SDK (environment variables, system properties, profile, role of the
 * machine).
 */
public final class S3StateStoreProvider implements StateStoreProvider {

    /** Creates a provider; called by the service loader. */
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
