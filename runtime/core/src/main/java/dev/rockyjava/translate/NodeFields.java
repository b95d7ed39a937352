package dev.rockyjava.translate;

import java.util.Optional;
import java.util.Set;

/** The placeholders of a node of the graph. */
record NodeFields(DagNode node, String group) implements PlaceholderValues {

    static final Set<String> NAMES = Set.of("id", "kind", "label", "pipeline", "group");

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public Optional<String> value(String field) {
        return switch (field) {
            case "id" -> Optional.of(node.id());
            case "kind" -> Optional.of(node.kindWord());
            case "label" -> Optional.of(node.label());
            case "pipeline" -> Optional.of(node.pipeline().filter(name -> !name.isEmpty()).orElse("default"));
            case "group" -> Optional.of(group);
            default -> Optional.empty();
        };
    }
}
