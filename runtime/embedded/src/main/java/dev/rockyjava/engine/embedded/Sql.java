package dev.rockyjava.engine.embedded;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes names and values from files safe to stand in SQL. */
final class Sql {

    // The engine's own rule for names (rocky-contract §7.1).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]*( [A-Za-z][A-Za-z0-9_]*)*( ?\\( ?[0-9]+( ?, ?[0-9]+)? ?\\))?(\\[])*");

    private Sql() {}

    /**
     * Quotes a name.
     *
     * @throws WorkFailure if it is more than letters, digits and underscores
     */
    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new WorkFailure("'" + name + "' is no valid SQL name; use letters, digits and _ only");
        }
        return '"' + name + '"';
    }

    /** Quotes several names, with commas between them. */
    static String names(List<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** A text value. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * Checks a type that a file names, such as {@code DECIMAL(10, 2)}.
     *
     * @throws WorkFailure if it is more than a word or words with numbers in parentheses
     */
    static String type(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new WorkFailure(
                    "'" + type + "' is no valid SQL type; use a plain type such as INTEGER or DECIMAL(10, 2)");
        }
        return type;
    }
}
