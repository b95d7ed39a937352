package dev.rockyjava.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which edits of {@code rocky.toml} are another pipeline. */
class PipelineCodeTest {

    private static final String TOML = """
            [adapter.duck]
            type = "duckdb"
            path = "wh.duckdb"
            password = "a"

            [pipeline.shop]
            strategy = "full_refresh"
            [pipeline.shop.source]
            adapter = "duck"
            schema_pattern = { prefix = "raw__", components = ["source"], separator = "__" }
            [pipeline.shop.target]
            catalog_template = "${CATALOG:-wh}"
            [pipeline.shop.execution]
            concurrency = 4

            [pipeline.files]
            type = "load"
            source_dir = "landing"
            """;

    @TempDir
    private Path folder;

    private SortedMap<String, String> of(String toml) throws IOException {
        return PipelineCode.of(Files.writeString(folder.resolve("rocky.toml"), toml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "full_refresh         | merge              | shop",
        "raw__                | raw_               | shop",
        "adapter = \"duck\"   | adapter = \"lake\" | shop",
        "CATALOG:-wh          | CATALOG:-lake      | shop",
        "CATALOG:-wh          | CAT:-wh            | shop",
        "${CATALOG:-wh}       | wh                 | shop",
        "landing              | landed             | files",
        "type = \"load\"      | type = \"load\" # x | ",
        "wh.duckdb            | other.duckdb       | ",
        "password = \"a\"     | password = \"b\"   | ",
        "concurrency = 4      | concurrency = 8    | ",
        "strategy =           | depends_on = [\"files\"]\\nstrategy = | ",
        "prefix = \"raw__\", components = [\"source\"] | components = [\"source\"], prefix = \"raw__\" | ",
    })
    void whatAPipelineDoesCounts(String before, String after, String changed) throws IOException {
        SortedMap<String, String> old = of(TOML);
        SortedMap<String, String> now = of(TOML.replace(before, after.replace("\\n", "\n")));
        assertThat(old).containsOnlyKeys("rocky.toml [pipeline.files]", "rocky.toml [pipeline.shop]").hasSameSizeAs(now);
        assertThat(now.keySet().stream().filter(key -> !now.get(key).equals(old.get(key))))
                .isEqualTo(changed == null ? List.of() : List.of("rocky.toml [pipeline." + changed + "]"));
    }

    @Test
    void aVariableMayBeAnyValueAndNeedNotBeSet() throws IOException {
        assertThat(of("[pipeline]\ntype = \"load\"\nsource_dir = \"${DIR_THAT_IS_NOT_SET}\"\ntruncate = ${FLAG_THAT_IS_NOT_SET}\n"))
                .containsOnlyKeys("rocky.toml [pipeline.default]");
    }

    @Test
    void nothingIsKnownOfAFileThatIsNotThereOrNoToml() throws IOException {
        assertThat(PipelineCode.of(folder.resolve("rocky.toml"))).isEmpty();
        assertThat(of("[pipeline.shop")).isEmpty();
    }
}
