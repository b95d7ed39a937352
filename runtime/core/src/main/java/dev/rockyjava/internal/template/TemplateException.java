package dev.rockyjava.internal.template;

import java.io.Serial;

/** A template can't be read or evaluated. The message says which, why, and what to write instead. */
public final class TemplateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
