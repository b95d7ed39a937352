package dev.rockyjava.translate;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The placeholders of a source table: the peer's, and each component by its own name.
 *
 * @param table empty where the whole source is named: its tables have one group
 */
record SourceFields(SourceInfo source, Optional<TableInfo> table, String group) implements Fields {

    static final Set<String> NAMES =
            Set.of("source_id", "source_type", "group_name", "table_name", "table", "group", "row_count");

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(NAMES);
        source.components().forEach(component -> names.add(component.name()));
        names.removeIf(name -> value(name).isEmpty());
        return names;
    }

    @Override
    public Optional<String> value(String name) {
        return switch (name) {
            case "source_id" -> Optional.of(source.id());
            case "source_type" -> Optional.of(source.sourceType());
            case "group_name", "group" -> Optional.of(group);
            case "table_name", "table" -> table.map(TableInfo::name);
            case "row_count" -> table.map(t -> t.rowCount().map(String::valueOf).orElse("None"));
            default -> source.component(name).map(SourceInfo.Component::text);
        };
    }
}
