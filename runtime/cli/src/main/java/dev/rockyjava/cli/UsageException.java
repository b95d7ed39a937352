package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** Thrown if the command was invalid. The message says what to type instead. */
final class UsageException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        this(message, List.of());
    }

    UsageException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
