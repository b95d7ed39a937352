package dev.rockyjava.internal.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a call as written. */
record Arguments(List<Expression> positional, Map<String, Expression> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Expression only) {
        return new Arguments(List.of(only), Map.of());
    }

    /** Returns their values. */
    Given in(String function, Map<String, ? extends @Nullable Object> variables) {
        List<@Nullable Object> values = new ArrayList<>();
        positional.forEach(argument -> values.add(argument.value(variables)));
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        named.forEach((name, argument) -> byName.put(name, argument.value(variables)));
        return new Given(function, values, byName);
    }

    /** The values of a call's arguments. */
    record Given(String function, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

        @Nullable Object callOf(Callable callable) {
            return callable.call(positional, named);
        }

        /** Returns an argument by its position or its name; the default if it isn't given. */
        @Nullable Object or(int place, String name, @Nullable Object standard) {
            return place < positional.size() ? positional.get(place) : named.getOrDefault(name, standard);
        }

        boolean has(int place, String name) {
            return place < positional.size() || named.containsKey(name);
        }

        @Nullable Object required(int place, String name) {
            if (!has(place, name)) {
                throw new TemplateException(function + " needs the argument " + name);
            }
            return or(place, name, null);
        }

        String text(int place, String name, String standard) {
            return Values.text(or(place, name, standard));
        }

        Optional<String> text(int place, String name) {
            return Optional.ofNullable(or(place, name, null)).map(Values::text);
        }

        int number(int place, String name, int standard) {
            return Values.number(or(place, name, (long) standard)).intValue();
        }
    }
}
