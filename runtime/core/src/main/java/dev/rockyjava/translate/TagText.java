package dev.rockyjava.translate;

import java.util.regex.Pattern;

/** Converts any text into a valid tag name or value: Dagster limits their characters and length. */
final class TagText {

    private static final Pattern INVALID = Pattern.compile("[^A-Za-z0-9_.\\-]");
    private static final int LONGEST = 63;

    private TagText() {}

    /**
     * Returns the first 63 characters of the text, each character other than letters, digits and {@code _ . -}
     * replaced by {@code _}.
     */
    static String of(String text) {
        String valid = INVALID.matcher(text).replaceAll("_");
        return valid.length() > LONGEST ? valid.substring(0, LONGEST) : valid;
    }
}
