package dev.rockyjava.translate;

import dev.rockyjava.asset.Target;
import java.util.Optional;
import java.util.Set;

/** The placeholders of a model. */
record ModelFields(String name, Optional<Target> target, Optional<String> strategy, String group) implements PlaceholderValues {

    static final Set<String> NAMES = Set.of("model", "catalog", "schema", "table", "strategy", "group");

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public Optional<String> value(String field) {
        return switch (field) {
            case "model" -> Optional.of(name);
            case "catalog" -> target.map(Target::catalog);
            case "schema" -> target.map(Target::schema);
            case "table" -> target.map(Target::table);
            case "strategy" -> Optional.of(strategy.orElse(""));
            case "group" -> Optional.of(group);
            default -> Optional.empty();
        };
    }
}
