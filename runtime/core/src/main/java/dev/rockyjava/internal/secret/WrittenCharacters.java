package dev.rockyjava.internal.secret;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The characters that may stand at a place of a text: verbatim, escaped for JSON, Rust or a shell (even several times), or XML,
 * doubled as in SQL, or percent-encoded; also after a line break, which an engine may have put between any two characters.
 */
final class WrittenCharacters {

    /** Receives what may stand there. */
    interface Reading {

        /**
         * Receives one possibility.
         *
         * @param character the code point
         * @param end where the text after it begins
         */
        void of(int character, int end);
    }

    // A text that was escaped four times has so many before a quote. Without a limit, a long row would be read anew from
    // each of its characters.
    private static final int MOST_BACKSLASHES = 16;
    private static final Map<String, Character> ENTITIES =
            Map.of("&amp;", '&', "&lt;", '<', "&gt;", '>', "&quot;", '"', "&apos;", '\'');
    private static final int LONGEST_ENTITY = 12;

    private final String text;
    private final Reading reading;
    private boolean ranOut;
    // Of what was read last.
    private int end;

    WrittenCharacters(String text, Reading reading) {
        this.text = text;
        this.reading = reading;
    }

    /** Returns whether a form other than the character itself begins with it. */
    static boolean beginsForm(char c) {
        return c == '\\' || c == '%' || c == '&' || c == '+';
    }

    /** Reads the character at a place, in each possible way. */
    void read(int from) {
        char c = at(from);
        if (from >= text.length()) {
            return;
        }
        switch (c) {
            case '\\' -> backslashes(from);
            case '%' -> {
                reading.of(c, from + 1);
                percent(from, false);
                percent(from, true);
            }
            case '&' -> {
                reading.of(c, from + 1);
                entity(from);
            }
            case '+' -> {
                reading.of(c, from + 1);
                reading.of(' ', from + 1);
            }
            default -> verbatim(from);
        }
    }

    /** Reads what follows a line break, or several, at a place; nothing if there is none. The break may stand for a space, too. */
    void readAfterBreak(int from) {
        int next = lineEnd(from);
        // Only the first of several is a place to go on from: from that one, the second is.
        boolean first = true;
        while (next >= 0) {
            char c = at(next);
            boolean isBreak = c == '\n' || c == '\r';
            boolean frame = c == ' ' || c == '\t' || c == '\u2502' || c == '|' || isBreak;
            if (!frame || c == '|' || isBreak && first) {
                reading.of(' ', next);
                reading.of('\n', next);
                read(next);
            }
            first &= !isBreak;
            next = frame ? next + 1 : -1;
        }
    }

    /** Returns whether the text has ended before all was read, since the last time. */
    boolean ranOut() {
        boolean result = ranOut;
        ranOut = false;
        return result;
    }

    private char at(int i) {
        ranOut |= i >= text.length();
        return i < text.length() ? text.charAt(i) : 0;
    }

    private int afterBackslashes(int from) {
        int i = from;
        while (i - from <= MOST_BACKSLASHES && at(i) == '\\') {
            i++;
        }
        return i;
    }

    private void backslashes(int from) {
        int after = afterBackslashes(from);
        for (int i = from + 1; i <= after; i++) {
            reading.of('\\', i);
        }
        char c = at(after);
        switch (c) {
            case '\\' -> {}
            case 'r' -> reading.of('\r', after + 1);
            case 't' -> reading.of('\t', after + 1);
            case 'u', 'U' -> unicode(after + 1);
            default -> {
                if (after < text.length() && !(c < 128 && Character.isLetterOrDigit(c))) {
                    verbatim(after);
                }
            }
        }
    }

    private void verbatim(int from) {
        int c = text.codePointAt(from);
        int next = from + Character.charCount(c);
        reading.of(c, next);
        if (c == '\'' || c == '"') {
            // Doubled as in SQL, each perhaps escaped; or as in a shell: '\''
            int second = afterBackslashes(next);
            if (at(second) == c) {
                reading.of(c, second + 1);
                if (second > next && at(second + 1) == c) {
                    reading.of(c, second + 2);
                }
            }
        }
    }

    private void percent(int from, boolean twice) {
        int first = octet(from, twice);
        int length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        byte[] bytes = new byte[length];
        int octet = first;
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                octet = octet(end, twice);
            }
            if (octet < 0) {
                return;
            }
            bytes[i] = (byte) octet;
        }
        reading.of(new String(bytes, StandardCharsets.UTF_8).codePointAt(0), end);
    }

    private int octet(int from, boolean twice) {
        boolean begins = at(from) == '%' && (!twice || at(from + 1) == '2' && at(from + 2) == '5');
        return begins ? number(from + (twice ? 3 : 1), 2, 16) : -1;
    }

    private void unicode(int from) {
        if (at(from) == '{') {
            int c = number(from + 1, 6, 16);
            if (c >= 0 && at(end) == '}') {
                character(c, end + 1);
            }
            return;
        }
        int unit = number(from, 4, 16);
        if (unit < 0 || end != from + 4) {
            return;
        }
        int next = end;
        if (Character.isHighSurrogate((char) unit)) {
            int u = afterBackslashes(next);
            int low = u > next && (at(u) == 'u' || at(u) == 'U') ? number(u + 1, 4, 16) : -1;
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                character(Character.toCodePoint((char) unit, (char) low), end);
            }
        } else {
            character(unit, next);
        }
    }

    private void entity(int from) {
        if (at(from + 1) == '#') {
            boolean hex = at(from + 2) == 'x' || at(from + 2) == 'X';
            int c = number(from + (hex ? 3 : 2), LONGEST_ENTITY - 4, hex ? 16 : 10);
            if (c >= 0 && at(end) == ';') {
                character(c, end + 1);
            }
            return;
        }
        int semicolon = from + 1;
        while (semicolon - from < LONGEST_ENTITY && Character.isLetter(at(semicolon))) {
            semicolon++;
        }
        if (at(semicolon) == ';') {
            Character c = ENTITIES.get(text.substring(from, semicolon + 1));
            if (c != null) {
                reading.of(c, semicolon + 1);
            }
        }
    }

    private void character(int c, int next) {
        if (Character.isValidCodePoint(c)) {
            reading.of(c, next);
        }
    }

    /** Returns the number that stands there, or -1. */
    private int number(int from, int mostDigits, int radix) {
        int value = 0;
        int i = from;
        while (i < from + mostDigits && Character.digit(at(i), radix) >= 0 && at(i) < 128) {
            value = value * radix + Character.digit(at(i), radix);
            i++;
        }
        end = i;
        return i == from ? -1 : value;
    }

    /** Returns what follows the end of a line, perhaps escaped, or -1. An engine leaves a space before it. */
    private int lineEnd(int from) {
        int i = from;
        while (at(i) == ' ' || at(i) == '\t') {
            i++;
        }
        if (at(i) == '\\') {
            i = afterBackslashes(i);
            if (at(i) == 'r') {
                int r = i;
                i = afterBackslashes(r + 1);
                return i > r + 1 && at(i) == 'n' ? i + 1 : -1;
            }
            return at(i) == 'n' ? i + 1 : -1;
        }
        i += at(i) == '\r' ? 1 : 0;
        return at(i) == '\n' ? i + 1 : -1;
    }
}
