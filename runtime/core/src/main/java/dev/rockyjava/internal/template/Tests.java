package dev.rockyjava.internal.template;

import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.template.Arguments.Given;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jinja's tests: {@code value is name}. */
final class Tests {

    /** A test. */
    record Test(boolean takesOne, Condition condition) {

        boolean holds(@Nullable Object value, Given arguments) {
            return condition.holds(value, arguments);
        }
    }

    /** The condition of a test. */
    interface Condition {
        boolean holds(@Nullable Object value, Given arguments);
    }

    private static final Map<String, Test> ALL = new TreeMap<>();

    static {
        put("defined", value -> !isUndefined(value));
        put("undefined", Tests::isUndefined);
        put("none", Values::isNone);
        put("string", String.class::isInstance);
        put("number", Values::isNumber);
        put("integer", Long.class::isInstance);
        put("float", Double.class::isInstance);
        put("boolean", Boolean.class::isInstance);
        put("true", Boolean.TRUE::equals);
        put("false", Boolean.FALSE::equals);
        put("mapping", Map.class::isInstance);
        put("sequence", value -> value instanceof List || value instanceof String || value instanceof Map);
        put("iterable", value -> value instanceof List || value instanceof String || value instanceof Map);
        put("lower", value -> Values.text(value).equals(PythonStrings.lower(Values.text(value))));
        put("upper", value -> Values.text(value).equals(PythonStrings.upper(Values.text(value))));
        put("even", value -> Values.number(value).longValue() % 2 == 0);
        put("odd", value -> Values.number(value).longValue() % 2 != 0);
        for (String equal : List.of("eq", "equalto", "sameas")) {
            ALL.put(equal, new Test(true, (value, a) -> Values.equal(value, a.required(0, "other"))));
        }
        ALL.put("ne", new Test(true, (value, a) -> !Values.equal(value, a.required(0, "other"))));
        ALL.put("in", new Test(true, (value, a) -> Operators.contains(a.required(0, "seq"), value)));
    }

    private Tests() {}

    private static boolean isUndefined(@Nullable Object value) {
        return value instanceof Undefined undefined && !undefined.none();
    }

    private static void put(String name, Predicate<@Nullable Object> holds) {
        ALL.put(name, new Test(false, (value, arguments) -> holds.test(value)));
    }

    static Test named(String name) {
        Test test = ALL.get(name);
        if (test == null) {
            Nearest near = Nearest.of(name, ALL.keySet());
            throw new TemplateException("there is no test '" + name + "'" + near.text(), near.names());
        }
        return test;
    }
}
