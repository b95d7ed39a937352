package dev.rockyjava.engine;

import dev.rockyjava.error.ProjectException;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RockyProjectTest {

    @TempDir
    Path folder;

    @Test
    void pipelinesKeepTheirOrderAndReplicationIsTheDefault() throws IOException {
        RockyProject project = load("[pipeline.z]\n[pipeline.a]\ntype = \"load\"\n[pipeline.m]\ntype = \"transformation\"");
        assertThat(project.pipelines()).extracting(p -> p.name() + ":" + p.type())
                .containsExactly("z:replication", "a:load", "m:transformation");
        assertThat(project.directory()).isEqualTo(folder);
    }

    @Test
    void aBarePipelineIsNamedDefault() throws IOException {
        for (String body : new String[] {"type = \"load\"", "models = \"models/**\"", "tables = []", "unique_key = []",
                "source_dir = \"d\"", "[pipeline.source]\nadapter = \"a\""}) {
            assertThat(load("[pipeline]\n" + body).pipelines()).as(body).extracting(RockyProject.Pipeline::name)
                    .containsExactly("default");
        }
    }

    @Test
    void variablesArePutInBeforeParsing() throws IOException {
        assertThat(load("[adapter]\ntype=\"duckdb\"\npath=\"${DIR}/${NAME:-wh}.duckdb\"", Map.of("DIR", "d", "NAME", ""))
                        .duckDbFiles())
                .containsExactly(folder.resolve("d/wh.duckdb"));
        assertThatThrownBy(() -> load("[adapter]\npath = \"${UNSET}\""))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("UNSET")
                .hasMessageContaining("rocky.toml");
    }

    @Test
    void aVariableInACommentIsNotNeeded() throws IOException {
        assertThat(load("  # path = \"${UNSET}\"\n[pipeline.p]\n").pipelines()).hasSize(1);
    }

    @Test
    void aDatabaseInMemoryIsNoFile() throws IOException {
        assertThat(load("[adapter]\ntype=\"duckdb\"\npath=\":memory:\"").duckDbFiles()).isEmpty();
        assertThat(load("[adapter.a]\ntype=\"duckdb\"\n[adapter.b]\ntype=\"snowflake\"\npath=\"x\"").duckDbFiles()).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedWithLineAndColumn() {
        assertThatThrownBy(() -> load("[pipeline.a]\nbad toml"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("rocky.toml:2:");
        assertThatThrownBy(() -> RockyProject.load(folder.resolve("none.toml")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("there is no such file");
    }

    private RockyProject load(String config) throws IOException {
        return load(config, Map.of());
    }

    private RockyProject load(String config, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(folder.resolve("rocky.toml"), config);
        return RockyProject.load(file, name -> Optional.ofNullable(variables.get(name)));
    }
}
