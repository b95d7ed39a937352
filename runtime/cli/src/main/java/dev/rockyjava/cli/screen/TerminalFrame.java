package dev.rockyjava.cli.screen;

import java.util.List;

/**
 * One picture on a terminal: it takes the place of the one before, below what stays. Between two of them the terminal
 * is as it always is, its cursor too, so that a program that is killed leaves nothing to put in order.
 */
final class TerminalFrame {

    private static final String ESCAPE = "\u001b[";
    /** From here to the end of the screen. */
    private static final String ERASE = ESCAPE + "J";
    /** What is too long is cut off instead of taking a second line, whatever the width is now. */
    private static final String NO_WRAP = ESCAPE + "?7l";
    private static final String WRAP = ESCAPE + "?7h";

    private TerminalFrame() {}

    /**
     * The characters that draw it.
     *
     * @param height of the picture before; the cursor is at the end of its last line
     * @param stays lines that stay for good, above the picture
     * @param picture may be empty; then the cursor is at the beginning of a line afterwards
     */
    static String of(int height, List<String> stays, List<String> picture) {
        StringBuilder text = new StringBuilder("\r");
        if (height > 1) {
            text.append(ESCAPE).append(height - 1).append('A');
        }
        text.append(ERASE);
        stays.forEach(line -> text.append(Terminal.oneLine(line)).append('\n'));
        if (!picture.isEmpty()) {
            text.append(NO_WRAP).append(String.join("\n", picture)).append(WRAP);
        }
        return text.toString();
    }
}
