package dev.rockyjava.cli;

import java.io.Serial;

/** Somebody else works on the project. The message says who, and what to do. */
final class BusyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
