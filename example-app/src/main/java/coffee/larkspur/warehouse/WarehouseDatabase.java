package coffee.larkspur.warehouse;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The project's DuckDB file. It is opened for each statement and closed right after, since only one process at a time
 * can write a DuckDB file.
 */
final class WarehouseDatabase {

    private final Path file;

    private WarehouseDatabase(Path file) {
        this.file = file;
    }

    /** Returns the first DuckDB file that the project's {@code rocky.toml} names. */
    static WarehouseDatabase of(RockyComponent project) {
        return new WarehouseDatabase(project.project().duckDbFiles().get(0));
    }

    /** Executes a file of SQL statements. */
    void execute(Path sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(sql));
        } catch (SQLException e) {
            throw new IllegalStateException("can't execute " + sql + " on " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + sql, e);
        }
    }

    /** Executes a query. Returns the column names, then the rows; a null is an empty string. */
    List<List<String>> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<List<String>> table = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
            }
            table.add(names);
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String value = rows.getString(i);
                    row.add(value == null ? "" : value);
                }
                table.add(row);
            }
            return table;
        } catch (SQLException e) {
            throw new IllegalStateException("can't query " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns whether a table or view exists. */
    boolean has(Target target) {
        try (Connection connection = connect();
                ResultSet tables =
                        connection.getMetaData().getTables(target.catalog(), target.schema(), target.table(), null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new IllegalStateException("can't read the tables of " + file + ": " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file);
    }
}
