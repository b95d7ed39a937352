package dev.rockyjava.junit;

import dev.rockyjava.asset.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An open DuckDB file of a sandbox. */
final class SandboxDatabase implements AutoCloseable {

    private static final String DRIVER_PREFIX = "Invalid Input Error: Attempting to execute an unsuccessful or closed"
            + " pending query result\nError: ";
    /** What the database shows of a statement that isn't the user's. */
    private static final Pattern OWN_STATEMENT = Pattern.compile("\\n+LINE \\d+: .*", Pattern.DOTALL);

    private static final String CTES =
            "SELECT unnest(json_serialize_sql(?::VARCHAR)->>'$.statements[0].node.cte_map.map[*].key')";

    /** Puts the CTEs of one query before another, both as DuckDB's parser has them. */
    private static final String QUERY_OF_CTE =
            """
            SELECT json_deserialize_sql(json_object('error', false, 'statements', json_array(json_object(
                'node', json_merge_patch(
                    s->'$.statements[0].node', json_object('cte_map', q->'$.statements[0].node.cte_map')),
                'named_param_map', json('[]')))))
            FROM (SELECT json_serialize_sql(?::VARCHAR) AS q, json_serialize_sql(?::VARCHAR) AS s)
            """;

    private static final String OWN_SCHEMA = "rocky_junit";

    private final Connection connection;

    /** A column of a table to be created; without a type all its values are NULL. */
    record ColumnOf(String name, Optional<String> type) {}

    private SandboxDatabase(Connection connection) {
        this.connection = connection;
    }

    static SandboxDatabase open(Path file) {
        try {
            SandboxDatabase database = new SandboxDatabase(DriverManager.getConnection("jdbc:duckdb:" + file));
            database.execute("SET TimeZone = 'UTC'"); // as in the engines' sessions
            return database;
        } catch (SQLException e) {
            throw new SandboxException("can't open the sandbox's database " + file + ": " + message(e), e);
        }
    }

    /** Returns whether there is a table or view. */
    boolean has(Target table) {
        return !texts("SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database()"
                        + " AND lower(table_schema) = lower(?) AND lower(table_name) = lower(?)",
                        table.schema(), table.table())
                .isEmpty();
    }

    /** Returns the rows of a query. */
    Rows query(String sql) {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (List<@Nullable String> column : texts("DESCRIBE " + sql)) {
            names.add(String.valueOf(column.get(0)));
            types.add(String.valueOf(column.get(1)));
        }
        // As text, since the driver moves times that the JVM's time zone doesn't have.
        String cast = IntStream.range(0, names.size())
                .mapToObj(i -> "CAST(c" + i + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        String columns = IntStream.range(0, names.size())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", "));
        List<List<Cell>> rows = new ArrayList<>();
        for (List<@Nullable String> row : texts("SELECT " + cast + " FROM (" + sql + "\n) AS q(" + columns + ")")) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                cells.add(Cell.ofDatabase(row.get(i), types.get(i)));
            }
            rows.add(cells);
        }
        return Rows.ofDatabase(names, types, rows);
    }

    /** Returns the names of the CTEs with which a query begins; none if it can't be read. */
    List<String> ctes(String query) {
        return texts(CTES, query).stream().map(row -> String.valueOf(row.get(0))).toList();
    }

    /** Returns the rows of one of the CTEs with which a query begins. */
    Rows cte(String query, String name) {
        return query(String.valueOf(texts(QUERY_OF_CTE, query, "SELECT * FROM " + quoted(name)).get(0).get(0)));
    }

    /** Returns the columns of a query, without executing it. */
    List<ColumnOf> columns(String sql) {
        return texts("DESCRIBE " + sql).stream()
                .map(column -> new ColumnOf(String.valueOf(column.get(0)), Optional.of(String.valueOf(column.get(1)))))
                .toList();
    }

    /**
     * Replaces a table by one with these columns and rows. Columns that the rows don't have are NULL; one without a type takes
     * the type that its use needs, for which the table becomes a view.
     *
     * @throws SandboxException if a value doesn't fit its column's type; the message has the row and the database's text
     */
    void replace(Target table, List<ColumnOf> columns, Rows rows) {
        // One transaction is written to disk once.
        execute("BEGIN TRANSACTION");
        try {
            createAgain(table, columns, rows);
            execute("COMMIT");
        } catch (SandboxException e) {
            execute("ROLLBACK");
            throw e;
        }
    }

    private void createAgain(Target table, List<ColumnOf> columns, Rows rows) {
        drop(table);
        execute("CREATE SCHEMA IF NOT EXISTS " + quoted(table.schema()));
        List<ColumnOf> typed = columns.stream().filter(column -> column.type().isPresent()).toList();
        if (typed.size() == columns.size()) {
            create(name(table), typed, rows);
            return;
        }
        execute("CREATE SCHEMA IF NOT EXISTS " + OWN_SCHEMA);
        String base = OWN_SCHEMA + "." + quoted(table.schema() + "." + table.table());
        List<ColumnOf> stored = typed.isEmpty() ? List.of(new ColumnOf("rocky_junit_row", Optional.of("INTEGER"))) : typed;
        execute("DROP TABLE IF EXISTS " + base);
        create(base, stored, rows);
        String select = columns.stream()
                .map(column -> (column.type().isPresent() ? "" : "NULL AS ") + quoted(column.name()))
                .collect(Collectors.joining(", "));
        execute("CREATE VIEW " + name(table) + " AS SELECT " + select + " FROM " + base);
    }

    private void create(String table, List<ColumnOf> columns, Rows rows) {
        execute("CREATE TABLE " + table + " ("
                + columns.stream().map(c -> quoted(c.name()) + " " + c.type().orElseThrow()).collect(Collectors.joining(", ")) + ")");
        String insert = "INSERT INTO " + table + " VALUES ("
                + columns.stream().map(c -> "CAST(? AS " + c.type().orElseThrow() + ")").collect(Collectors.joining(", ")) + ")";
        List<Integer> indexes = columns.stream().map(column -> rows.indexOf(column.name())).toList();
        int number = 0;
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (List<Cell> row : rows.cells()) {
                number++;
                for (int i = 0; i < indexes.size(); i++) {
                    statement.setString(i + 1, indexes.get(i) < 0 ? null : row.get(indexes.get(i)).text().orElse(null));
                }
                statement.execute();
            }
        } catch (SQLException e) {
            throw new SandboxException("row " + number + " (" + texts(rows.cells().get(Math.max(0, number - 1))) + ") doesn't fit "
                    + columns.stream().map(c -> c.name() + " " + c.type().orElse("")).collect(Collectors.joining(", "))
                    + ": " + OWN_STATEMENT.matcher(message(e)).replaceFirst(""), e);
        }
    }

    private static String texts(List<Cell> row) {
        return row.stream().map(TextTable::text).collect(Collectors.joining(" | "));
    }

    private void drop(Target table) {
        boolean view = !texts("SELECT 1 FROM information_schema.tables WHERE table_catalog = current_database()"
                        + " AND lower(table_schema) = lower(?) AND lower(table_name) = lower(?) AND table_type = 'VIEW'",
                        table.schema(), table.table())
                .isEmpty();
        execute("DROP " + (view ? "VIEW" : "TABLE") + " IF EXISTS " + name(table));
    }

    /** Replaces the database's functions of the current time. They are found before those that DuckDB has itself. */
    void fix(Instant now) {
        var utc = now.atOffset(ZoneOffset.UTC);
        String moment = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").format(utc);
        String date = moment.substring(0, 10);
        String time = moment.substring(11);
        macro("TIMESTAMPTZ '" + moment + "+00'", "now", "get_current_timestamp", "transaction_timestamp");
        macro("TIMESTAMP '" + moment + "'", "current_localtimestamp");
        macro("DATE '" + date + "'", "current_date", "today");
        macro("TIMETZ '" + time + "+00'", "get_current_time", "current_time");
        macro("TIME '" + time + "'", "current_localtime");
    }

    private void macro(String value, String... names) {
        for (String name : names) {
            execute("CREATE OR REPLACE MACRO main." + name + "() AS " + value);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SandboxException(message(e), e);
        }
    }

    private List<List<@Nullable String>> texts(String sql, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new SandboxException(message(e), e);
        }
    }

    /** Returns a table's name for SQL, without its catalog, which is this database's. */
    static String name(Target table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String message(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage().strip();
        return message.startsWith(DRIVER_PREFIX) ? message.substring(DRIVER_PREFIX.length()).strip() : message;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SandboxException("can't close the sandbox's database: " + message(e), e);
        }
    }
}
