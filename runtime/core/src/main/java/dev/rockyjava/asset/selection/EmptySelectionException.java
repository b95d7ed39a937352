package dev.rockyjava.asset.selection;

import java.io.Serial;

/**
 * Thrown when a group, tag, kind or pattern of a selection, or the whole of a selection text, matches no asset. The
 * message has the nearest names that would match. A wrong word is never an empty run.
 */
public final class EmptySelectionException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String part;

    EmptySelectionException(String part, String message) {
        super(message);
        this.part = part;
    }

    /** What matches nothing, as it was written. */
    public String part() {
        return part;
    }
}
