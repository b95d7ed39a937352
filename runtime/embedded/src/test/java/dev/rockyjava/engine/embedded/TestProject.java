package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project in a folder of its own, with a way to look into its database. */
final class TestProject {

    static final String ADAPTER =
            """
            [adapter]
            type = "duckdb"
            path = "wh.duckdb"

            """;
    static final String MARTS =
            """
            [pipeline.marts]
            type = "transformation"
            models = "models/**"
            [pipeline.marts.target.governance]
            auto_create_schemas = true

            """;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-04-08T12:34:56Z"), ZoneOffset.ofHours(14));

    final Path directory;

    TestProject(Path directory) {
        this.directory = directory;
    }

    TestProject file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestProject config(String... parts) {
        return file("rocky.toml", ADAPTER + String.join("\n", parts));
    }

    /** A model in {@code wh.marts}. */
    TestProject model(String name, String strategy, String sql) {
        return file("models/" + name + ".sql", sql)
                .file(
                        "models/" + name + ".toml",
                        "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n"
                                + (strategy.isEmpty() ? "" : "[strategy]\n" + strategy));
    }

    EmbeddedEngine engine() {
        return EmbeddedEngine.open(
                directory.resolve("rocky.toml"), NOON, name -> Optional.ofNullable(Map.of("GREETING", "hi").get(name)));
    }

    EngineReply run(RunRequest request) {
        try (EmbeddedEngine engine = engine()) {
            return engine.run(request);
        }
    }

    EngineReply runModel(String model) {
        return runModel(model, PartitionChoice.DEFAULT);
    }

    EngineReply runModel(String model, PartitionChoice partitions) {
        return run(new RunRequest.Model(model, "marts", partitions));
    }

    EngineReply replicate(String... filter) {
        return run(new RunRequest.Replication("ingest", filter.length == 0 ? Optional.empty() : Optional.of(filter[0])));
    }

    static RunOutput document(EngineReply reply) {
        return (RunOutput) reply.document();
    }

    static LoadOutput loaded(EngineReply reply) {
        return (LoadOutput) reply.document();
    }

    static SeedOutput seeded(EngineReply reply) {
        return (SeedOutput) reply.document();
    }

    Path database() {
        return directory.resolve("wh.duckdb");
    }

    TestProject sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of a query, columns separated by {@code |}. */
    List<String> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Every table and view with its columns, types and sorted rows. */
    Map<String, List<String>> everything() {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : rows(
                "SELECT '\"' || table_schema || '\".\"' || table_name || '\"' FROM information_schema.tables WHERE"
                        + " table_catalog = current_database()")) {
            List<String> content = new ArrayList<>(rows("SELECT column_name, column_type FROM (DESCRIBE " + table + ")"));
            content.addAll(rows("SELECT * FROM " + table).stream().sorted().toList());
            all.put(table, content);
        }
        return all;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + database());
    }
}
