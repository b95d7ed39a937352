package dev.rockyjava.asset.selection;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/**
 * Thrown when a group, tag, kind or pattern of a selection, or a selection as a whole, matches no asset. The message
 * suggests the nearest names. A wrong word never results in an empty run.
 */
public final class EmptySelectionException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String part;

    EmptySelectionException(String part, String message, List<String> nearest) {
        super(message, null, nearest, null);
        this.part = part;
    }

    /** Returns the part that matches nothing, as it was written. */
    public String part() {
        return part;
    }
}
