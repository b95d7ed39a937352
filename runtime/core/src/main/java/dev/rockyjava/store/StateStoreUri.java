package dev.rockyjava.store;

import dev.rockyjava.store.StateStoreException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The URI of a store, for providers: its parts, and a text of it that holds no secret. */
public final class StateStoreUri {

    private final URI uri;
    private final String redacted;
    private final String host;

    private StateStoreUri(URI uri, String redacted, String host) {
        this.uri = uri;
        this.redacted = redacted;
        this.host = host;
    }

    /**
     * Parses {@code scheme://[user:password@]host[:port][/path][?name=value&…]}.
     *
     * @throws StateStoreException if it is something else; the message doesn't repeat what may be a password
     */
    public static StateStoreUri parse(String location) {
        String redacted = StateStoreLocation.redact(location);
        URI uri;
        try {
            uri = new URI(location);
        } catch (URISyntaxException e) {
            // Not as the cause: its message has the whole location.
            throw misconfigured(redacted, "is no valid URI at character " + (e.getIndex() + 1),
                    "Write special characters, of a password too, as %XX: # is %23, / is %2F, @ is %40.");
        }
        String authority = uri.getRawAuthority();
        // A bucket may have a name that is no host name, such as one with an underscore.
        String host = uri.getHost() != null || authority == null || authority.contains("@") || authority.contains(":")
                ? uri.getHost()
                : authority;
        if (host == null || uri.getRawFragment() != null) {
            throw misconfigured(redacted, host == null ? "has no host or bucket" : "has a part after a #",
                    "Write it as scheme://host/path, with special characters, of a password too, as %XX.");
        }
        return new StateStoreUri(uri, redacted, host);
    }

    /** Without user, password and parameters. */
    public String redacted() {
        return redacted;
    }

    /** In lower case. */
    public String scheme() {
        return StateStoreLocation.scheme(uri.toString()).orElseThrow();
    }

    public String host() {
        return host;
    }

    /** The port, or {@code otherwise} when there is none. */
    public int port(int otherwise) {
        return uri.getPort() < 0 ? otherwise : uri.getPort();
    }

    /** The path without slashes at its ends; empty when there is none. */
    public String path() {
        return uri.getPath().replaceAll("^/+|/+$", "");
    }

    public Optional<String> user() {
        return userInfo(0);
    }

    public Optional<String> password() {
        return userInfo(1);
    }

    private Optional<String> userInfo(int part) {
        String raw = uri.getRawUserInfo();
        String[] parts = raw == null ? new String[0] : raw.split(":", 2);
        return parts.length <= part || parts[part].isEmpty()
                ? Optional.empty()
                : Optional.of(decode(parts[part].replace("+", "%2B")));
    }

    /**
     * The options of a configuration together with this URI's parameters, which win.
     *
     * @param names what the store understands, in the URI too
     * @param secrets what it understands as an option only: URIs end up in logs
     * @throws StateStoreException if there is another one
     */
    public Map<String, String> options(StateStoreConfig config, Set<String> names, Set<String> secrets) {
        Map<String, String> options = new LinkedHashMap<>(config.options());
        Set<String> known = new TreeSet<>(names);
        known.addAll(secrets);
        options.keySet().forEach(name -> require(known, name, "option"));
        String query = uri.getRawQuery();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            if (secrets.contains(parts[0])) {
                throw misconfigured(redacted, "has the secret " + parts[0] + " in its address",
                        "Addresses end up in logs: give it as an option, with {{ env.NAME }} as its value.");
            }
            require(names, parts[0], "parameter");
            options.put(parts[0], parts.length == 1 ? "" : decode(parts[1]));
        }
        return options;
    }

    private void require(Set<String> known, String name, String what) {
        if (!known.contains(name)) {
            throw misconfigured(redacted, "has an unknown " + what + " \"" + name + "\"",
                    "It understands " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    private String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static StateStoreException misconfigured(String redacted, String problem, String next) {
        return new StateStoreException(Reason.MISCONFIGURED, redacted, problem, next, null);
    }

    @Override
    public String toString() {
        return redacted;
    }
}
