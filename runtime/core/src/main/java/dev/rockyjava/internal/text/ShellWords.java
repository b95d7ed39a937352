package dev.rockyjava.internal.text;

import java.util.Collection;

/** Quotes words for a POSIX shell. */
public final class ShellWords {

    /** Placeholder for a plan id, which is known only once the plan is made; shown unquoted. */
    public static final String PLAN_ID = "<plan-id>";

    /** The characters besides letters and digits that no shell treats specially. */
    private static final String PLAIN = "_./:=@%+,-";

    private ShellWords() {}

    /** Returns a command line of these words, each quoted if necessary. */
    public static String line(Collection<String> words) {
        StringBuilder line = new StringBuilder(128);
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(word));
        }
        return line.toString();
    }

    /** Returns a word, in single quotes unless it is safe without; {@link #PLAN_ID} is never quoted. */
    public static String quoted(String word) {
        return word.equals(PLAN_ID) || isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    // Not by a pattern: a run does this several times for each of its calls.
    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean isAsciiLetterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!isAsciiLetterOrDigit && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
