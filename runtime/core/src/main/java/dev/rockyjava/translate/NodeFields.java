package dev.rockyjava.translate;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The placeholders of a node of the graph. */
record NodeFields(DagNode node, String group) implements PlaceholderValues {

    static final Set<String> NAMES = Set.of("id", "kind", "label", "pipeline", "group");

    @Override
    public Map<String, @Nullable Object> variables() {
        return Map.of(
                "id", node.id(),
                "kind", node.kindWord(),
                "label", node.label(),
                "pipeline", node.pipeline().filter(name -> !name.isEmpty()).orElse("default"),
                "group", group);
    }
}
