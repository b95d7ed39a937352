package dev.rockyjava.engine;

import java.io.Serial;
import java.util.List;
import java.util.Set;

/** The engine ended with a failure and printed no document: the project can't be loaded, an argument is wrong, a crash. */
public final class EngineCommandException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What the engine ends with when it refuses a project or a command line (ENGINE.md §1.7). */
    private static final Set<Integer> REFUSED = Set.of(1, 2);

    private final int exitCode;
    private final transient List<String> logTail;

    /**
     * @param exitCode the process's exit status; above 128 the signal that ended it, plus 128
     * @param logTail the last lines that the engine logged, oldest first
     */
    public EngineCommandException(String message, int exitCode, List<String> logTail) {
        this(message, exitCode, logTail, !REFUSED.contains(exitCode));
    }

    private EngineCommandException(String message, int exitCode, List<String> logTail, boolean mayHaveWorked) {
        super(message, null, mayHaveWorked);
        this.exitCode = exitCode;
        this.logTail = List.copyOf(logTail);
    }

    /** The same of an engine that can fail so after its work, too. */
    public EngineCommandException afterWork() {
        EngineCommandException same = new EngineCommandException(String.valueOf(getMessage()), exitCode, logTail, true);
        same.setStackTrace(getStackTrace());
        return same;
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
