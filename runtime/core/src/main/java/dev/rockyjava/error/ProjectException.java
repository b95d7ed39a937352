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
}
