package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypesTest {

    private static final String WHOLE = """
            {"dag": {"rocky_java": {"lineage": {"orders": {"columns": [{"name": "wrong"}]}}}, "nodes": [{"columns": []}]},
             "rocky_java": {"reads": {"orders": ["a"]}, "lineage": {
               "other": {"columns": [{"name": "no"}]},
               "orders": {"edges": [{"source": {"column": "x"}}], "columns": [
                 {"name": "id", "data_type": "BIGINT", "more": [{"name": "within"}]},
                 {"data_type": "TEXT", "name": "note"}, {"name": "bare"}, {"name": "odd", "data_type": 7}, {"data_type": "TEXT"}]}}},
             "optimize": null}
            """;

    private final Path snapshot;

    ColumnTypesTest(@TempDir Path folder) {
        snapshot = folder.resolve("snapshot.json");
    }

    private Map<String, String> of(String json, String model) throws IOException {
        return ColumnTypes.of(Files.writeString(snapshot, json), model);
    }

    @Test
    void theColumnsOfOneModelAreRead() throws IOException {
        assertThat(of(WHOLE, "orders"))
                .isEqualTo(Map.of("id", "BIGINT", "note", "TEXT", "bare", "", "odd", ""));
        assertThat(of(WHOLE, "other")).isEqualTo(Map.of("no", ""));
        assertThat(of(WHOLE, "none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "7", "{}", "{", "{\"rocky_java\":null}", "{\"rocky_java\":[]}", "{\"rocky_java\":{\"lineage\":7}}",
        "{\"rocky_java\":{\"lineage\":{\"orders\":[]}}}", "{\"rocky_java\":{\"lineage\":{\"orders\":{\"columns\":{}}}}}",
        "{\"rocky_java\":{\"lineage\":{\"orders\":{\"columns\":[7]}}}}", "{\"rocky_java\":{\"lineage\":{\"orders\":{\"columns\":[{\"name\""
    })
    void whatIsNotThereOrNotReadableHasNone(String json) throws IOException {
        assertThat(of(json, "orders")).isEmpty();
    }

    @Test
    void aFileThatIsNotThereHasNone() {
        assertThat(ColumnTypes.of(snapshot, "orders")).isEmpty();
    }
}
