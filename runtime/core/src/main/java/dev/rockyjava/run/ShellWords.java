package dev.rockyjava.run;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words as a POSIX shell reads them. */
final class ShellWords {

    /** Stands for what is known only when the plan is made; shown as it is. */
    static final String PLAN_ID = "<plan-id>";

    private ShellWords() {}

    static String line(Collection<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean plain = word.equals(PLAN_ID) || word.matches("[\\w./:=@%+,-]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
