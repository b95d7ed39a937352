package dev.rockyjava.engine;

import java.io.Serial;

/** This engine doesn't have the feature that the project asks for. The message names the feature and where it stands. */
public final class UnsupportedByEngineException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnsupportedByEngineException(String message) {
        super(message, null, false);
    }
}
