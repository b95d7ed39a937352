package dev.rockyjava.processor.names;

import java.util.Locale;

/**
 * Writes text of a snapshot as a Java string literal of ASCII characters. JavaPoet's own literals break in the middle
 * at what Unicode calls a line end.
 */
public final class JavaLiteral {

    private JavaLiteral() {}

    /** Returns the literal with its quotes. */
    public static String of(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2);
        append(literal, text);
        return literal.toString();
    }

    /** Appends the literal with its quotes. */
    public static void append(StringBuilder literal, String text) {
        literal.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        literal.append(c);
                    } else {
                        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        literal.append('"');
    }
}
