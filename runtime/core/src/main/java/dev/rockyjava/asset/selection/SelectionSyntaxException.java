package dev.rockyjava.asset.selection;

import dev.rockyjava.error.RockyException;
import java.io.Serial;

/** Thrown for a selection text that can't be read. The message shows the text with a mark under the place. */
public final class SelectionSyntaxException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int column;
    private final String expected;

    SelectionSyntaxException(String text, int column, String expected) {
        super(
                "can't read the selection at column " + column + ": expected " + expected + "\n  " + text + "\n  "
                        + " ".repeat(column - 1) + "^",
                null);
        this.column = column;
        this.expected = expected;
    }

    /** Where reading stopped: characters from the left, the first is 1; one more than the length for the end. */
    public int column() {
        return column;
    }

    /** What could have stood there, for people. */
    public String expected() {
        return expected;
    }
}
