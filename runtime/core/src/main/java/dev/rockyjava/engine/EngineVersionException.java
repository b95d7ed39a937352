package dev.rockyjava.engine;

import java.io.Serial;

/** The binary is older than what this library needs. */
public final class EngineVersionException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EngineVersionException(String message) {
        super(message, null, false);
    }
}
