package dev.rockyjava.engine;

import java.io.Serial;

/**
 * Another process held the engine state or the DuckDB file. Nothing was executed; the call can safely be retried
 * later.
 */
public final class EngineBusyException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message who holds which lock, and what to do */
    public EngineBusyException(String message) {
        super(message, null, false);
    }
}
