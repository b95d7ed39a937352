package dev.rockyjava.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of the placeholders in a template for a model or a node. */
interface PlaceholderValues {

    /** Returns the names of all placeholders. */
    Set<String> names();

    /** Returns the value of a placeholder; empty if it has none. */
    Optional<String> value(String name);

    /** Returns all placeholders that have a value. */
    default Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        names().forEach(name -> value(name).ifPresent(value -> variables.put(name, value)));
        return variables;
    }
}
