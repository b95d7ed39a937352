package dev.rockyjava.engine;

import java.io.Serial;

/** The binary is older than what this library needs. */
public final class EngineVersionException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what happened and where
     * @param hint what to do next; the message has it after the problem
     */
    public EngineVersionException(String problem, String hint) {
        super(problem, hint, null);
    }
}
