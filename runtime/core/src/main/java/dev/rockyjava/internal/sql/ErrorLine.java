package dev.rockyjava.internal.sql;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the line of a model's file that a database quotes in an error. The number that the database gives is that of
 * the statement around the model's SQL, so the line is recognized by its text, and the number decides between equal ones.
 */
public final class ErrorLine {

    private static final Pattern QUOTED = Pattern.compile("^LINE (\\d{1,9}): (.*)$", Pattern.MULTILINE);
    /** The database's mark for the beginning or end of a line that is too long to be quoted. */
    private static final String CUT = "...";
    /** What the engine replaces before it sends the SQL. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@(?:start|end)_date\\b");

    private ErrorLine() {}

    /** Returns the line, counted from 1; empty if the error quotes none, or none of this text. */
    public static OptionalInt of(String error, String sql) {
        Matcher quoted = QUOTED.matcher(error);
        if (!quoted.find()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(quoted.group(1));
        String quote = withoutCuts(quoted.group(2).strip());
        List<String> lines = sql.lines().toList();
        return IntStream.rangeClosed(1, lines.size())
                .filter(line -> isQuoted(lines.get(line - 1).strip(), quote))
                .boxed()
                .min(Comparator.comparingInt(line -> Math.abs(line - number)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static String withoutCuts(String quote) {
        String begun = quote.startsWith(CUT) ? quote.substring(CUT.length()) : quote;
        return (begun.endsWith(CUT) ? begun.substring(0, begun.length() - CUT.length()) : begun).strip();
    }

    private static boolean isQuoted(String line, String quote) {
        if (quote.isEmpty() || line.isEmpty()) {
            return false;
        }
        String parts = Stream.of(PLACEHOLDER.split(line, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return line.equals(quote) || line.contains(quote) || Pattern.matches(parts, quote);
    }
}
