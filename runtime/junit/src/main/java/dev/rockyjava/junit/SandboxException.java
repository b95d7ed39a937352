package dev.rockyjava.junit;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test of a SQL model can't go on: its rows can't be read or don't fit the table, something that the model reads has no
 * rows, or the model can't be built. The message has the database's whole text and the model's file where there are any.
 */
public final class SandboxException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        this(message, List.of());
    }

    SandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    SandboxException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }
}
