package dev.rockyjava.cli.screen;

import java.util.Map;

/** Decides whether a stream gets colours. */
final class ColourChoice {

    private ColourChoice() {}

    /**
     * Returns whether a stream gets colours. The first of these that says something decides: {@code --no-color}, NO_COLOR (of
     * any value), CLICOLOR_FORCE (1 for colours), CLICOLOR (0 for none), and then whether it is a terminal.
     *
     * @param environment the environment variables
     * @param noColour whether the option is given
     */
    static boolean of(Map<String, String> environment, boolean noColour, boolean terminal) {
        if (noColour || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").matches("0?")) {
            return true;
        }
        return terminal && !environment.getOrDefault("CLICOLOR", "").equals("0");
    }
}
