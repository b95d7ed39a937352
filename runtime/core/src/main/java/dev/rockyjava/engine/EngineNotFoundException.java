package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The binary isn't there or can't be executed. */
public final class EngineNotFoundException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause, false);
    }
}
