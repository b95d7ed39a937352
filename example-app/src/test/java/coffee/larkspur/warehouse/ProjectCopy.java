package coffee.larkspur.warehouse;

import dev.rockyjava.RockyComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the example's project with its defs.yaml in a folder of its own, so that a test leaves nothing behind and can break it. */
final class ProjectCopy {

    private static final Path ORIGINAL = Path.of("rocky");
    private static final List<String> LEFT_BY_RUNS = List.of(".rocky", ".rocky-state.redb", "warehouse.duckdb");

    private final RockyComponent component;

    private ProjectCopy(RockyComponent component) {
        this.component = component;
    }

    static ProjectCopy in(Path folder) {
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = ORIGINAL.relativize(file);
                if (isOfTheProject(relative)) {
                    Path copy = folder.resolve("rocky").resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
            Files.copy(Path.of("defs.yaml"), folder.resolve("defs.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProjectCopy(WarehouseDefinitions.component(folder));
    }

    private static boolean isOfTheProject(Path relative) {
        String name = relative.getFileName().toString();
        return LEFT_BY_RUNS.stream().noneMatch(left -> name.startsWith(left) || relative.getName(0).toString().equals(left));
    }

    RockyComponent component() {
        return component;
    }

    /** The folder of rocky.toml. */
    Path folder() {
        return ExampleProject.folder(component);
    }

    Path config() {
        return component.rockyToml();
    }

    void write(String file, String content) {
        try {
            Files.writeString(folder().resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WarehouseDatabase database() {
        return WarehouseDatabase.of(component);
    }

    /** Of each table and view its kind and columns with their types, then its rows in one order, in which null is not ''. */
    SortedMap<String, List<List<String>>> contents() {
        WarehouseDatabase database = database();
        SortedMap<String, List<List<String>>> contents = new TreeMap<>();
        List<List<String>> tables = database.query("SELECT table_schema, table_name, table_type,"
                + " list(column_name || ' ' || data_type || ' ' || is_nullable ORDER BY ordinal_position)"
                + " FROM information_schema.tables JOIN information_schema.columns"
                + " USING (table_catalog, table_schema, table_name)"
                + " WHERE table_catalog = current_database() GROUP BY ALL");
        for (List<String> table : tables.subList(1, tables.size())) {
            String name = "\"" + table.get(0) + "\".\"" + table.get(1) + "\"";
            List<List<String>> rows = database.query("SELECT CAST(t AS VARCHAR) FROM " + name + " AS t ORDER BY ALL");
            rows.set(0, table);
            contents.put(table.get(0) + "." + table.get(1), rows);
        }
        return contents;
    }
}
