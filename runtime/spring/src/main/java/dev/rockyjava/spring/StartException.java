package dev.rockyjava.spring;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when the application can't start as it is configured. */
final class StartException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;

    StartException(String problem, String hint, @Nullable Throwable cause) {
        super(problem + " " + hint, cause, List.of(), hint);
        this.problem = problem;
    }

    /** Returns the message without the hint. */
    String problem() {
        return problem;
    }
}
