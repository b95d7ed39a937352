package dev.rockyjava.engine;

import java.io.Serial;

/** The call took longer than it may. The engine and all it started were ended. */
public final class EngineTimeoutException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineTimeoutException(String message) {
        super(message, null);
    }
}
