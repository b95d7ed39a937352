package dev.rockyjava.engine;

import java.io.Serial;
import java.util.List;

/** The engine ended with a failure and printed no document: the project can't be loaded, an argument is wrong, a crash. */
public final class EngineCommandException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> logTail;

    /**
     * @param exitCode the process's exit status; above 128 the signal that ended it, plus 128
     * @param logTail the last lines that the engine logged, oldest first
     */
    public EngineCommandException(String message, int exitCode, List<String> logTail) {
        super(message, null);
        this.exitCode = exitCode;
        this.logTail = List.copyOf(logTail);
    }

    /** The process's exit status. */
    public int exitCode() {
        return exitCode;
    }

    /** The last lines that the engine logged, oldest first. */
    public List<String> logTail() {
        return logTail;
    }
}
