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

    /**
     * @param problem which call exceeded which limit
     * @param hint what to do next; appended to the problem in the message
     * @param mayHaveWorked false if the time limit passed before the engine was called
     */
    public EngineTimeoutException(String problem, String hint, boolean mayHaveWorked) {
        super(problem, hint, null, mayHaveWorked);
    }

    /**
     * Creates a copy that names the limit of which the call was given the rest.
     *
     * @param limit appears before the message
     */
    public EngineTimeoutException(String limit, EngineTimeoutException same) {
        super(limit + ", was up: " + same.getMessage(), same, same.mayHaveWorked());
    }

    EngineTimeoutException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
