package dev.rockyjava.internal.text;

import java.util.regex.Pattern;

/** What a terminal acts on instead of showing it (ECMA-48): colours, moves of the cursor, titles, links, a bell. */
public final class ControlSequences {

    // A string that doesn't end, such as a title, loses its begin only.
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*+[ -/]*+[@-~]?+"
                    + "|(?:\u001B[\\]PX^_]|[\u0090\u0098\u009D-\u009F])(?:[^\u0007\u001B\u0090\u0098\u009C-\u009F]*+(?:\u0007|\u001B\\\\|\u009C))?+"
                    + "|\u001B[ -/]*+[0-~]?+"
                    + "|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x84\\x86-\\x9F]");

    private ControlSequences() {}

    /** Returns the text without them, except for tabs and the ends of lines. */
    public static String removed(String text) {
        return text.chars().anyMatch(Character::isISOControl) ? SEQUENCE.matcher(text).replaceAll("") : text;
    }
}
