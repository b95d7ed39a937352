package dev.rockyjava.processor.write;

import java.util.Arrays;
import java.util.Locale;

/**
 * Escapes text of a snapshot for a Javadoc comment, so that it can't end the comment, start a tag or form an escape.
 */
final class JavadocText {

    private static final int LONGEST = 500;
    private static final boolean[] PLAIN = plain();

    private JavadocText() {}

    /**
     * Returns the text as HTML of ASCII characters. An invisible character is shown as {@code U+202E}, for example,
     * and blank text as {@code (blank)}.
     */
    static String escape(String text) {
        if (text.isBlank()) {
            return "(blank)";
        }
        if (isPlain(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().limit(LONGEST).forEach(c -> append(escaped, c));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            escaped.append("...");
        }
        return escaped.toString();
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x7f];
        Arrays.fill(plain, ' ', plain.length, true);
        "&<>@*\\{}".chars().forEach(c -> plain[c] = false);
        return plain;
    }

    /** Shortcut for plain text, which nearly every text of a snapshot is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return text.length() <= LONGEST;
    }

    private static void append(StringBuilder escaped, int c) {
        switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '@', '*', '\\', '{', '}' -> entity(escaped, c);
            default -> {
                if (isUnseen(c)) {
                    escaped.append(String.format(Locale.ROOT, "U+%04X", c));
                } else if (c < 0x7f) {
                    escaped.append((char) c);
                } else {
                    entity(escaped, c);
                }
            }
        }
    }

    private static void entity(StringBuilder escaped, int c) {
        escaped.append("&#").append(c).append(';');
    }

    /**
     * Returns whether a code point is a control character, a line separator, a direction mark, a zero-width
     * character, or not a character. The ranges are listed because {@link Character#getType(int)} differs between
     * Java releases.
     */
    private static boolean isUnseen(int c) {
        return Character.isISOControl(c)
                || c == 0xad
                || c == 0x61c
                || c == 0x180e
                || c >= 0x200b && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c >= 0xd800 && c <= 0xdfff
                || c >= 0xfdd0 && c <= 0xfdef
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffb
                || (c & 0xfffe) == 0xfffe
                || c >= 0xe0000 && c <= 0xe007f;
    }
}
