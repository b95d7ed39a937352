package dev.rockyjava.engine.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the name of a source schema determines its components (ENGINE.md §7.2).
 *
 * @param components names; one of them, not the last, may end in {@code ...} and then matches one or more segments
 */
record SchemaPattern(String prefix, String separator, List<String> components) {

    private static final String MANY = "...";

    /**
     * Returns the components of a schema, in the pattern's order; one value each, several for a {@code ...}
     * component. Segments beyond the last component are dropped, as in the engine.
     *
     * @return empty if the schema doesn't match the pattern
     */
    Optional<Map<String, List<String>>> parse(String schema) {
        if (!schema.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = schema.substring(prefix.length());
        List<String> segments = rest.isEmpty() ? List.of() : List.of(rest.split(Pattern.quote(separator), -1));
        if (segments.size() < components.size()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int next = 0;
        for (int i = 0; i < components.size(); i++) {
            String component = components.get(i);
            int after = components.size() - i - 1;
            int taken = component.endsWith(MANY) ? segments.size() - next - after : 1;
            values.put(plain(component), segments.subList(next, next + taken));
            next += taken;
        }
        return Optional.of(values);
    }

    /** Returns the names of the components, without dots. */
    List<String> names() {
        return components.stream().map(SchemaPattern::plain).toList();
    }

    private static String plain(String component) {
        return component.endsWith(MANY) ? component.substring(0, component.length() - MANY.length()) : component;
    }

    /** Returns all values in order, as in an asset key. */
    static List<String> flat(Map<String, List<String>> values) {
        List<String> all = new ArrayList<>();
        values.values().forEach(all::addAll);
        return all;
    }
}
