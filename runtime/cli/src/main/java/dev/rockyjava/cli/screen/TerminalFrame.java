package dev.rockyjava.cli.screen;

import java.util.List;

/**
 * One frame on a terminal. It replaces the previous frame, below the permanent lines. Between frames the terminal,
 * including its cursor, is in its normal state, so that a killed program leaves nothing to restore.
 */
final class TerminalFrame {

    private static final String ESCAPE = "\u001b[";
    /** Erases from the cursor to the end of the screen. */
    private static final String ERASE = ESCAPE + "J";
    /** Cuts off long lines instead of wrapping them, whatever the current width is. */
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";

    private TerminalFrame() {}

    /**
     * Returns the characters that draw the frame.
     *
     * @param height the height of the previous frame; the cursor is at the end of its last line
     * @param stays permanent lines above the frame, as {@link StyledText#onTerminal} returns them
     * @param picture the lines of the frame; if there are none, the cursor ends at the beginning of a line
     */
    static String of(int height, List<String> stays, List<String> picture) {
        StringBuilder text = new StringBuilder("\r");
        if (height > 1) {
            text.append(ESCAPE).append(height - 1).append('A');
        }
        text.append(ERASE);
        stays.forEach(line -> text.append(line).append('\n'));
        if (!picture.isEmpty()) {
            text.append(NO_WRAP).append(String.join("\n", picture)).append(WRAP);
        }
        return text.toString();
    }
}
