package dev.rockyjava.engine.embedded;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes names and values from files safe to stand in SQL. */
final class Sql {

    // The engine's own rule for names (ENGINE.md §7.1).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    // What DuckDB reads as one name: a word, whose letters may be of any script, or anything in double quotes.
    private static final Pattern COLUMN =
            Pattern.compile("[A-Za-z0-9_$\\x{80}-\\x{10FFFF}]+|\"([^\"]|\"\")+\"");

    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private Sql() {}

    /**
     * A name as it stands in SQL: not quoted, as the engine doesn't quote it either, so that DuckDB refuses the same
     * reserved words.
     *
     * @throws WorkFailure if it is more than letters, digits and underscores
     */
    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new WorkFailure("'" + name + "' is no valid SQL name; use letters, digits and _ only");
        }
        return name;
    }

    /** Several names, with commas between them. */
    static String names(List<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** A text value. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /**
     * A column of a seed as it stands in SQL: its header, not quoted, as the engine takes it.
     *
     * @throws WorkFailure if it can't be one name; of a reserved word DuckDB says so itself
     */
    static String column(String header) {
        if (!COLUMN.matcher(header).matches()) {
            throw new WorkFailure("the header '" + header + "' can't be the name of a column; use letters, digits and _ only");
        }
        return header;
    }

    /**
     * Checks a type that a sidecar names, such as {@code DECIMAL(10, 2)}, {@code STRUCT(x INTEGER)} or
     * {@code INTEGER NOT NULL}.
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
            throw new WorkFailure("'" + type + "' is no valid SQL type; use one such as INTEGER or DECIMAL(10, 2)");
        }
        return type;
    }

    /**
     * A cell of a seed as it stands in SQL: numbers and truth values of such columns bare, all else as text, as the
     * engine writes it. So what counts as a number there, but is none for DuckDB ({@code nan}), fails here too.
     *
     * @param value without blanks at its edges; an empty one is NULL
     * @param type the column's
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
