package dev.rockyjava.cli;

import java.io.Serial;

/** The command was wrong. The message says what to type instead. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
