package dev.rockyjava.engine;

import java.io.Serial;

/** The binary is older than the oldest version that this library supports. */
public final class EngineVersionException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what happened and where
     * @param hint what to do next; appended to the problem in the message
     */
    public EngineVersionException(String problem, String hint) {
        super(problem, hint, null, false);
    }

    EngineVersionException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
