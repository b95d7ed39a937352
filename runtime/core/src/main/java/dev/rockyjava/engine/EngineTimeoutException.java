package dev.rockyjava.engine;

import java.io.Serial;

/** The call took longer than it may. The engine and all it started were ended. */
public final class EngineTimeoutException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Of a call that was under way. */
    public EngineTimeoutException(String message) {
        this(message, true);
    }

    /**
     * @param mayHaveWorked false if the time was over before the engine was asked
     */
    public EngineTimeoutException(String message, boolean mayHaveWorked) {
        super(message, null, mayHaveWorked);
    }
}
