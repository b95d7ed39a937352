package dev.rockyjava.translate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source that {@code rocky discover} found, as it stands in a snapshot (ENGINE.md §2.1).
 *
 * @param id the engine's id of it; {@code --filter id=…} selects it
 * @param sourceType the adapter's word: {@code duckdb}, {@code fivetran}, …
 * @param components the parts of its schema's name, in the pattern's order, which is the order of the key
 * @param lastSyncAt when the adapter last synchronized it, as the engine writes it
 * @param metadata what the adapter adds, by name; a value that is no text is JSON, members sorted
 */
public record SourceInfo(
        String id,
        String sourceType,
        List<Component> components,
        Optional<String> lastSyncAt,
        Map<String, String> metadata) {

    /**
     * One part of a schema's name.
     *
     * @param values one value; of a repeated part any number
     * @param repeated whether the pattern lets it repeat ({@code name...}), however often it did
     */
    public record Component(String name, List<String> values, boolean repeated) {

        public Component {
            values = List.copyOf(values);
        }

        /** The value; those of a repeated part joined by {@code __}. */
        public String text() {
            return String.join("__", values);
        }
    }

    public SourceInfo {
        components = List.copyOf(components);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * The id that a table of it has as an asset, where the engine has none: {@code table:<source>.<table>}. A dot or
     * backslash in the source's id has a backslash before it.
     */
    public String nodeId(TableInfo table) {
        return "table:" + id.replace("\\", "\\\\").replace(".", "\\.") + "." + table.name();
    }

    /** The part with a name; empty when the pattern has none. */
    public Optional<Component> component(String name) {
        return components.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
