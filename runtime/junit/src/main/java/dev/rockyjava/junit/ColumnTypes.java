package dev.rockyjava.junit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The database's type of a column whose values are known, or the engine's word for its type. */
final class ColumnTypes {

    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    // A leading zero is part of a text, such as a postal code.
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final Pattern DOUBLE = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");
    private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?";
    private static final Pattern TIMESTAMP = Pattern.compile(MOMENT + ")?");
    private static final Pattern TIMESTAMP_IN_ZONE = Pattern.compile(MOMENT + " ?(Z|[+-]\\d\\d(:?\\d\\d)?))");

    private static final Pattern ENGINE_DECIMAL = Pattern.compile("DECIMAL\\(\\d+, ?\\d+\\)");

    private ColumnTypes() {}

    /** Returns the type that all values have; empty if all are NULL. */
    static Optional<String> of(List<Cell> cells) {
        List<Cell> known = cells.stream().filter(cell -> !cell.isNull()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Set<String> typed = new LinkedHashSet<>();
        known.forEach(cell -> cell.type().ifPresent(typed::add));
        if (typed.isEmpty()) {
            return Optional.of(inferred(known.stream().map(cell -> cell.text().orElse("")).toList()));
        }
        if (typed.size() == 1 && known.stream().noneMatch(Cell::isUntyped)) {
            return Optional.of(typed.iterator().next());
        }
        boolean numbers = typed.stream().allMatch(ColumnTypes::isExactNumber);
        return Optional.of(numbers ? inferred(known.stream().map(cell -> cell.text().orElse("")).toList()) : "VARCHAR");
    }

    /** Returns DuckDB's type for a type of the engine's compiler; empty for one that is none or nested. */
    static Optional<String> ofEngine(String word) {
        return switch (word) {
            case "BOOL" -> Optional.of("BOOLEAN");
            case "INT32" -> Optional.of("INTEGER");
            case "INT64" -> Optional.of("BIGINT");
            case "FLOAT32" -> Optional.of("FLOAT");
            case "FLOAT64" -> Optional.of("DOUBLE");
            case "STRING" -> Optional.of("VARCHAR");
            case "DATE" -> Optional.of("DATE");
            case "TIMESTAMP", "TIMESTAMP_NTZ" -> Optional.of("TIMESTAMP"); // DuckDB's own has no zone either
            default -> Optional.of(word).filter(type -> ENGINE_DECIMAL.matcher(type).matches());
        };
    }

    private static boolean isExactNumber(String type) {
        return type.endsWith("INT") || type.equals("INTEGER") || type.startsWith("DECIMAL");
    }

    private static String inferred(List<String> texts) {
        if (all(BOOLEAN, texts)) {
            return "BOOLEAN";
        } else if (all(INTEGER, texts)) {
            return "BIGINT";
        } else if (all(DECIMAL, texts)) {
            int scale = texts.stream().mapToInt(ColumnTypes::scale).max().orElse(0);
            int whole = texts.stream().mapToInt(text -> text.length() - scale(text)).max().orElse(0);
            return whole + scale > 38 ? "DOUBLE" : "DECIMAL(" + Math.max(18, whole + scale) + "," + scale + ")";
        } else if (all(DOUBLE, texts) && texts.stream().anyMatch(text -> text.matches(".*[eE].*"))) {
            return "DOUBLE";
        } else if (all(DATE, texts)) {
            return "DATE";
        } else if (all(TIMESTAMP, texts)) {
            return "TIMESTAMP";
        } else if (all(TIMESTAMP_IN_ZONE, texts)) {
            return "TIMESTAMP WITH TIME ZONE";
        }
        return all(TIME, texts) ? "TIME" : "VARCHAR";
    }

    private static int scale(String number) {
        return number.indexOf('.') < 0 ? 0 : number.length() - number.indexOf('.') - 1;
    }

    private static boolean all(Pattern pattern, List<String> texts) {
        return texts.stream().allMatch(text -> pattern.matcher(text).matches());
    }
}
