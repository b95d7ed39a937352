package dev.rockyjava.store.valkey;

import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStoreUri;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server and the credentials. A class rather than a record: its text must not contain the password.
 */
final class ValkeyAddress {

    private static final int DEFAULT_PORT = 6379;
    private static final String DEFAULT_PREFIX = "rocky";

    final String shown;
    final String host;
    final int port;
    final boolean tls;
    final int database;
    final String prefix;
    final @Nullable String user;
    final @Nullable String password;

    private ValkeyAddress(StateStoreUri uri, Map<String, String> options) {
        shown = uri.redacted();
        // An address of the form [::1]; the client expects it without the brackets.
        host = uri.host().replaceAll("^\\[|]$", "");
        port = uri.port(DEFAULT_PORT);
        tls = uri.scheme().equals("rediss") || uri.scheme().equals("valkeys");
        database = database(uri);
        prefix = options.getOrDefault("prefix", DEFAULT_PREFIX);
        user = options.getOrDefault("username", uri.user().orElse(null));
        password = options.getOrDefault("password", uri.password().orElse(null));
    }

    static ValkeyAddress of(StateStoreConfig config) {
        StateStoreUri uri = StateStoreUri.parse(config.location());
        return new ValkeyAddress(uri, uri.options(config, Set.of("prefix"), Set.of("username", "password")));
    }

    private static int database(StateStoreUri uri) {
        if (uri.path().isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(uri.path());
        } catch (NumberFormatException e) {
            throw new StateStoreException(
                    Reason.MISCONFIGURED,
                    uri.redacted(),
                    "has the database \"" + uri.path() + "\", which isn't a number",
                    "Write the database as a number after the host (redis://host:6379/0), and what the keys begin with"
                            + " as the option prefix.",
                    e);
        }
    }
}
