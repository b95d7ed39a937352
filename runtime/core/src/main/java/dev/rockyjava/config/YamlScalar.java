package dev.rockyjava.config;

import dev.rockyjava.internal.text.LowerCase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of YAML 1.1 scalars, by the rules of PyYAML, except that a date is a string, as in Dagster. */
final class YamlScalar {

    /** The prefix of YAML's own tags. */
    static final String STANDARD = "tag:yaml.org,2002:";

    /** The tag of strings. */
    static final String TEXT = STANDARD + "str";

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern FLAG = Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    // Possessive here and below: a group that is repeated with backtracking takes stack frames for each time.
    private static final Pattern INTEGER = Pattern.compile(
            "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])++");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private YamlScalar() {}

    /**
     * Returns the value of a scalar.
     *
     * @param tag the explicit or implied tag; empty for a plain scalar without one
     * @return a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or null
     * @throws IllegalArgumentException if the tag is unknown, or the text isn't valid for it
     */
    static @Nullable Object value(String text, String tag) {
        String kind = tag.isEmpty() ? implied(text) : tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : tag;
        return switch (kind) {
            case "str", "!", "timestamp" -> text;
            case "null" -> null;
            case "bool" -> flag(text);
            case "int" -> integer(text);
            case "float" -> decimal(text);
            default -> throw new IllegalArgumentException("the tag " + tag + " isn't known here");
        };
    }

    private static String implied(String text) {
        return NULL.matcher(text).matches() ? "null"
                : FLAG.matcher(text).matches() ? "bool"
                : INTEGER.matcher(text).matches() ? "int"
                : FLOAT.matcher(text).matches() ? "float" : "str";
    }

    private static Boolean flag(String text) {
        return switch (LowerCase.of(text)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        digits = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            long value;
            if (digits.startsWith("0b")) {
                value = Long.parseLong(digits.substring(2), 2);
            } else if (digits.startsWith("0x")) {
                value = Long.parseLong(digits.substring(2), 16);
            } else if (digits.length() > 1 && digits.startsWith("0")) {
                value = Long.parseLong(digits, 8);
            } else {
                value = 0;
                // Base 60: 1:30 is 90.
                for (String part : digits.split(":")) {
                    value = Math.addExact(Math.multiplyExact(value, 60L), Long.parseLong(part));
                }
            }
            return negative ? -value : value;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number of 64 bits", e);
        }
    }

    private static Double decimal(String text) {
        String digits = LowerCase.of(text.replace("_", ""));
        boolean negative = digits.startsWith("-");
        digits = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        double value = 0;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.equals(".nan")) {
            value = Double.NaN;
        } else {
            for (String part : digits.split(":")) {
                value = value * 60 + Double.parseDouble(part);
            }
        }
        return negative ? -value : value;
    }
}
