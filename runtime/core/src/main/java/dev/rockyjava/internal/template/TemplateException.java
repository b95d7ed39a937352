package dev.rockyjava.internal.template;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** A template can't be parsed or evaluated. The message says which, why, and what to write instead. */
public final class TemplateException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        this(message, List.of());
    }

    TemplateException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
