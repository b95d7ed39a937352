package dev.rockyjava.engine;

import java.io.Serial;

/**
 * This engine doesn't support a feature that the project uses. The message names the feature and where it is used.
 */
public final class UnsupportedByEngineException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message the feature, and where it is used */
    public UnsupportedByEngineException(String message) {
        super(message, null, false);
    }

    /**
     * @param problem the feature, and where it is used
     * @param hint what to do next; appended to the problem in the message
     */
    public UnsupportedByEngineException(String problem, String hint) {
        super(problem, hint, null, false);
    }

    UnsupportedByEngineException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
