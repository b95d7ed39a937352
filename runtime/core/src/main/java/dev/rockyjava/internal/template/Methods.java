package dev.rockyjava.internal.template;

import dev.rockyjava.internal.template.Arguments.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Python's methods of strings and mappings. */
final class Methods {

    private static final Map<String, BiFunction<String, Given, @Nullable Object>> OF_TEXT = Map.ofEntries(
            text("lower", (text, a) -> PythonStrings.lower(text)),
            text("upper", (text, a) -> PythonStrings.upper(text)),
            text("casefold", (text, a) -> PythonStrings.lower(PythonStrings.upper(text))),
            text("capitalize", (text, a) -> PythonStrings.capitalized(text)),
            text("title", (text, a) -> PythonStrings.titleOfMethod(text)),
            text("strip", (text, a) -> PythonStrings.stripped(text, a.text(0, "chars").orElse(null), true, true)),
            text("lstrip", (text, a) -> PythonStrings.stripped(text, a.text(0, "chars").orElse(null), true, false)),
            text("rstrip", (text, a) -> PythonStrings.stripped(text, a.text(0, "chars").orElse(null), false, true)),
            text("replace", (text, a) -> PythonStrings.replaced(
                    text, Values.text(a.required(0, "old")), Values.text(a.required(1, "new")), a.number(2, "count", -1))),
            text("split", (text, a) -> PythonStrings.split(text, a.text(0, "sep").orElse(null), a.number(1, "maxsplit", -1), false)),
            text("rsplit", (text, a) -> PythonStrings.split(text, a.text(0, "sep").orElse(null), a.number(1, "maxsplit", -1), true)),
            text("startswith", (text, a) -> any(a.required(0, "prefix"), text::startsWith)),
            text("endswith", (text, a) -> any(a.required(0, "suffix"), text::endsWith)),
            text("removeprefix", (text, a) -> {
                String prefix = Values.text(a.required(0, "prefix"));
                return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
            }),
            text("removesuffix", (text, a) -> {
                String suffix = Values.text(a.required(0, "suffix"));
                return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
            }),
            text("join", (text, a) -> String.join(
                    text, Values.elements(a.required(0, "iterable")).stream().map(Values::text).toList())),
            text("find", (text, a) -> (long) text.indexOf(Values.text(a.required(0, "sub")))),
            text("count", (text, a) -> (long) PythonStrings.split(text, Values.text(a.required(0, "sub")), -1, false).size() - 1),
            text("zfill", (text, a) -> "0".repeat(Math.max(0, a.number(0, "width", 0) - text.length())) + text),
            text("isdigit", (text, a) -> !text.isEmpty() && text.chars().allMatch(Character::isDigit)),
            text("isalpha", (text, a) -> !text.isEmpty() && text.chars().allMatch(Character::isLetter)),
            text("isalnum", (text, a) -> !text.isEmpty() && text.chars().allMatch(Character::isLetterOrDigit)),
            text("islower", (text, a) -> text.equals(PythonStrings.lower(text)) && !text.equals(PythonStrings.upper(text))),
            text("isupper", (text, a) -> text.equals(PythonStrings.upper(text)) && !text.equals(PythonStrings.lower(text))));

    private Methods() {}

    private static Map.Entry<String, BiFunction<String, Given, @Nullable Object>> text(
            String name, BiFunction<String, Given, @Nullable Object> method) {
        return Map.entry(name, method);
    }

    private static boolean any(@Nullable Object one, Predicate<String> holds) {
        List<?> all = one instanceof List<?> several ? several : List.of(Values.text(one));
        return all.stream().map(Values::text).anyMatch(holds);
    }

    /** Returns a method of a value; null if it has none of that name. */
    static @Nullable Callable find(@Nullable Object of, String name) {
        if (of instanceof String text && OF_TEXT.containsKey(name)) {
            return (positional, named) -> OF_TEXT.get(name).apply(text, new Given(name, positional, named));
        }
        if (of instanceof Map<?, ?> map) {
            return switch (name) {
                case "get" -> (positional, named) -> {
                    Given given = new Given(name, positional, named);
                    Object key = given.required(0, "key");
                    return map.containsKey(key) ? map.get(key) : given.or(1, "default", null);
                };
                case "keys" -> (positional, named) -> new ArrayList<>(map.keySet());
                case "values" -> (positional, named) -> new ArrayList<>(map.values());
                case "items" -> (positional, named) -> pairs(map);
                default -> null;
            };
        }
        return null;
    }

    static List<Object> pairs(Map<?, ?> map) {
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(key);
            pair.add(value);
            pairs.add(pair);
        });
        return pairs;
    }
}
