package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import java.io.Serial;

/** Somebody ended the command. The message says what that left behind. */
final class StoppedException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    StoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
