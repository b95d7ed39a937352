package dev.rockyjava.engine;

import java.io.Serial;

/**
 * This engine doesn't support a feature that the project uses. The message names the feature and where it is used.
 */
public final class UnsupportedByEngineException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message the feature, where it is used, and what to do */
    public UnsupportedByEngineException(String message) {
        super(message, null, false);
    }
}
