package dev.rockyjava.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnparsedModelsTest {

    private static final String ERROR = """
            Error: dependency resolution failed: 3 model(s) failed to parse:
              - orders: sql parser error: Expected an expression, found: FROM at Line: 2, Column: 13
              - daily: sql parser error: Expected: an expression, found: EOF
              - gone: sql parser error: no end at Line: 1, Column: 1
            """;

    @TempDir
    Path folder = Path.of("");

    private Path models = folder;

    @BeforeEach
    void write() throws IOException {
        models = Files.createDirectories(folder.resolve("models/marts"));
        Files.writeString(models.resolve("orders.toml"), "");
        Files.writeString(models.resolve("day.toml"), "name = \"daily\"");
        Files.writeString(models.resolve("day.sql"), "SELECT (");
    }

    private String placed(String sql) throws IOException {
        Files.writeString(models.resolve("orders.sql"), sql);
        return UnparsedModels.withPlaces(ERROR, folder, folder.resolve("models"));
    }

    @Test
    void eachGetsItsFileAndTheLineInIt() throws IOException {
        assertThat(placed("-- all\nSELECT FROM x")).isEqualTo("""
                Error: dependency resolution failed: 3 model(s) failed to parse:
                  - orders: sql parser error: Expected an expression, found: FROM at Line: 2, Column: 13 (models/marts/orders.sql:2)
                  - daily: sql parser error: Expected: an expression, found: EOF (models/marts/day.sql)
                  - gone: sql parser error: no end at Line: 1, Column: 1
                """);
    }

    /** The engine counts from where the SQL begins. */
    @Test
    void whatIsBeforeTheSqlCounts() throws IOException {
        assertThat(placed("\n\n-- all\nSELECT FROM x\n")).contains("models/marts/orders.sql:4)");
        Files.delete(models.resolve("orders.toml"));
        assertThat(placed("---toml\nname = \"orders\"\n---\n\n-- all\nSELECT FROM x\n")).contains("models/marts/orders.sql:6)");
    }

    @Test
    void anotherErrorStaysAsItIs() {
        String other = "error: nothing\n  - orders: is fine\n";
        assertThat(UnparsedModels.names(other)).isEmpty();
        assertThat(UnparsedModels.withPlaces(other, folder, models)).isEqualTo(other);
    }
}
