package dev.rockyjava.translate;

import dev.rockyjava.asset.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The placeholders of a model. */
record ModelFields(String name, Optional<Target> target, Optional<String> strategy, String group) implements PlaceholderValues {

    static final Set<String> NAMES = Set.of("model", "catalog", "schema", "table", "strategy", "group");

    @Override
    public Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("model", name);
        target.ifPresent(table -> {
            variables.put("catalog", table.catalog());
            variables.put("schema", table.schema());
            variables.put("table", table.table());
        });
        variables.put("strategy", strategy.orElse(""));
        variables.put("group", group);
        return variables;
    }
}
