package dev.rockyjava.store.valkey;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreProvider;
import dev.rockyjava.store.VersionedStateStore;
import java.util.Locale;
import java.util.Set;

/**
 * Opens {@code redis://[user:password@]host[:6379][/database]}, the same with {@code rediss:} for TLS, {@code
 * valkey:} and {@code valkeys:}.
 *
 * <p>Options: {@code prefix} of all keys (default {@code rocky}); and, outside the URI only, {@code username} and
 * {@code password}, which take precedence over those in the URI. Keys are {@code <prefix>:<key>:<version>}, {@code
 * <prefix>:<key>:latest} and {@code <prefix>:<key>:versions}. Supports a single server, or a service that behaves
 * like one: no cluster and no sentinels.
 */
public final class ValkeyStateStoreProvider implements StateStoreProvider {

    private static final Set<String> SCHEMES = Set.of("redis", "rediss", "valkey", "valkeys");

    /** Creates a provider; called by the service loader. */
    public ValkeyStateStoreProvider() {}

    @Override
    public boolean handles(String location) {
        int colon = location.indexOf("://");
        return colon > 0 && SCHEMES.contains(location.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    @Override
    public StateStore open(StateStoreConfig config) {
        return new VersionedStateStore(new ValkeyBackend(ValkeyAddress.of(config), config), config);
    }
}
