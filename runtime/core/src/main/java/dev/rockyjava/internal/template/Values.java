package dev.rockyjava.internal.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as in Python: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, null for None, {@code List},
 * {@code Map}, {@link Callable}, {@link Attributes} and {@link Undefined}.
 */
public final class Values {

    private Values() {}

    /** Returns lists and mappings of the same structure, with everything else in them changed. */
    public static @Nullable Object mapped(@Nullable Object value, UnaryOperator<@Nullable Object> change) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> mapped = new ArrayList<>();
            list.forEach(element -> mapped.add(mapped(element, change)));
            return mapped;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> mapped = new LinkedHashMap<>();
            map.forEach((name, member) -> mapped.put(name, mapped(member, change)));
            return mapped;
        }
        return change.apply(value);
    }

    /**
     * Returns the value as Python prints it.
     *
     * @throws TemplateException if it is undefined
     */
    public static String text(@Nullable Object value) {
        return value instanceof String text ? text : shown(value);
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.exception();
        }
        if (value instanceof Callable || value instanceof Attributes) {
            throw new TemplateException("a function or an object isn't text; name the attribute or call that is meant");
        }
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Double number) {
            return shown(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    /** Returns the value as Python writes it in source code. */
    static String quoted(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return shown(value);
        }
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        return quote + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("" + quote, "\\" + quote)
                + quote;
    }

    private static String shown(Double number) {
        if (number.isInfinite() || number.isNaN()) {
            return number.isNaN() ? "nan" : number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = number.toString().split("E");
            int exponent = Integer.parseInt(parts[1]);
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = new BigDecimal(number.toString()).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** Returns whether the value is true in Python. */
    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof Collection<?> all) {
            return !all.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null && !(value instanceof Undefined);
    }

    /** Returns whether two values are equal in Python: 1 equals 1.0 and True. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (isNumber(one) && isNumber(other)) {
            return compare(one, other) == 0;
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            boolean equal = list.size() == others.size();
            for (int i = 0; equal && i < list.size(); i++) {
                equal = equal(list.get(i), others.get(i));
            }
            return equal;
        }
        return isNone(one) ? isNone(other) : Objects.equals(one, other);
    }

    /** Returns whether the value counts as None. */
    static boolean isNone(@Nullable Object value) {
        return value == null || value instanceof Undefined undefined && undefined.none();
    }

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    /** Compares two numbers or two strings. */
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String than) {
            return text.compareTo(than);
        }
        return new BigDecimal(number(one).toString()).compareTo(new BigDecimal(number(other).toString()));
    }

    /** Returns the value as a number; True is 1. */
    static Number number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Number number) {
            return number;
        }
        throw new TemplateException("a number is needed, not " + kind(value) + (value instanceof String text ? " '" + text + "'" : ""));
    }

    /** Returns the kind of value, for messages. */
    static String kind(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.exception();
        }
        return value == null ? "None"
                : value instanceof String ? "the text"
                : isNumber(value) ? "a number"
                : value instanceof List ? "a list"
                : value instanceof Map ? "a mapping" : "an object";
    }

    /** Returns the elements of a list, the names of a mapping, or the characters of a string. */
    static List<@Nullable Object> elements(@Nullable Object value) {
        if (value instanceof Collection<?> all) {
            return new ArrayList<>(all);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof String text) {
            return new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
        }
        throw new TemplateException("a list is needed, not " + kind(value));
    }
}
