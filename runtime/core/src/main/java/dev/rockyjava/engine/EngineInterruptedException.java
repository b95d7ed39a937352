package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted. The engine and all processes it started were ended; the thread's interrupt
 * status is set.
 */
public final class EngineInterruptedException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For a call in progress. */
    public EngineInterruptedException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    /** @param mayHaveWorked false if the engine had not been called yet */
    public EngineInterruptedException(String message, @Nullable Throwable cause, boolean mayHaveWorked) {
        super(message, cause, mayHaveWorked);
    }

    EngineInterruptedException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
