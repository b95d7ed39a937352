package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import java.util.function.Supplier;

/** Thrown if the command was invalid. The message says what to type instead. */
final class UsageException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        this(message, List.of());
    }

    UsageException(String problem, String hint) {
        super(problem, hint, null);
    }

    UsageException(String problem, String hint, Throwable cause) {
        super(problem, hint, cause);
    }

    UsageException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Does what an argument asks for; an exception that says it can't be becomes one of this type. */
    static <T> T instead(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
