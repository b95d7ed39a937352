package dev.rockyjava.engine.embedded;

import java.util.List;
import java.util.Map;

/** A {@code key=value} that restricts a replication (ENGINE.md §2.5). */
record FilterArgument(String key, String value) {

    /**
     * Parses a filter.
     *
     * @throws dev.rockyjava.engine.EngineCommandException if it contains no {@code =}
     */
    static FilterArgument parse(String text, EmbeddedProject project) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw project.problem("invalid filter '" + text + "': expected key=value, such as source=shop");
        }
        return new FilterArgument(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Returns whether the filter selects a source. An unknown key selects nothing. */
    boolean acceptsSource(String schema, Map<String, List<String>> components) {
        return switch (key) {
            case "id" -> schema.equals(value);
            case "table" -> true;
            default -> components.getOrDefault(key, List.of()).contains(value);
        };
    }

    boolean acceptsTable(String table) {
        return !key.equals("table") || table.equals(value);
    }
}
