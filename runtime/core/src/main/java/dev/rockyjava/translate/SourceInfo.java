package dev.rockyjava.translate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source found by {@code rocky discover}, as stored in a snapshot (ENGINE.md §2.1).
 *
 * @param id the engine's id of the source; {@code --filter id=…} selects it
 * @param sourceType the adapter's word: {@code duckdb}, {@code fivetran}, …
 * @param components the parts of its schema name, in the order of the pattern and of the key
 * @param lastSyncAt when the adapter last synchronized it, in the engine's format
 * @param metadata metadata added by the adapter, by name; a value that isn't a string is JSON with sorted members
 */
public record SourceInfo(
        String id,
        String sourceType,
        List<Component> components,
        Optional<String> lastSyncAt,
        Map<String, String> metadata) {

    /**
     * One part of a schema name.
     *
     * @param values one value; any number for a repeated part
     * @param repeated whether the pattern allows it to repeat ({@code name...}), however often it does
     */
    public record Component(String name, List<String> values, boolean repeated) {

        public Component {
            values = List.copyOf(values);
        }

        /** Returns the value; the values of a repeated part are joined by {@code __}. */
        public String text() {
            return String.join("__", values);
        }
    }

    public SourceInfo {
        components = List.copyOf(components);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Returns the node id of one of its tables as an asset, for which the engine has none: {@code
     * table:<source>.<table>}. Dots and backslashes in the source's id are escaped with a backslash.
     */
    public String nodeId(TableInfo table) {
        return "table:" + id.replace("\\", "\\\\").replace(".", "\\.") + "." + table.name();
    }

    /** Returns the part with a name; empty if the pattern has none. */
    public Optional<Component> component(String name) {
        return components.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
