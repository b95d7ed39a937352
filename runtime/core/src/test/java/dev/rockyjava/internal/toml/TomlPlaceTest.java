package dev.rockyjava.internal.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlPlaceTest {

    private static final String TOML = """
            # type = "duckb"
            [adapter]
            type = "duckb"

            [pipeline.one]
            type = "transformaton"
            target.govern = { auto = true }

            [pipeline."two"]
            type = "transformaton" # of two
            target = { catalog = "c", scema = "s" }

            [[tests]]
            type = "not_null"
            [[tests]]
            type = "not_nul"
            """;

    @ParameterizedTest
    @CsvSource({
        "adapter.default.type,duckb,3",
        "pipeline.one.type,transformaton,6",
        "pipeline.two.type,transformaton,10",
        "pipeline.two.target.scema,scema,11",
        "pipeline.one.target.govern,govern,7",
        "tests,not_nul,16",
        "'',not_nul,16",
        "elsewhere,duckb,3",
        "pipeline,pipeline,5",
    })
    void theLineIsThatOfTheWordBelowTheKey(String key, String word, int line) {
        assertThat(TomlPlace.line(TOML, key, word)).hasValue(line);
    }

    @Test
    void withoutTheWordThereIsNoLine(@TempDir Path folder) throws Exception {
        assertThat(TomlPlace.line(TOML, "adapter", "duck")).isEmpty();
        Path file = Files.writeString(folder.resolve("rocky.toml"), TOML);
        assertThat(TomlPlace.of(file, "adapter.type", "duckb")).isEqualTo(file + ":3");
        assertThat(TomlPlace.of(file, "adapter.type", "gone")).isEqualTo(file.toString());
        assertThat(TomlPlace.of(file, "", "")).isEqualTo(file.toString());
        assertThat(TomlPlace.of(folder, "a", "b")).isEqualTo(folder.toString());
    }
}
