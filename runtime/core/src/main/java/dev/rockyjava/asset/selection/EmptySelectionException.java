package dev.rockyjava.asset.selection;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/**
 * Thrown when a group, tag, kind or pattern of a selection, or the whole of a selection text, matches no asset. The
 * message has the nearest names that would match. A wrong word is never an empty run.
 */
public final class EmptySelectionException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String part;

    EmptySelectionException(String part, String message, List<String> nearest) {
        super(message, null, nearest, null);
        this.part = part;
    }

    /** What matches nothing, as it was written. */
    public String part() {
        return part;
    }
}
