package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.template.Attributes;
import dev.rockyjava.internal.template.Callable;
import dev.rockyjava.internal.template.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a template for a source table: dagster-rocky's variables, {@code table}, {@code group}, and each
 * part of the schema name that doesn't share a name with one of these. {@code spec} is what the base translator
 * produces for the table.
 */
record TableScope(RockyTranslator base, SourceInfo source, TableInfo table) {

    Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        source.components().forEach(component -> variables.put(component.name(), component.text()));
        String group = base.getGroupName(source, table);
        variables.put("table", table.name());
        variables.put("group", group);
        variables.put("source_id", source.id());
        variables.put("source_type", source.sourceType());
        variables.put("group_name", group);
        variables.put("table_name", table.name());
        variables.put("row_count", table.rowCount().orElse(null));
        variables.put("spec", (Attributes) this::ofSpec);
        return variables;
    }

    private @Nullable Object ofSpec(String name) {
        return switch (name) {
            case "key" -> (Attributes) this::ofKey;
            case "group_name" -> base.getGroupName(source, table);
            case "tags" -> base.getTags(source, table);
            case "metadata" -> base.getMetadata(source, table);
            case "kinds" -> base.getKinds(source, table).stream().sorted().toList();
            case "owners" -> base.getOwners(source, table).stream().sorted().toList();
            case "description" -> base.getDescription(source, table).orElse(null);
            default -> new Undefined("spec." + name + " is not known here; there are key, group_name, tags, metadata, kinds,"
                    + " owners, description");
        };
    }

    private Object ofKey(String name) {
        AssetKey key = base.getAssetKey(source, table);
        return switch (name) {
            case "path" -> key.path();
            case "to_user_string" -> (Callable) (positional, named) -> String.join("/", key.path());
            case "parts" -> List.copyOf(key.path());
            default -> new Undefined("spec.key." + name + " is not known here; there are path and to_user_string()");
        };
    }
}
