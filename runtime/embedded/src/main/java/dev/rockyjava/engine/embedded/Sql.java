package dev.rockyjava.engine.embedded;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes names and values from files safe for use in SQL. */
final class Sql {

    // The engine's own rule for names (ENGINE.md §7.1).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    // What DuckDB reads as one name: a word, whose letters may be of any script, or anything in double quotes.
    private static final Pattern COLUMN =
            Pattern.compile("[A-Za-z0-9_$\\x{80}-\\x{10FFFF}]+|\"(?:[^\"]|\"\")++\"");

    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private Sql() {}

    /**
     * Returns a name for use in SQL: not quoted, because the engine doesn't quote it either, so that DuckDB refuses
     * the same reserved words.
     *
     * @throws WorkFailure if it contains anything but letters, digits and underscores
     */
    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new WorkFailure("'" + name + "' isn't a valid SQL name; use letters, digits and _ only");
        }
        return name;
    }

    /** Returns several names, separated by commas. */
    static String names(List<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** Returns a string literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * Returns a column of a seed for use in SQL: its header, not quoted, as the engine uses it.
     *
     * @throws WorkFailure if it can't be a single name; a reserved word is left to DuckDB to report
     */
    static String column(String header) {
        if (!COLUMN.matcher(header).matches()) {
            throw new WorkFailure("the header '" + header + "' can't be the name of a column; use letters, digits and _ only");
        }
        return header;
    }

    /**
     * Checks a type that a sidecar names, such as {@code DECIMAL(10, 2)}, {@code STRUCT(x INTEGER)} or {@code INTEGER
     * NOT NULL}.
     *
     * @throws WorkFailure if it is more than the type of one column
     */
    static String type(String type) {
        int depth = 0;
        boolean one = !type.isBlank() && !type.contains(";") && !type.contains("--") && !type.contains("/*");
        for (char c : TEXT.matcher(type).replaceAll("").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            one &= depth >= 0 && (depth > 0 || c != ',') && c != '\'' && c != '"';
        }
        if (!one || depth != 0) {
            throw new WorkFailure("'" + type + "' isn't a valid SQL type; use one such as INTEGER or DECIMAL(10, 2)");
        }
        return type;
    }

    /**
     * Returns a cell of a seed for use in SQL, as the engine writes it: numbers and booleans of such columns bare,
     * everything else as a string. So a value that the engine takes for a number but DuckDB doesn't ({@code nan})
     * fails here too.
     *
     * @param value without surrounding blanks; an empty one is NULL
     * @param type the column's type
     */
    static String cell(String value, String type) {
        if (value.isEmpty()) {
            return "NULL";
        }
        boolean bare = switch (type.toUpperCase(Locale.ROOT)) {
            case "BIGINT", "INTEGER", "INT", "DOUBLE", "FLOAT" -> SeedTypes.isNumber(value);
            case "BOOLEAN" -> SeedTypes.isTruthValue(value);
            default -> false;
        };
        return bare ? value : text(value);
    }
}
