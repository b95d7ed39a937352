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
    private final boolean nothingToDo;

    EmptySelectionException(String part, String message, List<String> nearest) {
        this(part, message, nearest, false);
    }

    private EmptySelectionException(String part, String message, List<String> nearest, boolean nothingToDo) {
        super(message, null, nearest, null);
        this.part = part;
        this.nothingToDo = nothingToDo;
    }

    static EmptySelectionException ofNothingToDo(String text, String message) {
        return new EmptySelectionException(text, message, List.of(), true);
    }

    /** Returns the part that matches nothing, as it was written. */
    public String part() {
        return part;
    }

    /**
     * Returns whether the selection asks for what changed or is stale ({@code changed:FILE}, {@code stale},
     * {@code status:failed}, {@code source:changed}), all of its words are right, and it selects nothing now: then there
     * is nothing to do, and nothing is wrong.
     */
    public boolean nothingToDo() {
        return nothingToDo;
    }
}
