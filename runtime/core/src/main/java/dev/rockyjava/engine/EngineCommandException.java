package dev.rockyjava.engine;

import java.io.Serial;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engine failed without printing a document: the project can't be loaded, an argument is invalid, or it crashed.
 */
public final class EngineCommandException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Exit codes with which the engine refuses a project or a command line (ENGINE.md §1.7). */
    private static final Set<Integer> REFUSED = Set.of(1, 2);

    private final int exitCode;
    private final transient List<String> logTail;

    /**
     * @param exitCode the process's exit code; if a signal ended it, 128 plus the signal number
     * @param logTail the last lines that the engine logged, oldest first
     */
    public EngineCommandException(String message, int exitCode, List<String> logTail) {
        this(message, null, exitCode, logTail);
    }

    /**
     * @param message what happened, with the hint and what the engine says
     * @param hint see {@link #hint()}; null for none
     * @param exitCode the process's exit code; if a signal ended it, 128 plus the signal number
     * @param logTail the last lines that the engine logged, oldest first
     */
    public EngineCommandException(String message, @Nullable String hint, int exitCode, List<String> logTail) {
        this(message, hint, exitCode, logTail, !REFUSED.contains(exitCode));
    }

    EngineCommandException(EngineFailure facts) {
        this(facts.message(), facts.hintOrNull(), facts.exitCode().orElse(-1), facts.logTail(), facts.mayHaveWorked());
    }

    private EngineCommandException(
            String message, @Nullable String hint, int exitCode, List<String> logTail, boolean mayHaveWorked) {
        super(mayHaveWorked, message, hint);
        this.exitCode = exitCode;
        this.logTail = List.copyOf(logTail);
    }

    /**
     * Returns a copy that says that the engine may have done work, for commands that can fail this way after working.
     */
    public EngineCommandException afterWork() {
        EngineCommandException same = new EngineCommandException(
                String.valueOf(getMessage()), hint().orElse(null), exitCode, logTail, true);
        same.setStackTrace(getStackTrace());
        return same;
    }

    /**
     * Returns a copy with another message.
     *
     * @param problem what happened and where
     * @param next see {@link #hint()}, appended to the problem on a line of its own
     */
    public EngineCommandException explained(String problem, String next) {
        EngineCommandException same = new EngineCommandException(
                problem + "\n" + next, next, exitCode, logTail, mayHaveWorked());
        same.setStackTrace(getStackTrace());
        return same;
    }

    /** Returns the process's exit code; if a signal ended it, 128 plus the signal number. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns the last lines that the engine logged, oldest first. */
    public List<String> logTail() {
        return logTail;
    }
}
