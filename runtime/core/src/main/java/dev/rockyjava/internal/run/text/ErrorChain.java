package dev.rockyjava.internal.run.text;

/**
 * Shortens an error that the engine prints as a chain of causes. On DuckDB a cause repeats the whole text of the error
 * that it caused, and the last one is a number without a meaning (ENGINE.md §3.4).
 */
public final class ErrorChain {

    private static final String LINK = ": ";
    private static final String NO_MEANING = ": Error code 1: Unknown error code";

    private ErrorChain() {}

    /** Returns the text with each repeated cause once. */
    public static String once(String error) {
        String text = error.endsWith(NO_MEANING) ? error.substring(0, error.length() - NO_MEANING.length()) : error;
        for (int link = text.indexOf(LINK); link >= 0; link = text.indexOf(LINK, link + 1)) {
            int rest = link + LINK.length();
            int length = text.length() - rest;
            if (length > 0 && text.regionMatches(link - length, text, rest, length)) {
                return once(text.substring(0, link));
            }
        }
        return text;
    }
}
