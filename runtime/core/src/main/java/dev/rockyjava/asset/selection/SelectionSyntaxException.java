package dev.rockyjava.asset.selection;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** Thrown for a selection that can't be parsed. The message shows the text with a mark below the position. */
public final class SelectionSyntaxException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int column;
    private final String expected;

    /** @param nearest the nearest known words; may be empty */
    SelectionSyntaxException(String text, int column, String expected, List<String> nearest) {
        super(
                "can't read the selection at column " + column + ": expected " + expected + "\n  " + text + "\n  "
                        + " ".repeat(column - 1) + "^",
                null,
                nearest,
                null);
        this.column = column;
        this.expected = expected;
    }

    /** Returns where parsing stopped: the column from the left, starting at 1; the length plus 1 for the end. */
    public int column() {
        return column;
    }

    /** Returns what was expected at that position, for users. */
    public String expected() {
        return expected;
    }
}
