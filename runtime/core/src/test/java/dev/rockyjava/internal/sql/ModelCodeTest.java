package dev.rockyjava.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which edits of a model's files are another code. */
class ModelCodeTest {

    @TempDir
    private Path project;

    @ParameterizedTest
    @CsvSource({
        "'select 1\nfrom a', 'select 1\r\nfrom a\r\n', true",
        "'select 1\nfrom a', 'select 1  \nfrom a\t\n\n\n', true",
        "'', '\n \n', true",
        "'select 1\nfrom a', 'select 1\n from a', false",
        "'select 1\nfrom a', 'select 1\n\nfrom a', false",
        "'select 1\n\nfrom a', 'select 1\n \t\nfrom a', true",
        "'select 1', 'select 2', false",
        "'select 1', 'select  1', false",
    })
    void lineEndsAndTrailingBlanksDoNotCount(String before, String after, boolean same) throws IOException {
        Path file = project.resolve("a.sql");
        Files.writeString(file, before);
        Optional<String> first = ModelCode.ofFile(file);
        Files.writeString(file, after);
        assertThat(ModelCode.ofFile(file).equals(first)).isEqualTo(same);
    }

    @Test
    void everyFileOfAModelCounts() throws IOException {
        Path models = Files.createDirectories(project.resolve("models/marts"));
        Path contracts = Files.createDirectories(project.resolve("contracts"));
        Path file = Files.writeString(models.resolve("f.sql"), "select 1");
        Files.writeString(models.resolve("f.toml"), "name = 'orders'");
        Files.writeString(models.resolve("f.contract.toml"), "[rules]");
        Files.writeString(models.resolve("_defaults.toml"), "[target]");
        Files.writeString(models.resolve("g.toml"), "");
        Files.writeString(contracts.resolve("orders.contract.toml"), "[rules]");
        Files.writeString(contracts.resolve("f.contract.toml"), "[rules]");

        SortedMap<String, String> code = new ModelCode(project, Optional.of(contracts)).of(file, "orders");

        assertThat(code).containsOnlyKeys(
                "contracts/orders.contract.toml",
                "models/marts/_defaults.toml",
                "models/marts/f.contract.toml",
                "models/marts/f.sql",
                "models/marts/f.toml");
        assertThat(code.values()).allMatch(digest -> digest.matches("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a,b\n1,2\n', 'a,b\r\n1,2', true",
        "'a,b\n1,2\n', 'a,b\n1,2\n\n', true",
        "'a,b\n1,2\n', 'a,b\n1,3\n', false",
        "'a,b\n1,2\n', 'a,b\n1,2 \n', false",
        "'a\tb\n1\t\n2\t3', 'a\tb\n1\n2\t3', false",
        "'a\n1\n2', 'a\n\n1\n2', false",
    })
    void inDataBlanksCountAndLineEndsDoNot(String before, String after, boolean same) throws IOException {
        Path file = Files.writeString(project.resolve("a.tsv"), before);
        Optional<String> first = ModelCode.ofFile(file);
        Files.writeString(file, after);
        assertThat(ModelCode.ofFile(file).equals(first)).isEqualTo(same);
    }

    /** Whatever lies at the ends of the pieces that are read. */
    @Test
    void longFilesAreAsTheirShortParts() throws IOException {
        Path file = project.resolve("a.csv");
        String line = "1,two,3.0,2026-01-01\n";
        for (int lines : new int[] {3120, 3121, 400_000}) {
            Files.writeString(file, line.repeat(lines));
            Optional<String> unix = ModelCode.ofFile(file);
            Files.writeString(file, line.repeat(lines).replace("\n", "\r\n"));
            assertThat(ModelCode.ofFile(file)).isPresent().isEqualTo(unix);
            Files.writeString(file, line.repeat(lines - 1) + line.replace("1,", "2,"));
            assertThat(ModelCode.ofFile(file)).isPresent().isNotEqualTo(unix);
        }
    }

    @Test
    void aSeedHasItsDataAndItsSidecar() throws IOException {
        Path seeds = Files.createDirectories(project.resolve("seeds"));
        Path file = Files.writeString(seeds.resolve("codes.CSV"), "a\n1\n");
        Files.writeString(seeds.resolve("codes.toml"), "name = 'country_codes'");
        Files.writeString(seeds.resolve("_defaults.toml"), "");
        assertThat(new ModelCode(project, Optional.empty()).ofSeed(file)).containsOnlyKeys("seeds/codes.CSV", "seeds/codes.toml");
        assertThat(SeedFiles.in(project)).containsExactly(file);
        assertThat(SeedFiles.name(file)).isEqualTo("country_codes");
        Files.writeString(seeds.resolve("codes.toml"), "name = ");
        assertThat(SeedFiles.name(file)).isEqualTo("codes");
        assertThat(SeedFiles.in(seeds)).isEmpty();
    }
}
