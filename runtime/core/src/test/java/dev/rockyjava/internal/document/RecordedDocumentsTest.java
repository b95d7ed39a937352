package dev.rockyjava.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.RunOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the real engine was seen to print can be read. */
class RecordedDocumentsTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<String> ANSWERS_OF_RUNS = Set.of("run", "load", "seed", "plan");

    @Test
    void everyRecordedDocumentIsRead() throws IOException {
        String folder = System.getProperty("rocky.fixtures", "");
        assumeTrue(!folder.isEmpty(), "no recorded documents: start with -Drocky.fixtures=<folder>");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            assertThat(documents).isNotEmpty();
            assertAll(documents.stream().map(file -> () -> {
                try {
                    read(Files.readString(file));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(file.toString(), e);
                }
            }));
        }
    }

    private static void read(String json) {
        JsonNode tree = MAPPER.readTree(json);
        String command = tree.path("command").asString("");
        assertThat(command).isNotEmpty();
        EngineDocuments.require(json, command, UnaryOperator.identity());
        if (!ANSWERS_OF_RUNS.contains(command)) {
            return;
        }
        EngineDocument document = EngineDocuments.parse(json);
        assertThat(document.command()).isEqualTo(command);
        assertThat(document.version()).isEqualTo(tree.path("version").asString());
        if (document instanceof RunOutput run) {
            assertNothingLost(run, tree);
        }
        assertThat(EngineDocuments.parse(EngineDocuments.print(document))).isEqualTo(document);
    }

    private static void assertNothingLost(RunOutput run, JsonNode tree) {
        assertThat(run.status()).isEqualTo(tree.path("status").asString());
        assertThat(run.tablesFailed()).isEqualTo(tree.path("tables_failed").asLong());
        assertThat(run.materializations()).hasSize(tree.path("materializations").size());
        assertThat(run.errors()).hasSize(tree.path("errors").size());
        assertThat(run.checkResults()).hasSize(tree.path("check_results").size());
        assertThat(run.excludedTables()).hasSize(tree.path("excluded_tables").size());
        for (int i = 0; i < run.materializations().size(); i++) {
            RunOutput.MaterializedTable built = run.materializations().get(i);
            JsonNode node = tree.path("materializations").get(i);
            assertThat(built.assetKey()).isNotEmpty().hasSize(node.path("asset_key").size());
            assertThat(built.partition().map(RunOutput.PartitionInfo::key).orElse(""))
                    .isEqualTo(node.path("partition").path("key").asString(""));
            assertThat(built.metadata().targetTableFullName().orElse(""))
                    .isEqualTo(node.path("metadata").path("target_table_full_name").asString(""));
        }
    }
}
