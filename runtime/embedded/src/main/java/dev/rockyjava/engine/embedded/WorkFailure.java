package dev.rockyjava.engine.embedded;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.Objects;

/** One table, model, file or seed failed; the message is what its document says about it. */
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

    /** The same failure, with what was being done in front of it. */
    WorkFailure during(String what) {
        return new WorkFailure(what + ": " + getMessage(), this);
    }
}
