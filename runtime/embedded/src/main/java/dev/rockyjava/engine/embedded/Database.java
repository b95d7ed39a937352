package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An open DuckDB file. It is locked against other processes until it is closed. */
final class Database implements AutoCloseable {

    private static final String DRIVER_PREFIX = "Invalid Input Error: Attempting to execute an unsuccessful or closed"
            + " pending query result\nError: ";

    private static final Pattern HOLDER = Pattern.compile("held in (.+?\\(PID \\d+\\))");

    private final Connection connection;
    private final RunningRequest call;

    private Database(Connection connection, RunningRequest call) {
        this.connection = connection;
        this.call = call;
    }

    /**
     * Opens a file, creating it if it doesn't exist.
     *
     * @throws EngineBusyException if another process has it open
     * @throws EngineCommandException if it can't be opened for another reason
     */
    static Database open(Path file, RunningRequest call) {
        try {
            return new Database(connect(file), call);
        } catch (SQLException e) {
            String message = message(e);
            if (message.contains("Could not set lock on file") || message.contains("used by another process")) {
                Matcher holder = HOLDER.matcher(message);
                throw new EngineBusyException("the database " + file + " is open in "
                        + (holder.find() ? holder.group(1) : "another process")
                        + "; nothing was executed", "close it there, or try again later");
            }
            throw new EngineCommandException(
                    "failed to open DuckDB at '" + file + "': " + message, 1, call.logTail());
        }
    }

    // Partition windows are in UTC. Otherwise DuckDB uses the machine's time zone, and a day has other rows on
    // another machine.
    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns DuckDB's version, such as {@code v1.5.5}. */
    static String version() {
        try (Connection memory = DriverManager.getConnection("jdbc:duckdb:")) {
            return memory.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            return "unknown";
        }
    }

    /** Executes a statement that returns no rows. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            call.starts(statement);
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            call.ends();
        }
    }

    /**
     * Executes a query; values are returned as text, NULL as an empty string. Not for times: the driver moves those
     * that don't exist in the JVM's time zone.
     */
    List<List<String>> rows(String sql, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, List.of(values));
            call.starts(statement);
            try (ResultSet result = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        String value = result.getString(i);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            call.ends();
        }
    }

    /**
     * Returns the error of DuckDB's parser for a query; empty if there is none. The query is neither executed nor
     * examined any further.
     */
    Optional<String> parserError(String query) {
        List<String> answer = rows(
                        "SELECT e->>'error_type', e->>'error_message' FROM (SELECT json_serialize_sql(?::VARCHAR) AS e)",
                        query)
                .get(0);
        return answer.get(0).equals("parser") ? Optional.of(parserText(query, answer.get(1))) : Optional.empty();
    }

    /** Returns DuckDB's whole text, with the line and the mark below it, for a query that it can't parse. */
    private String parserText(String query, String message) {
        try {
            connection.prepareStatement(query).close();
            return message;
        } catch (SQLException e) {
            return message(e);
        }
    }

    long count(TableName table) {
        return Long.parseLong(rows("SELECT COUNT(*) FROM " + table.sql()).get(0).get(0));
    }

    /** Returns whether there is a table or view with this name. */
    boolean exists(TableName table) {
        return !rows(
                        """
                        SELECT 1 FROM information_schema.tables
                        WHERE lower(table_catalog) = lower(coalesce(nullif(?, ''), current_database()))
                          AND lower(table_schema) = lower(?) AND lower(table_name) = lower(?)
                        """,
                        table.catalog(), table.schema(), table.table())
                .isEmpty();
    }

    /** Executes work in a transaction: on any failure, the tables are unchanged. */
    void inTransaction(Runnable work) {
        execute("BEGIN TRANSACTION");
        try {
            work.run();
            execute("COMMIT");
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // A failed COMMIT, and some errors, have already ended the transaction.
        }
    }

    private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
    }

    private WorkFailure failure(SQLException e) {
        call.failIfCancelled();
        return new WorkFailure(message(e), e);
    }

    private static String message(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage().strip();
        // The driver puts its own state before the database's message.
        return message.startsWith(DRIVER_PREFIX) ? message.substring(DRIVER_PREFIX.length()).strip() : message;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new WorkFailure("can't close the database: " + message(e), e);
        }
    }
}
