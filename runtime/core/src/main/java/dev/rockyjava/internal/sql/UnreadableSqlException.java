package dev.rockyjava.internal.sql;

/** The text can't be split into tokens, or isn't a query. */
final class UnreadableSqlException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableSqlException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
