package dev.rockyjava.run.history;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a run journal can't be written or read, has no such run, or its run can't be resumed. The message gives
 * the reason.
 */
public final class JournalException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean empty;

    /**
     * Creates the exception.
     *
     * @param problem what happened and where
     * @param hint what to do next, appended to the problem in the message; null for none
     * @param cause null for none
     */
    public JournalException(String problem, @Nullable String hint, @Nullable Throwable cause) {
        this(problem, hint, cause, false);
    }

    private JournalException(String problem, @Nullable String hint, @Nullable Throwable cause, boolean empty) {
        super(hint == null ? problem : problem + "; " + hint, cause, List.of(), hint);
        this.empty = empty;
    }

    /** Returns the exception for a journal that contains no run yet. */
    public static JournalException ofEmpty(String problem, String hint) {
        return new JournalException(problem, hint, null, true);
    }

    /** Returns whether the journal contains no run, so that nothing is lost without it. */
    boolean empty() {
        return empty;
    }
}
