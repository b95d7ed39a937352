package dev.rockyjava.run.history;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A run journal can't be written or read, has no such run, or its run can't be resumed. The message says why. */
public final class JournalException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean empty;

    public JournalException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private JournalException(String message, @Nullable Throwable cause, boolean empty) {
        super(message, cause);
        this.empty = empty;
    }

    /** Of a journal in which there is nothing yet. */
    public static JournalException ofEmpty(String message) {
        return new JournalException(message, null, true);
    }

    /** Whether there is nothing in the journal, so that nothing is lost. */
    boolean empty() {
        return empty;
    }
}
