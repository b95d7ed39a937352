package dev.rockyjava.run.history;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
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
     * @param message what happened, and what to do next
     * @param cause null for none
     */
    public JournalException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private JournalException(String message, @Nullable Throwable cause, boolean empty) {
        super(message, cause);
        this.empty = empty;
    }

    /** Returns the exception for a journal that contains no run yet. */
    public static JournalException ofEmpty(String message) {
        return new JournalException(message, null, true);
    }

    /** Returns whether the journal contains no run, so that nothing is lost without it. */
    boolean empty() {
        return empty;
    }
}
