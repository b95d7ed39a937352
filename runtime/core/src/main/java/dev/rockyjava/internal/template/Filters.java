package dev.rockyjava.internal.template;

import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.template.Arguments.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jinja's filters that are useful for names: {@code value | name(arguments)}. */
final class Filters {

    /** A filter. */
    interface Filter {
        @Nullable Object apply(@Nullable Object value, Given arguments);
    }

    private static final Map<String, Filter> ALL = new TreeMap<>();

    static {
        ALL.put("default", Filters::orDefault);
        ALL.put("d", Filters::orDefault);
        ALL.put("lower", (value, a) -> PythonStrings.lower(Values.text(value)));
        ALL.put("upper", (value, a) -> PythonStrings.upper(Values.text(value)));
        ALL.put("capitalize", (value, a) -> PythonStrings.capitalized(Values.text(value)));
        ALL.put("title", (value, a) -> PythonStrings.titleOfFilter(Values.text(value)));
        ALL.put("trim", (value, a) -> PythonStrings.stripped(Values.text(value), a.text(0, "chars").orElse(null), true, true));
        ALL.put("string", (value, a) -> Values.text(value));
        ALL.put("replace", (value, a) -> PythonStrings.replaced(
                Values.text(value), Values.text(a.required(0, "old")), Values.text(a.required(1, "new")),
                a.or(2, "count", null) == null ? -1 : a.number(2, "count", -1)));
        ALL.put("truncate", (value, a) -> PythonStrings.truncated(
                Values.text(value), a.number(0, "length", 255), Values.truth(a.or(1, "killwords", false)),
                a.text(2, "end", "..."), a.number(3, "leeway", 5)));
        ALL.put("join", (value, a) ->
                String.join(a.text(0, "d", ""), Values.elements(value).stream().map(Values::text).toList()));
        ALL.put("first", (value, a) -> at(Values.elements(value), 0));
        ALL.put("last", (value, a) -> at(Values.elements(value), Values.elements(value).size() - 1));
        ALL.put("length", (value, a) -> (long) Values.elements(value).size());
        ALL.put("count", (value, a) -> (long) Values.elements(value).size());
        ALL.put("list", (value, a) -> Values.elements(value));
        ALL.put("items", (value, a) -> value instanceof Map<?, ?> map ? Methods.pairs(map) : Values.elements(value));
        ALL.put("reverse", (value, a) -> reversed(value));
        ALL.put("sort", (value, a) -> sorted(value, a));
        ALL.put("unique", (value, a) -> unique(Values.elements(value)));
        ALL.put("min", (value, a) -> at(sorted(Values.elements(value)), 0));
        ALL.put("max", (value, a) -> at(sorted(Values.elements(value)), Values.elements(value).size() - 1));
        ALL.put("int", Filters::integer);
        ALL.put("float", Filters::decimal);
        ALL.put("abs", (value, a) -> Values.compare(value, 0L) < 0 ? Operators.negative(value) : Values.number(value));
        ALL.put("round", (value, a) -> rounded(value, a));
    }

    private Filters() {}

    static Filter named(String name) {
        Filter filter = ALL.get(name);
        if (filter == null) {
            Nearest near = Nearest.of(name, ALL.keySet());
            throw new TemplateException("there is no filter '" + name + "'" + near.text(), near.names());
        }
        return filter;
    }

    private static @Nullable Object orDefault(@Nullable Object value, Given arguments) {
        boolean falseToo = Values.truth(arguments.or(1, "boolean", false));
        boolean missing = value instanceof Undefined undefined && !undefined.none() || falseToo && !Values.truth(value);
        return missing ? arguments.or(0, "default_value", "") : value;
    }

    private static @Nullable Object at(List<@Nullable Object> elements, int index) {
        return elements.isEmpty() ? new Undefined("the list is empty") : elements.get(index);
    }

    private static Object reversed(@Nullable Object value) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        List<@Nullable Object> elements = Values.elements(value);
        Collections.reverse(elements);
        return elements;
    }

    private static List<@Nullable Object> sorted(List<@Nullable Object> elements) {
        elements.sort(Comparator.comparing(Filters::caseless, Values::compare));
        return elements;
    }

    private static Object sorted(@Nullable Object value, Given arguments) {
        List<@Nullable Object> elements = Values.elements(value);
        boolean exact = Values.truth(arguments.or(1, "case_sensitive", false));
        Comparator<@Nullable Object> order = (one, other) ->
                Values.compare(exact ? one : caseless(one), exact ? other : caseless(other));
        elements.sort(Values.truth(arguments.or(0, "reverse", false)) ? order.reversed() : order);
        return elements;
    }

    private static List<Object> unique(List<@Nullable Object> elements) {
        List<@Nullable Object> unique = new ArrayList<>();
        for (Object element : elements) {
            if (unique.stream().noneMatch(known -> Values.equal(caseless(known), caseless(element)))) {
                unique.add(element);
            }
        }
        return new ArrayList<>(unique);
    }

    private static @Nullable Object caseless(@Nullable Object value) {
        return value instanceof String text ? PythonStrings.lower(text) : value;
    }

    private static @Nullable Object integer(@Nullable Object value, Given arguments) {
        try {
            String text = Values.text(value instanceof Boolean ? Values.number(value) : value).strip().replace("_", "");
            return value instanceof String
                    ? number(text, arguments.number(1, "base", 10))
                    : new BigDecimal(text).setScale(0, RoundingMode.DOWN).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            return arguments.or(0, "default", 0L);
        }
    }

    private static Long number(String text, int base) {
        try {
            return Long.valueOf(text, base);
        } catch (NumberFormatException e) {
            return new BigDecimal(text).setScale(0, RoundingMode.DOWN).longValueExact();
        }
    }

    private static @Nullable Object decimal(@Nullable Object value, Given arguments) {
        try {
            return Double.valueOf(Values.text(value instanceof Boolean ? Values.number(value) : value).strip());
        } catch (NumberFormatException e) {
            return arguments.or(0, "default", 0.0);
        }
    }

    private static Double rounded(@Nullable Object value, Given arguments) {
        RoundingMode mode = switch (arguments.text(1, "method", "common")) {
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> RoundingMode.HALF_EVEN;
        };
        return new BigDecimal(Values.number(value).toString())
                .setScale(arguments.number(0, "precision", 0), mode)
                .doubleValue();
    }
}
