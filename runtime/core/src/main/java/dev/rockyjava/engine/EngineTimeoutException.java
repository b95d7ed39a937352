package dev.rockyjava.engine;

import java.io.Serial;

/** The call exceeded its time limit. The engine and all processes it started were ended. */
public final class EngineTimeoutException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For a call in progress. */
    public EngineTimeoutException(String message) {
        this(message, true);
    }

    /** @param mayHaveWorked false if the time limit passed before the engine was called */
    public EngineTimeoutException(String message, boolean mayHaveWorked) {
        super(message, null, mayHaveWorked);
    }
}
