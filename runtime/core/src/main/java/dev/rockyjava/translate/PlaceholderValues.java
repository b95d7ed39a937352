package dev.rockyjava.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the placeholders of a template about a model or a node stand for. */
interface PlaceholderValues {

    /** The placeholders that there may be. */
    Set<String> names();

    /** The value of a placeholder; empty when this thing has none of that name. */
    Optional<String> value(String name);

    /** All that have a value. */
    default Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        names().forEach(name -> value(name).ifPresent(value -> variables.put(name, value)));
        return variables;
    }
}
