package dev.rockyjava.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inspects the location of a store without revealing secrets in it. */
final class StateStoreLocation {

    // At least two letters: C:\states is a folder.
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    private StateStoreLocation() {}

    /** Returns the scheme of a URI in lower case; empty for anything else. */
    static Optional<String> scheme(String location) {
        Matcher matcher = SCHEME.matcher(location);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * Returns the location without user, password and query. Also works on text that isn't a valid URI, as is the
     * case if a password contains a {@code #} or {@code /}.
     */
    static String redact(String location) {
        int authority = location.indexOf("://");
        if (authority < 0) {
            return location.replaceFirst("\\?.*", "?…");
        }
        String rest = location.substring(authority + 3);
        // The last @ of all: one in a path hides slightly too much, but one missed in a password would reveal part of
        // it.
        int at = rest.lastIndexOf('@');
        return location.substring(0, authority + 3) + rest.substring(at + 1).replaceFirst("(?s)[?#].*", "");
    }
}
