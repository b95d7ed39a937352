package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.snapshot.ProblemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every problem has one id and is in the table of the processor's README, and the table has no other. Some test also names it, so that none is
 * forgotten; what provokes it, and with which text, is in that test.
 */
class CatalogueTest {

    /** A row such as {@code | RK301, RK302 | a reference … |}. */
    private static final Pattern ROW = Pattern.compile("\\| ((?:RK\\d+(?:, )?)+) \\| (.+) \\|");

    private static Map<String, String> readme() throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String id : row.group(1).split(", ")) {
                    assertThat(meanings.put(id, row.group(2))).as(id + " twice").isNull();
                }
            }
        }
        return meanings;
    }

    @Test
    void theReadmeHasEveryIdAndNoOther() throws IOException {
        assertThat(readme().keySet())
                .containsExactlyElementsOf(Arrays.stream(ProblemId.values()).map(ProblemId::code).sorted().toList());
    }

    @Test
    void theReadmeTellsWarningsFromErrors() throws IOException {
        Map<String, String> readme = readme();
        for (ProblemId id : ProblemId.values()) {
            assertThat(readme.get(id.code()).startsWith("warning: "))
                    .as(id.code())
                    .isEqualTo(id.severity() == ProblemId.Severity.WARNING);
        }
    }

    @Test
    void idsAreSortedAndOfOneForm() {
        assertThat(ProblemId.values()).extracting(ProblemId::code).doesNotHaveDuplicates().isSorted().allMatch(code ->
                code.matches("RK[1-9]\\d{2}"));
    }

    private static Set<String> namedByTests = Set.of();

    private static Set<String> namedByTests() throws IOException {
        if (namedByTests.isEmpty()) {
            Set<String> words = new HashSet<>();
            for (String folder : List.of("src/test/java", "../runtime/core/src/test/java")) {
                try (Stream<Path> files = Files.walk(Path.of(folder))) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                        if (!file.endsWith("CatalogueTest.java")) {
                            words.addAll(List.of(Files.readString(file).split("\\W+")));
                        }
                    }
                }
            }
            namedByTests = words;
        }
        return namedByTests;
    }

    @ParameterizedTest
    @EnumSource
    void aTestNamesIt(ProblemId id) throws IOException {
        assertThat(namedByTests()).as("no test names %s (%s)", id.code(), id).containsAnyOf(id.code(), id.name());
    }
}
