package dev.rockyjava.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the location of a store without ever showing what may be secret in it. */
final class StateStoreLocation {

    // Two letters at least: C:\states is a folder.
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    private StateStoreLocation() {}

    /** The scheme of a URI in lower case; empty for anything else. */
    static Optional<String> scheme(String location) {
        Matcher matcher = SCHEME.matcher(location);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * The location without user, password and query. Works on text that is no valid URI too: a password with a
     * {@code #} or {@code /} in it makes one.
     */
    static String redact(String location) {
        int authority = location.indexOf("://");
        if (authority < 0) {
            return location.replaceFirst("\\?.*", "?…");
        }
        String rest = location.substring(authority + 3);
        // The last @ of all: one in a path hides a bit too much, one missed in a password would show a part of it.
        int at = rest.lastIndexOf('@');
        return location.substring(0, authority + 3) + rest.substring(at + 1).replaceFirst("(?s)[?#].*", "");
    }
}
