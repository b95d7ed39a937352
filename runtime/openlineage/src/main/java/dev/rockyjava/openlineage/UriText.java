package dev.rockyjava.openlineage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns names that may contain anything into URIs. */
final class UriText {

    private static final String PLAIN = "-._~!$&'()*+,;=:@/";

    private UriText() {}

    /** Returns the text with all characters percent-encoded that a URI's path can't have. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (letter || PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return encoded.toString();
    }

    /** Returns a namespace as URI; empty if it has no scheme, as {@code bigquery}. */
    static Optional<URI> of(String namespace) {
        int scheme = namespace.indexOf("://");
        if (scheme <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(namespace.substring(0, scheme + 3) + encoded(namespace.substring(scheme + 3))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
