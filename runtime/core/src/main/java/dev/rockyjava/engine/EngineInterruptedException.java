package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. The engine and all it started were ended; the thread is still marked interrupted. */
public final class EngineInterruptedException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Of a call that was under way. */
    public EngineInterruptedException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    /**
     * @param mayHaveWorked false if the engine had not been asked yet
     */
    public EngineInterruptedException(String message, @Nullable Throwable cause, boolean mayHaveWorked) {
        super(message, cause, mayHaveWorked);
    }
}
