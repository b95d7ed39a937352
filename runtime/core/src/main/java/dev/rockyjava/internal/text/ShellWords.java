package dev.rockyjava.internal.text;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quotes words for a POSIX shell. */
public final class ShellWords {

    /** Placeholder for a plan id, which is known only once the plan is made; shown unquoted. */
    public static final String PLAN_ID = "<plan-id>";

    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private ShellWords() {}

    /** Returns a command line of these words, each quoted if necessary. */
    public static String line(Collection<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** Returns a word, in single quotes unless it is safe without; {@link #PLAN_ID} is never quoted. */
    public static String quoted(String word) {
        boolean plain = word.equals(PLAN_ID) || PLAIN.matcher(word).matches();
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
