package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown if the user ended the command. The message says in which state that leaves things. */
final class StoppedException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    StoppedException(String message, @Nullable Throwable cause) {
        super(message, cause, List.of(), null);
    }
}
