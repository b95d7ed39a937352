package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tables that nodes without a target of their own write, and the tables that nodes read, by node id. */
final class PhysicalTables {

    private final Map<String, SortedSet<Target>> written = new HashMap<>();
    private final Map<String, SortedSet<Target>> read = new HashMap<>();
    /** The schemas that nodes write tables of any name to. */
    private final Map<String, List<WrittenTable>> schemas = new HashMap<>();

    /** Records a table, or a schema in which all tables are of one node. */
    void writes(WrittenTable table) {
        table.table().ifPresentOrElse(
                name -> writes(table.id(), new Target(table.catalog(), table.schema(), name)),
                () -> schemas.computeIfAbsent(table.id(), id -> new ArrayList<>(1)).add(table));
    }

    void writes(String id, Target table) {
        written.computeIfAbsent(id, i -> new TreeSet<>()).add(table);
    }

    void reads(String id, Target table) {
        read.computeIfAbsent(id, i -> new TreeSet<>()).add(table);
    }

    Collection<Target> writtenBy(String id) {
        return written.getOrDefault(id, new TreeSet<>());
    }

    Collection<Target> readBy(String id) {
        return read.getOrDefault(id, new TreeSet<>());
    }

    /**
     * Returns the table of a node that SQL names.
     *
     * @param parts the name in the SQL; parts that it lacks are taken from the reader
     * @param reader the target of the model whose SQL it is; empty if it isn't known
     */
    Target named(String id, List<String> parts, Optional<Target> reader) {
        Target name = named(parts, reader);
        boolean whole = parts.size() > 2;
        return writtenBy(id).stream()
                .filter(table -> table.table().equalsIgnoreCase(name.table()))
                .filter(table -> isSameSchema(table.catalog(), table.schema(), name, whole))
                .findFirst()
                .or(() -> schemas.getOrDefault(id, List.of()).stream()
                        .filter(schema -> isSameSchema(schema.catalog(), schema.schema(), name, whole))
                        .map(schema -> new Target(schema.catalog(), schema.schema(), name.table()))
                        .findFirst())
                .orElse(name);
    }

    private static boolean isSameSchema(String catalog, String schema, Target name, boolean whole) {
        boolean sameCatalog = !whole || catalog.isEmpty() || catalog.equalsIgnoreCase(name.catalog());
        return sameCatalog && schema.equalsIgnoreCase(name.schema());
    }

    /** Returns the table that SQL names, whoever writes it. */
    static Target named(List<String> parts, Optional<Target> reader) {
        int last = parts.size() - 1;
        return new Target(
                last > 1 ? parts.get(last - 2) : reader.map(Target::catalog).orElse(""),
                last > 0 ? parts.get(last - 1) : reader.map(Target::schema).orElse(""),
                parts.get(last));
    }

    /** Returns whether the tables of a node are known, rather than only their schema. */
    boolean isListed(String id) {
        return written.containsKey(id);
    }
}
