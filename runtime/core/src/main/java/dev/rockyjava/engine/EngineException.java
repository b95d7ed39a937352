package dev.rockyjava.engine;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine returned no usable answer. The subclass says why; the message says what to do next. */
public abstract sealed class EngineException extends RockyException
        permits EngineNotFoundException, EngineVersionException, EngineTimeoutException, EngineCommandException,
                EngineBusyException, EngineOutputException, EngineInterruptedException, UnsupportedByEngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveWorked;

    EngineException(String message, @Nullable Throwable cause, boolean mayHaveWorked) {
        super(message, cause);
        this.mayHaveWorked = mayHaveWorked;
    }

    EngineException(String problem, String hint, @Nullable Throwable cause, boolean mayHaveWorked) {
        super(problem, hint, cause);
        this.mayHaveWorked = mayHaveWorked;
    }

    /** For a message that has the hint in its midst. */
    EngineException(boolean mayHaveWorked, String message, @Nullable String hint) {
        super(message, null, List.of(), hint);
        this.mayHaveWorked = mayHaveWorked;
    }

    /**
     * Returns whether the engine may have done some of the work before this failure. If false, none of the work was
     * done and any request can be repeated; otherwise see {@link RowEffect}.
     */
    public boolean mayHaveWorked() {
        return mayHaveWorked;
    }
}
