package dev.rockyjava.run;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A run journal can't be written or read, has no such run, or its run can't be resumed. The message says why. */
public final class JournalException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
