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

/** The URI of a store, for providers: its parts, and a form of it that contains no secrets. */
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
     * @throws StateStoreException if it has another form; the message doesn't repeat what may be a password
     */
    public static StateStoreUri parse(String location) {
        String redacted = StateStoreLocation.redact(location);
        URI uri;
        try {
            uri = new URI(location);
        } catch (URISyntaxException e) {
            // Not as the cause: its message contains the whole location.
            throw misconfigured(redacted, "isn't a valid URI at character " + (e.getIndex() + 1),
                    "Write special characters, of a password too, as %XX: # is %23, / is %2F, @ is %40.");
        }
        String authority = uri.getRawAuthority();
        // A bucket's name need not be a valid host name; it may have an underscore, for example.
        String host = uri.getHost() != null || authority == null || authority.contains("@") || authority.contains(":")
                ? uri.getHost()
                : authority;
        if (host == null || uri.getRawFragment() != null) {
            throw misconfigured(redacted, host == null ? "has no host or bucket" : "has a part after a #",
                    "Write it as scheme://host/path, with special characters, of a password too, as %XX.");
        }
        return new StateStoreUri(uri, redacted, host);
    }

    /** Returns the URI without user, password and parameters. */
    public String redacted() {
        return redacted;
    }

    /** Returns the scheme in lower case. */
    public String scheme() {
        return StateStoreLocation.scheme(uri.toString()).orElseThrow();
    }

    /** Returns the host, or the bucket. */
    public String host() {
        return host;
    }

    /** Returns the port, or {@code otherwise} if there is none. */
    public int port(int otherwise) {
        return uri.getPort() < 0 ? otherwise : uri.getPort();
    }

    /** Returns the path without leading and trailing slashes; empty if there is none. */
    public String path() {
        return uri.getPath().replaceAll("^/+|/+$", "");
    }

    /** Returns the user, decoded; empty if there is none. */
    public Optional<String> user() {
        return userInfo(0);
    }

    /** Returns the password, decoded; empty if there is none. */
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
     * Returns the options of a configuration together with this URI's parameters, which take precedence.
     *
     * @param names options that the store supports, also in the URI
     * @param secrets options that it supports only outside the URI, because URIs end up in logs
     * @throws StateStoreException if there is any other option
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
