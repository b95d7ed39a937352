package dev.rockyjava.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The Rocky project itself is invalid: a file is missing, isn't valid TOML, or refers to something that doesn't
 * exist.
 */
public final class ProjectException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ProjectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * @param problem what is wrong and where
     * @param hint what to do next; appended to the problem in the message
     */
    public ProjectException(String problem, String hint, @Nullable Throwable cause) {
        super(problem, hint, cause);
    }
}
