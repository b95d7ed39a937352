package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the example project, with the tables of its source systems. */
record ExampleProject(Path folder) {

    static ExampleProject copyTo(Path folder) {
        Path example = Path.of("..", "..", "example-app");
        try {
            Files.createDirectories(folder);
            Files.copy(example.resolve("defs.yaml"), folder.resolve("defs.yaml"));
            try (Stream<Path> files = Files.walk(example.resolve("rocky"))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = String.valueOf(file.getFileName());
                    if (!name.endsWith(".duckdb") && !name.endsWith(".wal") && !name.startsWith(".")) {
                        Files.copy(file, folder.resolve(example.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            ExampleProject copy = new ExampleProject(folder);
            try (Connection connection = copy.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(Files.readString(folder.resolve("rocky/source-systems.sql")));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    RockyComponent component() {
        return RockyComponent.fromYaml(Path.of("defs.yaml"), folder);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rocky/warehouse.duckdb"));
    }

    /** Returns the rows of each table by its name, without the columns that hold when they were loaded. */
    SortedMap<String, List<String>> tables() {
        SortedMap<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> names = strings(statement, """
                    select table_schema || '.' || table_name from information_schema.tables
                    where table_schema not in ('information_schema', 'pg_catalog')""");
            for (String name : names) {
                tables.put(name, strings(statement, "select t::varchar from (select columns(c -> not starts_with(c, '_')) from "
                        + name + ") t order by 1"));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
