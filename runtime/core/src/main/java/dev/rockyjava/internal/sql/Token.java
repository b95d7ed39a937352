package dev.rockyjava.internal.sql;

import java.util.Locale;

/**
 * A token of SQL.
 *
 * @param text without quotes; for a symbol, its one character
 * @param upper a plain word's text in upper case, because keywords may be in either case; empty for anything else
 * @param start where it begins in the SQL
 * @param end where the next token may begin
 */
record Token(Kind kind, String text, String upper, int start, int end) {

    enum Kind {
        /** A keyword or an unquoted name. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A name in backticks, which in some dialects contains all parts of a dotted name. */
        BACKTICKS,
        TEXT,
        NUMBER,
        SYMBOL,
        /** Text that is filled in before the SQL runs. */
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
