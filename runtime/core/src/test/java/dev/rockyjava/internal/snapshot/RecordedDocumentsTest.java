package dev.rockyjava.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that the real engine printed, put into a snapshot as the peer does it. */
class RecordedDocumentsTest {

    private Path fixtures = Path.of("");

    @BeforeEach
    void findFixtures() {
        String folder = System.getProperty("rocky.fixtures", "");
        assumeFalse(folder.isEmpty(), "no recorded documents: run with -Drocky.fixtures=<their folder>");
        fixtures = Path.of(folder);
    }

    @Test
    void aWholeProject() throws IOException {
        Snapshot snapshot = snapshot("discover.json", "compile.json", "optimize.json", "dag.json");

        assertThat(snapshot.sources()).isNotEmpty();
        assertThat(snapshot.models().orElseThrow()).isNotEmpty();
        assertThat(DefinitionsBuilder.build(snapshot, new RockyTranslator()).definitions().keys())
                .hasSameSizeAs(snapshot.dag().orElseThrow().nodes().stream()
                        .filter(node -> !node.value().kindWord().equals("test"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contracts/compile.json", "lineage/compile.json", "partition/compile.json"})
    void compile(String file) throws IOException {
        assertThat(snapshot("discover.json", file, "optimize/optimize.json", "dag.json").models().orElseThrow())
                .isNotEmpty();
    }

    private Snapshot snapshot(String discover, String compile, String optimize, String dag) throws IOException {
        return Snapshots.read("{\"discover\":" + text(discover) + ",\"compile\":" + text(compile) + ",\"optimize\":"
                + text(optimize) + ",\"dag\":" + text(dag) + ",\"dag_status\":\"success\"}");
    }

    private String text(String file) throws IOException {
        return Files.readString(fixtures.resolve(file));
    }
}
