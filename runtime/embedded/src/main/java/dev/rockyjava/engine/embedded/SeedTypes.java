package dev.rockyjava.engine.embedded;

import dev.rockyjava.internal.sql.WhiteSpace;
import java.util.List;
import java.util.regex.Pattern;

/** Infers the type of a seed's column from its values, as the engine does (ENGINE.md §7.6). */
final class SeedTypes {

    // The engine examines no more.
    private static final int SAMPLE = 1000;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(([0-9]++\\.?[0-9]*+|\\.[0-9]++)(e[+-]?[0-9]++)?|inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", Pattern.DOTALL);

    private SeedTypes() {}

    /** Returns the narrowest type for all values of one column; VARCHAR if there is none. */
    static String infer(List<List<String>> rows, int column) {
        return rows.stream()
                .limit(SAMPLE)
                .map(row -> WhiteSpace.trim(row.get(column)))
                .filter(value -> !value.isEmpty())
                .map(SeedTypes::ofValue)
                .reduce(SeedTypes::widen)
                .orElse("VARCHAR");
    }

    /** Returns whether the engine takes a value for a number, which includes {@code nan} and {@code inf}. */
    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }

    static boolean isTruthValue(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static String ofValue(String value) {
        if (isTruthValue(value)) {
            return "BOOLEAN";
        }
        if (INTEGER.matcher(value).matches() && isLong(value)) {
            return "BIGINT";
        }
        if (isNumber(value)) {
            return "DOUBLE";
        }
        return TIMESTAMP.matcher(value).matches() ? "TIMESTAMP" : "VARCHAR";
    }

    private static boolean isLong(String digits) {
        try {
            Long.parseLong(digits);
            return true;
        } catch (NumberFormatException e) {
            return false; // found within twenty digits, however many there are
        }
    }

    private static String widen(String a, String b) {
        if (a.equals(b)) {
            return a;
        }
        boolean numbers = List.of("BIGINT", "DOUBLE").containsAll(List.of(a, b));
        return numbers ? "DOUBLE" : "VARCHAR";
    }
}
