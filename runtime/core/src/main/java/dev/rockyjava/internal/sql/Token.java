package dev.rockyjava.internal.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text without quotes; of a symbol its one character
 * @param upper the text of a plain word in upper case, since keywords may be written in either; empty for anything else
 * @param start where it begins in the SQL
 * @param end where what follows it may begin
 */
record Token(Kind kind, String text, String upper, int start, int end) {

    enum Kind {
        /** A keyword or an unquoted name. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A name in backticks, which in some dialects holds all parts of a dotted name. */
        BACKTICKS,
        TEXT,
        NUMBER,
        SYMBOL,
        /** What is filled in before the SQL runs. */
        PLACEHOLDER
    }

    static Token of(Kind kind, String text, int start, int end) {
        return new Token(kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "", start, end);
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME || kind == Kind.BACKTICKS;
    }

    boolean touches(Token next) {
        return end == next.start;
    }
}
