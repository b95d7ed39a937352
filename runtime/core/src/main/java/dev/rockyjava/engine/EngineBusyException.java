package dev.rockyjava.engine;

import java.io.Serial;

/**
 * Another process held the engine state or the DuckDB file. Nothing was executed; the call can safely be retried
 * later.
 */
public final class EngineBusyException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message who holds which lock */
    public EngineBusyException(String message) {
        super(message, null, false);
    }

    /**
     * @param problem who holds which lock
     * @param hint what to do next; appended to the problem in the message
     */
    public EngineBusyException(String problem, String hint) {
        super(problem, hint, null, false);
    }

    EngineBusyException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
