package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. The engine and all it started were ended; the thread is still marked interrupted. */
public final class EngineInterruptedException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
