package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.Objects;

/** A failure of one table, model, file or seed; the message is the one in the document. */
final class WorkFailure extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    WorkFailure(String message) {
        super(message, null);
    }

    WorkFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns the same failure, prefixed with what was being done. */
    WorkFailure during(String what) {
        return new WorkFailure(what + ": " + getMessage(), this);
    }
}
