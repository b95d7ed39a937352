package dev.rockyjava.internal.template;

import dev.rockyjava.asset.NearestNames;
import java.io.Serial;
import java.util.List;

/** A template can't be read or evaluated. The message says which, why, and what to write instead. */
public final class TemplateException extends RuntimeException implements NearestNames {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> nearest;

    TemplateException(String message) {
        this(message, List.of());
    }

    TemplateException(String message, List<String> nearest) {
        super(message);
        this.nearest = List.copyOf(nearest);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
        this.nearest = NearestNames.of(cause);
    }

    @Override
    public List<String> nearest() {
        return nearest;
    }
}
