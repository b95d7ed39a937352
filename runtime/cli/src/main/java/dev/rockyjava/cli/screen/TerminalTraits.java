package dev.rockyjava.cli.screen;

import java.util.Map;

/**
 * What the streams of a process can show.
 *
 * @param interactive whether stderr is a terminal, where lines may be overwritten
 * @param colourOut whether results may have colours
 * @param colourErr whether messages may have colours
 * @param width the columns for results; {@link Integer#MAX_VALUE} if they don't go to a terminal, so that nothing is
 *     missing in a file or a pipe
 */
record TerminalTraits(boolean interactive, boolean colourOut, boolean colourErr, int width) {

    static final TerminalTraits NONE = new TerminalTraits(false, false, false, Integer.MAX_VALUE);

    /** Returns those of this process; {@code noColour} is the user's wish. */
    static TerminalTraits ofProcess(boolean noColour) {
        Map<String, String> environment = System.getenv();
        boolean out = TerminalDetection.stdout();
        boolean err = TerminalDetection.stderr();
        return new TerminalTraits(
                err,
                ColourChoice.of(environment, noColour, out),
                ColourChoice.of(environment, noColour, err),
                out ? TerminalSize.width(environment, TerminalSize.ofProcess()) : Integer.MAX_VALUE);
    }
}
