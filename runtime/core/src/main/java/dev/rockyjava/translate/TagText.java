package dev.rockyjava.translate;

import java.util.regex.Pattern;

/** Makes a tag's name or value of any text: the peer's scheduler takes only some characters, and not too many. */
final class TagText {

    private static final Pattern INVALID = Pattern.compile("[^A-Za-z0-9_.\\-]");
    private static final int LONGEST = 63;

    private TagText() {}

    /** The text, each character but letters, digits, {@code _ . -} replaced by {@code _}, at most 63 characters of it. */
    static String of(String text) {
        String valid = INVALID.matcher(text).replaceAll("_");
        return valid.length() > LONGEST ? valid.substring(0, LONGEST) : valid;
    }
}
