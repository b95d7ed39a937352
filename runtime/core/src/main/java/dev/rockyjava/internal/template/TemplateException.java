package dev.rockyjava.internal.template;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template can't be parsed or evaluated. The message says which, why, and what to write instead. */
public final class TemplateException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        this(message, List.of());
    }

    TemplateException(String message, List<String> nearest) {
        this(message, nearest, null);
    }

    TemplateException(String problem, String hint) {
        super(problem, hint, null);
    }

    /** @param message includes the hint */
    TemplateException(String message, List<String> nearest, @Nullable String hint) {
        super(message, null, nearest, hint);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
